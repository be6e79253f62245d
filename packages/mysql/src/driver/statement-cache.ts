import type { PreparedStatement } from './prepared-statement.ts';

/** The prepared statements of one connection; the one that was not used for longest goes first. */
export class StatementCache {
  readonly #statements = new Map<string, PreparedStatement>();
  readonly #limit: number;
  readonly #close: (sql: string) => void;

  /** `close` frees a statement on the server. */
  constructor(limit: number, close: (sql: string) => void) {
    this.#limit = limit;
    this.#close = close;
  }

  get(sql: string): PreparedStatement | undefined {
    const statement = this.#statements.get(sql);
    if (statement === undefined) return undefined;
    // A Map keeps the order of insertion: to put it in again makes it the youngest.
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  set(sql: string, statement: PreparedStatement): void {
    this.#statements.set(sql, statement);
    if (this.#statements.size <= this.#limit) return;
    const [oldest] = this.#statements.keys();
    this.delete(oldest as string);
  }

  delete(sql: string): void {
    this.#statements.delete(sql);
    this.#close(sql);
  }

  clear(): void {
    for (const sql of [...this.#statements.keys()]) this.delete(sql);
  }
}
