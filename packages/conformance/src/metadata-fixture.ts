import type { Connection, MetaData } from '@aludel/core';
import { afterEach, beforeEach } from '@jest/globals';
import type { SuiteContext } from './suite-context.ts';
import { tidily } from './tidily.ts';

let counter = 0;

/** A name that no other test has: `label_4711_3`. */
export function uniqueName(stem: string): string {
  return `${stem}_${process.pid}_${++counter}`;
}

/** Creates the tables of a MetaData before each test of a suite, and drops them after it. */
export function metadataFixture(context: SuiteContext, metadata: MetaData): void {
  beforeEach(async () => {
    const engine = context.keptEngine();
    await metadata.dropAll(engine);
    await metadata.createAll(engine);
  });
  afterEach(() => (context.gate.isOpen ? metadata.dropAll(context.keptEngine()) : undefined));
}

/** Works in one transaction with the tables of a MetaData, which are there for that time. */
export async function withTables(
  context: SuiteContext,
  metadata: MetaData,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const engine = context.engine();
  await metadata.createAll(engine);
  await tidily(
    () => engine.begin(work),
    () => metadata.dropAll(engine),
  );
}
