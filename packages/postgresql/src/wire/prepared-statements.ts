import { randomBytes } from 'node:crypto';
import type { RowShape } from './row-shape.ts';

/** What one connection knows of a statement that it has sent before. */
export interface KnownStatement {
  /** The statement as it was prepared. */
  readonly sql: string;
  /**
   * Whether the server promises the same columns each time it runs under its name (or reports an error). It does so for
   * what it plans; `FETCH` or `EXECUTE` may return others each time, so they are described each time.
   */
  readonly keepsColumns: boolean;
  /** How often it was to be sent. */
  uses: number;
  /** Its name on the server; null as long as it was not prepared there. */
  name: string | null;
  /** The columns it returned the last time; null: none. */
  shape: RowShape | null;
}

/**
 * The statements of one connection, the most recently used ones. A statement gets a name on the server when it is used
 * for the second time: what runs once must not cost the server memory, nor push out what runs often.
 */
export class PreparedStatements {
  readonly #limit: number;
  /** In the order of their last use. */
  readonly #statements = new Map<string, KnownStatement>();
  /**
   * A name of another connection must never be ours: behind a pooler both may meet the same server process, and
   * we would run its statement in place of ours.
   */
  readonly #prefix = `aludel_${randomBytes(9).toString('hex')}_`;
  #count = 0;
  readonly #abandon: (name: string) => void;

  /** `abandon` is told each name that the server need not know any more. */
  constructor(limit: number, abandon: (name: string) => void) {
    this.#limit = limit;
    this.#abandon = abandon;
  }

  /** Finds a statement, or begins to know it, and counts the use. */
  use(sql: string): KnownStatement {
    const statement = this.#statements.get(sql) ?? { sql, keepsColumns: PLANNED.test(sql), uses: 0, name: null, shape: null };
    statement.uses++;
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > this.#limit) this.#forgetOldest();
    return statement;
  }

  /** The name under which to prepare a statement now; '' for not yet. */
  nameFor(statement: KnownStatement): string {
    return statement.uses < NAMED_AT_USE ? '' : `${this.#prefix}${++this.#count}`;
  }

  /** Prepares nothing of this statement's past again: it starts anew. */
  forget(statement: KnownStatement): void {
    if (statement.name !== null) this.#abandon(statement.name);
    statement.name = null;
    statement.shape = null;
    this.#statements.delete(statement.sql);
  }

  /** After a change of the schema, or of the server process behind a pooler. */
  forgetAll(): void {
    for (const statement of [...this.#statements.values()]) this.forget(statement);
  }

  #forgetOldest(): void {
    const oldest = this.#statements.values().next().value;
    if (oldest !== undefined) this.forget(oldest);
  }
}

const PLANNED = /^\s*(?:select|insert|update|delete|with|values)\b/i;
const NAMED_AT_USE = 2;
