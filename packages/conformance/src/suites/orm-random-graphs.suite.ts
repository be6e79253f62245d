import { delete_, update } from '@aludel/core';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { metadataFixture } from '../metadata-fixture.ts';
import { graphClasses } from '../random-graphs/graph-classes.ts';
import { GraphRun } from '../random-graphs/graph-run.ts';
import { perform, type Step, stepNames } from '../random-graphs/graph-steps.ts';
import type { SuiteContext } from '../suite-context.ts';
import { warningsOf } from '../warnings-of.ts';

/** More and longer ones, for a hunt: `ALUDEL_TEST_GRAPHS=5000 ALUDEL_TEST_STEPS=200`; `ALUDEL_TEST_SEED` repeats one. */
const numRuns = Number(process.env.ALUDEL_TEST_GRAPHS ?? 40);
const maxLength = Number(process.env.ALUDEL_TEST_STEPS ?? 60);
const seed = process.env.ALUDEL_TEST_SEED;

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...stepNames, 'addBelow', 'addBelow', 'push', 'set', 'tag', 'flush', 'savepoint'),
  a: fc.nat({ max: 40 }),
  b: fc.nat({ max: 40 }),
});

/** Whatever is done to objects, tables and objects are what a plain model of them is. */
export function ormRandomGraphs(context: SuiteContext): void {
  const classes = graphClasses();
  const hasSavepoints = context.capabilities.savepoints !== false;
  metadataFixture(context, classes.metadata);

  test(
    'whatever is done to objects, by flush, savepoint, rollback and commit tables and objects follow',
    async () => {
      const engine = context.engine();
      const steps = fc.array(step, { minLength: 5, maxLength });
      const property = fc.asyncProperty(steps, fc.boolean(), async (given, autoflush) => {
        await empty();
        const run = new GraphRun(engine, classes, autoflush);
        await using _session = run.session;
        const warnings = await warningsOf(async () => {
          for (const one of given) if (one.what !== 'savepoint' || hasSavepoints) await perform(run, one);
          await perform(run, { what: 'flush', a: 0, b: 0 });
          await perform(run, { what: 'rollback', a: 0, b: 0 });
        });
        expect(warnings).toEqual([]);
      });
      const empty = () =>
        engine.begin(async (connection) => {
          for (const table of classes.metadata.sortedTables.toReversed()) {
            // MySQL asks for the key of a row above at each row that it deletes.
            if ('upId' in table.c) await connection.execute(update(table as never).values({ upId: null } as never));
            await connection.execute(delete_(table as never));
          }
        });
      await fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) });
    },
    Math.max(60_000, numRuns * 1000),
  );
}
