import type { DatabaseSync } from 'node:sqlite';
import { requireEnd, type SqliteDatabase, type SqliteStatement, type SqliteValue } from '@aludel/sqlite/dialect';
import { codedError } from './node-errors.ts';
import { NodeStatement } from './node-statement.ts';

/** A database of node:sqlite. */
export class NodeDatabase implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #allIsLate: boolean;

  constructor(database: DatabaseSync, allIsLate: boolean) {
    this.#database = database;
    this.#allIsLate = allIsLate;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  prepare(sql: string): SqliteStatement {
    try {
      const statement = this.#database.prepare(sql);
      // node:sqlite passes over what stands behind the first statement.
      requireEnd(sql, statement.sourceSQL.length);
      return new NodeStatement(statement, this.#allIsLate);
    } catch (error) {
      throw codedError(error);
    }
  }

  defineFunction(name: string, implementation: (...values: unknown[]) => SqliteValue): void {
    this.#database.function(name, { deterministic: true, useBigIntArguments: true }, implementation);
  }

  close(): void {
    this.#database.close();
  }
}
