import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { type InsertedKeys, notCompiled } from './inserted-keys.ts';
import { Result } from './result.ts';
import type { ResultShape } from './result-shape.ts';
import type { RowCursor } from './row-cursor.ts';
import type { Row } from './row.ts';

/** What the database said about a statement, beside its rows. */
export interface ExecutionFacts {
  /** How many rows the statement matched; -1 where the database does not tell. */
  readonly rowcount: number;
  /** The key that the database generated for the last row inserted; null where it does not tell. */
  readonly lastrowid?: number | bigint | null;
  /** What is known of the primary keys inserted; by default, that the statement was text. */
  readonly insertedKeys?: InsertedKeys;
  /** What makes objects of its rows; null: nothing does. */
  readonly plan?: unknown;
}

/** Where a Session finds the rows of a result, to make objects of them. */
export const takeRows: unique symbol = Symbol('takeRows');

/** The rows of a result, decoded, with what is known of them. */
export interface TakenRows {
  readonly rows: unknown[][];
  readonly plan: unknown;
  readonly facts: ExecutionFacts;
  /** What `yieldPer` says. */
  readonly rowsPerFetch: number | null;
}

const refusals = {
  notCompiled: 'Statement is not a compiled expression construct.',
  notInsert: 'Statement is not an insert() expression construct.',
  returning: "Can't call insertedPrimaryKey when returning() is used. Read the rows of the result.",
} as const;

/** The result of one execution: its rows, and what the database said about the statement. */
export class CursorResult<T extends readonly unknown[] = readonly unknown[], N = Record<string, unknown>> extends Result<T, N> {
  /** How many rows an update or delete matched, whether or not they changed; -1 where the database does not tell. */
  readonly rowcount: number;
  /** The key that the database generated for the last row inserted, or null; `insertedPrimaryKey` works everywhere. */
  readonly lastrowid: number | bigint | null;
  readonly #insertedKeys: InsertedKeys;
  readonly #facts: ExecutionFacts;

  /** @internal `rows` are taken over, the arrays in it too; `shape` is null for a statement that returns no rows. */
  constructor(shape: ResultShape | null, rows: unknown[][] | RowCursor, facts: ExecutionFacts) {
    super(shape, rows);
    this.rowcount = facts.rowcount;
    this.lastrowid = facts.lastrowid ?? null;
    this.#facts = facts;
    this.#insertedKeys = facts.insertedKeys ?? notCompiled;
  }

  /** @internal The rows, which it has no longer. */
  [takeRows](): TakenRows {
    const rows = this.cursor.returnsRows ? this.cursor.takeAll() : [];
    this.shape.readAll(rows);
    const { rowsPerFetch } = this.cursor;
    return { rows, plan: this.#facts.plan ?? null, facts: this.#facts, rowsPerFetch };
  }

  /** Whether the statement was an `insert()`. */
  get isInsert(): boolean {
    return this.#insertedKeys.kind === 'inserted' || this.#insertedKeys.kind === 'returning';
  }

  /** The primary key of the row inserted, null where no row was; throws {@link InvalidRequestError} unless one `insert()` was executed once. */
  get insertedPrimaryKey(): Row | null {
    if (this.#insertedKeys.kind === 'inserted' && this.#insertedKeys.isMany) {
      throw new InvalidRequestError(
        'This statement was an executemany call; if primary key returning is supported, please use .insertedPrimaryKeyRows.',
      );
    }
    return this.insertedPrimaryKeyRows[0] ?? null;
  }

  /** The primary keys of the rows inserted, in the order of the parameters. */
  get insertedPrimaryKeyRows(): Row[] {
    const keys = this.#insertedKeys;
    if (keys.kind !== 'inserted') throw new InvalidRequestError(refusals[keys.kind]);
    return keys.keyRows().map((values) => new keys.shape.rowClass(values) as unknown as Row);
  }
}
