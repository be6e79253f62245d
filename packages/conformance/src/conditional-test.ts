import { test } from '@jest/globals';
import type { ConnectableDialect } from '@aludel/core/dialect';
import { failsForItsReason } from './proof-of-absence.ts';
import { type Requirement, type RequirementSet, requirements } from './requirements.ts';
import type { Claim, RunRecord } from './run-record.ts';

type TestBody = () => Promise<void> | void;

/** Registers tests that depend on what a database can do. */
export interface ConditionalTest {
  /**
   * A test of something that is either there or not. Where it is declared absent the test must fail, by an error of the
   * database or an expectation: a database that can do more than its dialect declares is a mistake in the declaration.
   */
  when(requirement: Requirement, title: string, body: TestBody): void;
  /** A test that makes no sense without the requirements: skipped where one is absent, saying which. */
  needing(needed: readonly Requirement[], title: string, body: TestBody): void;
  /** A test of what a capability with several values claims; the support matrix names it. */
  proving(claim: Omit<Claim, 'tests'>, title: string, body: TestBody): void;
}

/** Makes {@link ConditionalTest} for one suite of one dialect. */
export function conditionalTest(
  met: RequirementSet,
  suite: string,
  { record, dialect }: { readonly record: RunRecord; readonly dialect: ConnectableDialect },
): ConditionalTest {
  return {
    when(requirement, title, body) {
      const shown = met[requirement] ? title : `declares that this is absent: "${requirements[requirement]}" (${title})`;
      test(shown, met[requirement] ? body : () => failsForItsReason(requirement, dialect, body));
      record.probe(requirement, suite, shown);
    },
    needing(needed, title, body) {
      const absent = needed.find((requirement) => !met[requirement]);
      if (absent === undefined) {
        test(title, body);
        return;
      }
      test.skip(`${title} (absent here: "${requirements[absent]}")`, body);
      record.switchOff(absent, suite);
    },
    proving(claim, title, body) {
      test(title, body);
      record.prove(claim, suite, title);
    },
  };
}
