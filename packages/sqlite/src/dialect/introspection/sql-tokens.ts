/** A word, name, text or sign of SQL, and where it stands. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'sign';
  /** A word in capitals; a name without its quotes; else as it stands. */
  readonly value: string;
  /** As it was written. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\p{L}_$\d\u0080-\uffff]+|\S/gu;

/** Cuts SQL into its tokens, without comments. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of sql.matchAll(pattern)) {
    const [written] = match;
    if (written.startsWith('--') || written.startsWith('/*')) continue;
    tokens.push({ ...classified(written), written, start: match.index, end: match.index + written.length });
  }
  return tokens;
}

function classified(written: string): Pick<Token, 'kind' | 'value'> {
  if (written.length > 1) {
    const inner = written.slice(1, -1);
    if (written.startsWith('"')) return { kind: 'name', value: inner.replaceAll('""', '"') };
    if (written.startsWith('`')) return { kind: 'name', value: inner.replaceAll('``', '`') };
    if (written.startsWith('[')) return { kind: 'name', value: inner };
    if (written.startsWith("'")) return { kind: 'text', value: inner.replaceAll("''", "'") };
  }
  return /^[\p{L}_$\d\u0080-\uffff]/u.test(written)
    ? { kind: 'word', value: written.toUpperCase() }
    : { kind: 'sign', value: written };
}

/** The name that a token stands for; SQLite takes texts for names where it expects one. */
export function nameOf(token: Token | undefined): string {
  if (token === undefined) return '';
  return token.kind === 'word' ? token.written : token.value;
}

export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.value);
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign;
}

/** The place of the parenthesis that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (isSign(tokens[at], '(')) depth += 1;
    if (isSign(tokens[at], ')')) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** Cuts a list at its commas, but for those in parentheses. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth === 0 && isSign(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** What stands between two places of the text, parentheses left out. */
export function between(sql: string, tokens: readonly Token[], open: number, close: number): string {
  return sql.slice(tokens[open]?.end ?? 0, tokens[close]?.start ?? sql.length).trim();
}
