import type { RequestWriter } from '@aludel/postgresql/dialect';

/** What begins a transaction, waiting to travel with the first statement of it. */
export class DueBegin {
  #statements: readonly string[];

  constructor(statements: readonly string[] = []) {
    this.#statements = statements;
  }

  get statements(): readonly string[] {
    return this.#statements;
  }

  get isDue(): boolean {
    return this.#statements.length > 0;
  }

  /**
   * Writes it in front of what `write` writes. It is due as long as `write` throws, for a value that cannot be sent:
   * otherwise the statements that follow would be committed one by one.
   */
  writeBefore(writer: RequestWriter, write: () => void): void {
    for (const sql of this.#statements) writer.parse('', sql).bind('', '', []).execute('', 0);
    write();
    this.#statements = [];
  }
}
