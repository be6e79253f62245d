import type { StatementSync } from 'node:sqlite';
import {
  parameterCountError,
  statementFacts,
  valueTooBigError,
  type SqliteChanges,
  type SqliteStatement,
  type SqliteValue,
} from '@aludel/sqlite/dialect';
import { codedError } from './node-errors.ts';

/** A prepared statement of node:sqlite. */
export class NodeStatement implements SqliteStatement {
  readonly isReadOnly: boolean;
  readonly #statement: StatementSync;
  readonly #readsRowByRow: boolean;
  readonly #placeholders: number;
  readonly #hasNamedPlaceholders: boolean;

  /** @param allIsLate whether `all()` cannot be trusted with `*` */
  constructor(statement: StatementSync, allIsLate: boolean) {
    const { isReadOnly, placeholders, hasNamedPlaceholders } = statementFacts(statement.sourceSQL);
    this.#statement = statement;
    this.#readsRowByRow = allIsLate && statement.sourceSQL.includes('*');
    this.isReadOnly = isReadOnly;
    this.#placeholders = placeholders;
    this.#hasNamedPlaceholders = hasNamedPlaceholders;
    statement.setReturnArrays(true);
  }

  columnNames(): readonly string[] {
    return this.#statement.columns().map(({ name }) => name);
  }

  readBigInts(): void {
    this.#statement.setReadBigInts(true);
  }

  all(values: readonly SqliteValue[]): unknown[][] {
    this.#requireCount(values);
    try {
      if (this.#readsRowByRow) return Array.from({ [Symbol.iterator]: () => this.iterate(values) });
      return present<unknown[]>(this.#statement.all(...values)) as unknown[][];
    } catch (error) {
      throw codedError(error);
    }
  }

  run(values: readonly SqliteValue[]): SqliteChanges {
    this.#requireCount(values);
    try {
      return this.#statement.run(...values);
    } catch (error) {
      throw codedError(error);
    }
  }

  iterate(values: readonly SqliteValue[]): Iterator<unknown[]> {
    this.#requireCount(values);
    const rows = this.#statement.iterate(...values) as Iterator<unknown[]>;
    return {
      next: () => {
        try {
          return present(rows.next());
        } catch (error) {
          throw codedError(error);
        }
      },
      return: () => rows.return?.() ?? { done: true, value: undefined },
    };
  }

  /** node:sqlite leaves NULL for what is missing. */
  #requireCount({ length }: readonly SqliteValue[]): void {
    if (this.#hasNamedPlaceholders) throw parameterCountError('named');
    if (length === this.#placeholders) return;
    throw parameterCountError(length < this.#placeholders ? 'tooFew' : 'tooMany');
  }
}

/** For a text longer than a string of JavaScript can be, node:sqlite returns undefined instead of the rows. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw valueTooBigError();
  return value;
}
