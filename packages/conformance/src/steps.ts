import type { ConnectTarget, DriverConnection, DriverResult } from '@aludel/core/dialect';
import { test } from '@jest/globals';
import { connectTargetOf } from './connect-target-of.ts';
import { tableStatements } from './generated-key.ts';
import { StepError } from './step-error.ts';
import type { SuiteContext } from './suite-context.ts';
import { tidily } from './tidily.ts';

/** Fails the step with an advice unless the condition holds. */
export function should(condition: boolean, advice: string): asserts condition {
  if (!condition) throw new StepError(advice);
}

/** Runs what must not fail. */
export async function mustWork<T>(what: string, advice: string, work: () => T | Promise<T>): Promise<Awaited<T>> {
  try {
    return await work();
  } catch (error) {
    throw new StepError(`${what} failed: ${messageOf(error)}\n${advice}`, error);
  }
}

/** Runs what must fail, and gives its error. */
export async function mustFail(what: string, advice: string, work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new StepError(`${what} was accepted. ${advice}`);
}

/** The steps of a suite: tests in the order in which an author makes them pass. */
export class Steps {
  readonly #context: SuiteContext;

  constructor(context: SuiteContext) {
    this.#context = context;
  }

  /** One that everything after it depends on: where it fails, nothing else is tried. */
  first(title: string, body: () => unknown): void {
    const { gate } = this.#context;
    test(title, async () => {
      try {
        await body();
      } catch (error) {
        gate.close(title);
        throw error;
      }
    });
  }

  /** One that only tells of itself. */
  next(title: string, body: () => unknown): void {
    test(title, async () => void (await body()));
  }

  target(): ConnectTarget {
    return connectTargetOf(this.#context.url());
  }

  /** Lends a connection of the driver. */
  async connected<T>(work: (connection: DriverConnection) => T | Promise<T>): Promise<T> {
    const connection = await this.#context.dialect.driver.connect(this.target());
    try {
      return await work(connection);
    } finally {
      if (connection.isAlive) await connection.close();
    }
  }

  /** Lends a connection that has just created a table, which is dropped afterwards. */
  withTable<T>(columns: string, work: (connection: DriverConnection, table: string) => T | Promise<T>): Promise<T> {
    return this.connected(async (connection) => {
      const table = `conformance_step_${process.pid}_${++counter}`;
      const { create, drop } = tableStatements(table, columns, this.#context.dialect);
      for (const statement of create) await run(connection, statement);
      return tidily(
        () => work(connection, table),
        () => this.connected((other) => tidy(connection.isAlive ? connection : other, drop)),
      );
    });
  }

  /** The placeholders of so many parameters, between commas. */
  placeholders(count: number): string {
    return Array.from({ length: count }, (_unused, index) => this.#context.dialect.placeholder(index)).join(', ');
  }

  /** Begins a transaction as the engine does. */
  begin(connection: DriverConnection): void | Promise<void> {
    return connection.begin({ statements: this.#context.dialect.beginStatements({}) });
  }
}

let counter = 0;

/** Sends a statement once, without keeping it prepared. */
export async function run(
  connection: DriverConnection,
  sql: string,
  params: readonly unknown[] = [],
  prepare = false,
): Promise<DriverResult> {
  return connection.execute(sql, params, { prepare });
}

async function tidy(connection: DriverConnection, statements: readonly string[]): Promise<void> {
  if (connection.inTransaction) await connection.rollback();
  for (const statement of statements) await run(connection, statement);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
