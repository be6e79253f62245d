import { closing, isSign, isWord, splitAtCommas, type Token, tokensOf } from './sql-tokens.ts';

/** What only the text of CREATE INDEX tells. */
export interface IndexText {
  /** Each part as it is written, without its order. */
  readonly parts: readonly string[];
  /** The condition of a partial index. */
  readonly where: string | null;
}

export function readIndexText(sql: string): IndexText {
  const tokens = tokensOf(sql);
  const on = tokens.findIndex((token) => isWord(token, 'ON'));
  const open = tokens.findIndex((token, at) => at > on && isSign(token, '('));
  const close = closing(tokens, open);
  const where = tokens[close + 1];
  return {
    parts: splitAtCommas(tokens.slice(open + 1, close)).map((part) => partText(sql, part)),
    where: isWord(where, 'WHERE') ? sql.slice(where?.end).trim() : null,
  };
}

function partText(sql: string, part: readonly Token[]): string {
  const own = isWord(part.at(-1), 'ASC', 'DESC') ? part.slice(0, -1) : part;
  return sql.slice(own[0]?.start, own.at(-1)?.end);
}
