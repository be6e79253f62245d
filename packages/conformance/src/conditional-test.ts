import { test } from '@jest/globals';
import { type Requirement, type RequirementSet, requirements } from './requirements.ts';

type TestBody = () => Promise<void> | void;

/** Registers tests that depend on what a database can do. */
export interface ConditionalTest {
  /**
   * A test of something that is either there or not. Where it is declared absent the test must fail: a database that
   * can do more than its dialect declares is a mistake in the declaration.
   */
  when(requirement: Requirement, title: string, body: TestBody): void;
  /** A test that makes no sense without the requirements: skipped where one is absent, saying which. */
  needing(needed: readonly Requirement[], title: string, body: TestBody): void;
}

/** Makes {@link ConditionalTest} for one dialect. */
export function conditionalTest(met: RequirementSet): ConditionalTest {
  return {
    when(requirement, title, body) {
      if (met[requirement]) test(title, body);
      else test(`declares that this is absent: "${requirements[requirement]}"`, () => mustFail(requirement, body));
    },
    needing(needed, title, body) {
      const absent = needed.find((requirement) => !met[requirement]);
      if (absent === undefined) test(title, body);
      else test.skip(`${title} (absent here: "${requirements[absent]}")`, body);
    },
  };
}

async function mustFail(requirement: Requirement, body: TestBody): Promise<void> {
  try {
    await body();
  } catch {
    return;
  }
  throw new Error(
    `The dialect declares ${requirement}: false, but the test of it passes. Declare it true: "${requirements[requirement]}"`,
  );
}
