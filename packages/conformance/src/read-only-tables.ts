import { type Connection, createEngine, type MetaData, rowValues, type Statement } from '@aludel/core';
import { afterAll, beforeAll } from '@jest/globals';
import type { SuiteContext } from './suite-context.ts';

/** Executes a statement and gives the values of its rows. */
export type ReadRows = (
  statement: Statement<unknown, readonly unknown[]>,
  params?: Readonly<Record<string, unknown>>,
) => Promise<unknown[][]>;

/**
 * Creates and fills tables once for all tests of a suite, which only read them, and drops them at its end.
 *
 * @example const rows = readOnlyTables(context, metadata, (connection) => connection.execute(insert(item), samples));
 */
export function readOnlyTables(
  context: SuiteContext,
  metadata: MetaData,
  fill: (connection: Connection) => PromiseLike<unknown>,
): ReadRows {
  beforeAll(() =>
    once(context, async (connection) => {
      await metadata.createAll(connection);
      await fill(connection);
    }),
  );
  afterAll(() => once(context, (connection) => metadata.dropAll(connection)));
  return (statement, params = {}) =>
    context.engine().begin(async (connection) => valuesOf(await connection.execute(statement, params).all()));
}

/** The values of rows, as plain arrays. */
export function valuesOf(rows: readonly unknown[]): unknown[][] {
  return (rows as Parameters<typeof rowValues>[0][]).map((row) => [...(rowValues(row) as readonly unknown[])]);
}

async function once(context: SuiteContext, work: (connection: Connection) => Promise<void>): Promise<void> {
  if (!context.gate.isOpen) return;
  const engine = createEngine(context.url(), { dialect: context.dialect, poolSize: 1 });
  await engine.begin(work);
  await engine.dispose();
}
