import { test } from '@jest/globals';
import type { ConnectableDialect } from '@aludel/core/dialect';
import { failsForItsReason } from './proof-of-absence.ts';
import { hinted } from './requirement-hint.ts';
import { type Requirement, type RequirementSet, requirements } from './requirements.ts';
import type { Claim, RunRecord } from './run-record.ts';

type TestBody = () => Promise<void> | void;

/** Registers tests that depend on what a database can do. */
export interface ConditionalTest {
  /** Whether the database has it: for a part of the tables of many tests, which do without it where it is absent. */
  has(requirement: Requirement): boolean;
  /**
   * A test of something that is either there or not. Where it is declared absent the test must fail, by an error of the
   * database or an expectation: a database that can do more than its dialect declares is a mistake in the declaration.
   */
  when(requirement: Requirement, title: string, body: TestBody): void;
  /** A test that makes no sense without the requirements: skipped where one is absent, saying which. */
  needing(needed: readonly Requirement[], title: string, body: TestBody): void;
  /** Such a test for each row of a table, whose first field stands in the title for %s. */
  needingEach<Row extends readonly [string, ...unknown[]]>(
    needed: readonly Requirement[],
    title: string,
    rows: readonly Row[],
    body: (...row: Row) => Promise<void> | void,
  ): void;
  /** Rows for a table of tests, or values for a test, that make no sense without the requirement: none where it is absent. */
  where<T extends readonly unknown[] | string>(requirement: Requirement, ...items: T[]): T[];
  /** A test of what a capability with several values claims; the support matrix names it. */
  proving(claim: Omit<Claim, 'tests'>, title: string, body: TestBody): void;
}

/** Makes {@link ConditionalTest} for one suite of one dialect. */
export function conditionalTest(
  met: RequirementSet,
  suite: string,
  { record, dialect }: { readonly record: RunRecord; readonly dialect: ConnectableDialect },
): ConditionalTest {
  const needing: ConditionalTest['needing'] = (needed, title, body) => {
    const absent = needed.find((requirement) => !met[requirement]);
    if (absent === undefined) {
      test(title, () => hinted(needed, body));
      return;
    }
    test.skip(`${title} (absent here: "${requirements[absent]}")`, body);
    record.switchOff(absent, suite);
  };
  return {
    has: (requirement) => met[requirement],
    needing,
    needingEach(needed, title, rows, body) {
      for (const row of rows) needing(needed, title.replace('%s', row[0]), () => body(...row));
    },
    when(requirement, title, body) {
      const shown = met[requirement] ? title : `declares that this is absent: "${requirements[requirement]}" (${title})`;
      test(shown, () => (met[requirement] ? hinted([requirement], body) : failsForItsReason(requirement, dialect, body)));
      record.probe(requirement, suite, shown);
    },
    where(requirement, ...items) {
      if (met[requirement]) return items;
      record.switchOff(requirement, suite);
      return [];
    },
    proving(claim, title, body) {
      test(title, body);
      record.prove(claim, suite, title);
    },
  };
}
