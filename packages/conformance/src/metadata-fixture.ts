import type { MetaData } from '@aludel/core';
import { afterEach, beforeEach } from '@jest/globals';
import type { SuiteContext } from './suite-context.ts';

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
