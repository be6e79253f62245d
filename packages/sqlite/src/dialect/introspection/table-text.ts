import { between, closing, isSign, isWord, nameOf, splitAtCommas, type Token, tokensOf } from './sql-tokens.ts';

/** What only the text of CREATE TABLE tells: SQLite keeps no catalog of it. */
export interface TableText {
  readonly columns: readonly ColumnText[];
  /** The name of the primary key. */
  readonly primaryKeyName: string | null;
  readonly uniques: readonly { readonly name: string | null; readonly columns: readonly string[] }[];
  readonly checks: readonly { readonly name: string | null; readonly sqltext: string }[];
  /** In the order in which they are written. */
  readonly foreignKeys: readonly ForeignKeyText[];
  readonly hasAutoincrement: boolean;
  readonly isWithoutRowid: boolean;
  readonly isStrict: boolean;
}

/** A column as it is written. */
export interface ColumnText {
  readonly name: string;
  readonly collation: string | null;
  /** The expression that computes it. */
  readonly computed: string | null;
}

/** What `PRAGMA foreign_key_list` leaves out. */
export interface ForeignKeyText {
  readonly name: string | null;
  readonly deferrable: boolean | null;
  readonly initially: 'DEFERRED' | 'IMMEDIATE' | null;
}

/** Reads the text of CREATE TABLE; nothing is found in that of views and virtual tables. */
export function readTableText(sql: string): TableText {
  return new TableReader(sql).read();
}

class TableReader {
  readonly #sql: string;
  readonly #columns: ColumnText[] = [];
  readonly #uniques: { name: string | null; columns: readonly string[] }[] = [];
  readonly #checks: { name: string | null; sqltext: string }[] = [];
  readonly #foreignKeys: ForeignKeyText[] = [];
  #primaryKeyName: string | null = null;
  #hasAutoincrement = false;

  constructor(sql: string) {
    this.#sql = sql;
  }

  read(): TableText {
    const tokens = tokensOf(this.#sql);
    const open = tokens.findIndex((token) => isSign(token, '('));
    const isTable = isWord(tokens[0], 'CREATE') && tokens.slice(1, 3).some((token) => isWord(token, 'TABLE')) && open > 0;
    const isVirtual = isWord(tokens[1], 'VIRTUAL');
    const close = isTable && !isVirtual ? closing(tokens, open) : 0;
    if (close > 0) for (const item of splitAtCommas(tokens.slice(open + 1, close))) this.#item(item);
    const options = close > 0 ? tokens.slice(close + 1) : [];
    return {
      columns: this.#columns,
      primaryKeyName: this.#primaryKeyName,
      uniques: this.#uniques,
      checks: this.#checks,
      foreignKeys: this.#foreignKeys,
      hasAutoincrement: this.#hasAutoincrement,
      isWithoutRowid: options.some((token) => isWord(token, 'ROWID')),
      isStrict: options.some((token) => isWord(token, 'STRICT')),
    };
  }

  #item(tokens: readonly Token[]): void {
    const isConstraint = isWord(tokens[0], 'CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN');
    if (isConstraint) this.#clauses(tokens, null);
    else this.#column(tokens);
  }

  #column(tokens: readonly Token[]): void {
    const name = nameOf(tokens[0]);
    const { collation, computed } = this.#clauses(tokens.slice(1), name);
    this.#columns.push({ name, collation, computed });
  }

  /** Reads what follows a column's name, or constraints of the table: SQLite wants no comma between those. */
  #clauses(tokens: readonly Token[], column: string | null): Omit<ColumnText, 'name'> {
    let name: string | null = null;
    let collation: string | null = null;
    let computed: string | null = null;
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (isSign(token, '(')) at = closing(tokens, at);
      else if (isWord(token, 'CONSTRAINT')) {
        at += 1;
        name = nameOf(tokens[at]);
      } else if (isWord(token, 'PRIMARY')) {
        this.#primaryKeyName = name;
        name = null;
      } else if (isWord(token, 'AUTOINCREMENT')) this.#hasAutoincrement = true;
      else if (isWord(token, 'COLLATE')) {
        at += 1;
        collation = nameOf(tokens[at]);
      } else if (isWord(token, 'UNIQUE')) {
        const columns = column === null ? this.#names(tokens, at + 1) : [column];
        this.#uniques.push({ name, columns });
        name = null;
      } else if (isWord(token, 'CHECK')) {
        const close = closing(tokens, at + 1);
        this.#checks.push({ name, sqltext: between(this.#sql, tokens, at + 1, close) });
        name = null;
        at = close;
      } else if (isWord(token, 'AS')) {
        const close = closing(tokens, at + 1);
        computed = between(this.#sql, tokens, at + 1, close);
        at = close;
      } else if (isWord(token, 'REFERENCES')) {
        this.#foreignKeys.push({ name, ...deferral(tokens.slice(at)) });
        name = null;
        // The name of the table, which may be a word that means something here.
        at += 1;
      }
    }
    return { collation, computed };
  }

  /** The columns in the parentheses that open at a place, spelled as in their definition. */
  #names(tokens: readonly Token[], open: number): readonly string[] {
    return splitAtCommas(tokens.slice(open + 1, closing(tokens, open))).map(([first]) => {
      const name = nameOf(first);
      return this.#columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name;
    });
  }
}

/** `DEFERRABLE INITIALLY DEFERRED` of the reference that the tokens start with. */
function deferral(tokens: readonly Token[]): Omit<ForeignKeyText, 'name'> {
  const next = tokens.findIndex((token, at) => at > 1 && isWord(token, 'CONSTRAINT', 'REFERENCES', 'CHECK', 'UNIQUE', 'FOREIGN'));
  const own = next < 0 ? tokens : tokens.slice(0, next);
  const at = own.findIndex((token) => isWord(token, 'DEFERRABLE'));
  if (at < 0) return { deferrable: null, initially: null };
  const initially = isWord(own[at + 1], 'INITIALLY') ? own[at + 2]?.value : undefined;
  return {
    deferrable: !isWord(own[at - 1], 'NOT'),
    initially: initially === 'DEFERRED' || initially === 'IMMEDIATE' ? initially : null,
  };
}
