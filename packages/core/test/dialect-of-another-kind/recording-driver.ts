import type { Driver, DriverConnection, DriverResult, DriverStream } from '@aludel/core/dialect';

/** What the database answers to a statement; undefined: one row was matched. */
export type Answer = (
  sql: string,
  params: readonly unknown[],
) => readonly (readonly unknown[] | Readonly<Record<string, unknown>>)[] | undefined;

/** A driver of no database: it writes down what it is told. Nothing of it is text to begin, commit or roll back. */
export class RecordingDriver implements Driver {
  readonly name = 'recorder';
  readonly calls: string[] = [];
  answer: Answer = () => undefined;

  connect(): DriverConnection {
    return new RecordingConnection(this);
  }

  /** What was called since the last look; white space is one blank. */
  take(): readonly string[] {
    return this.calls.splice(0).map((call) => call.replace(/\s+/g, ' ').trim());
  }

  ask(sql: string, params: readonly unknown[]): DriverResult {
    this.calls.push(params.length === 0 ? sql : `${sql} ${JSON.stringify(params)}`);
    const rows = this.answer(sql, params);
    if (rows === undefined) return { columns: null, rows: [], affected: 1 };
    const names = Object.keys(rows[0] ?? {}).map((name) => ({ name: /^\d/.test(name) ? `C${name}` : name }));
    return { columns: names, rows: rows.map((row) => Object.values(row)), affected: rows.length };
  }
}

class RecordingConnection implements DriverConnection {
  readonly isAlive = true;
  inTransaction = false;
  readonly #driver: RecordingDriver;

  constructor(driver: RecordingDriver) {
    this.#driver = driver;
  }

  execute(sql: string, params: readonly unknown[]): DriverResult {
    return this.#driver.ask(sql, params);
  }

  executeMany(sql: string, sets: readonly (readonly unknown[])[]): DriverResult {
    this.#driver.calls.push(`many: ${sql} ${JSON.stringify(sets)}`);
    return { columns: null, rows: [], affected: sets.length };
  }

  stream(sql: string, params: readonly unknown[]): DriverStream {
    const { columns, rows } = this.#driver.ask(`stream: ${sql}`, params);
    return { columns: columns ?? [], read: (count) => rows.splice(0, count), close: () => this.#tell('close stream') };
  }

  begin({ statements }: { readonly statements: readonly string[] }): void {
    for (const statement of statements) this.#tell(statement);
    this.inTransaction = true;
  }

  commit(): void {
    this.#end('commit()');
  }

  rollback(): void {
    this.#end('rollback()');
  }

  ping(): void {}

  close(): void {}

  destroy(): void {}

  #end(call: string): void {
    this.inTransaction = false;
    this.#tell(call);
  }

  #tell(call: string): void {
    this.#driver.calls.push(call);
  }
}
