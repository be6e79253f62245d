import { afterAll, beforeAll, beforeEach, describe, jest, test } from '@jest/globals';
import { capabilityValues } from './capability-values.ts';
import { conditionalTest } from './conditional-test.ts';
import { dialectOf } from './dialect-of.ts';
import type { DialectUnderTest, ProvisionedDatabase } from './dialect-under-test.ts';
import { EngineFixture } from './engine-fixture.ts';
import { Gate } from './gate.ts';
import { type Requirement, requirements, requirementsMet } from './requirements.ts';
import { RunRecord } from './run-record.ts';
import { StepError } from './step-error.ts';
import { notationOf } from './notation-of.ts';
import type { Suite, SuiteContext } from './suite-context.ts';
import { suites } from './suites/all-suites.ts';
import { tableFixture } from './table-fixture.ts';
import { writeRunFacts } from './write-run-facts.ts';

/**
 * Registers the tests that every dialect must pass. A test is switched off by a declared capability only.
 *
 * @example
 * // test/conformance.test.ts
 * describeDialect({ name: 'mydb', dialect: mydb, url: process.env.MYDB_TEST_URL });
 */
export function describeDialect(subject: DialectUnderTest): void {
  const { name, url } = subject;
  if (url === undefined || url === '') {
    describeAbsent(name);
    return;
  }
  // Servers on a busy machine: the default of 5 s is for tests without any.
  jest.setTimeout(60_000);
  describe(`${name} conforms`, () => describePresent({ ...subject, url, dialect: dialectOf(subject.dialect, url) }));
}

/** What is known of a dialect that can be tried. */
interface PresentDialect extends DialectUnderTest {
  readonly url: string;
  readonly dialect: SuiteContext['dialect'];
}

function describePresent(subject: PresentDialect): void {
  const { url, provision, name, dialect, lacks = [] } = subject;
  let database: ProvisionedDatabase | Error = { url, drop: async () => undefined };
  if (provision !== undefined) {
    beforeAll(async () => {
      // A hook that fails would fail thousands of tests with a stack each.
      database = await provision(url).catch(provisionFailed);
    });
    afterAll(() => (database instanceof Error ? undefined : database.drop()));
  }
  const currentUrl = (): string => {
    if (database instanceof Error) throw database;
    return database.url;
  };
  const capabilities = { ...dialect.capabilities, ...subject.capabilities };
  const met = requirementsMet(capabilities, lacks);
  const record = new RunRecord(claimsOf(met));
  const gate = new Gate();
  for (const suite of suites) {
    describe(suite.title, () => {
      beforeEach(() => gate.pass());
      suite.register(contextFor(subject, suite, { capabilities, met, record, gate, url: currentUrl }));
    });
  }
  for (const { claim, shownBy } of capabilityValues(capabilities)) record.join(claim, shownBy);
  afterAll(() => writeRunFacts({ name, dialect, record, url: currentUrl }));
}

/** What all suites of a run have in common. */
interface Run extends Pick<SuiteContext, 'capabilities' | 'gate' | 'url'> {
  readonly met: ReturnType<typeof requirementsMet>;
  readonly record: RunRecord;
}

function contextFor(subject: PresentDialect, suite: Suite, run: Run): SuiteContext {
  const { dialect, proxy } = subject;
  const { capabilities, met, record, gate, url } = run;
  const engines = new EngineFixture(dialect);
  return {
    ...conditionalTest(met, suite.title, { record, dialect }),
    dialect,
    variantName: dialect.variantNames?.[0] ?? dialect.name,
    capabilities,
    gate,
    notation: notationOf(dialect, subject.notation),
    url,
    proxy,
    engine: (options = {}, target = url()) => engines.create(target, options),
    keptEngine: () => engines.kept(url()),
    tables: (tables) => tableFixture(engines, { url, gate, dialect }, tables),
  };
}

function claimsOf(met: Run['met']) {
  return (Object.keys(requirements) as Requirement[]).map((name) => ({
    name,
    sentence: requirements[name],
    declared: met[name],
  }));
}

function provisionFailed(thrown: unknown): Error {
  return new StepError(`"provision" failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`, thrown);
}

function describeAbsent(name: string): void {
  const line = `There is no ${name} database to test: its "url" is undefined.`;
  const required = (process.env['ALUDEL_TEST_REQUIRE'] ?? '').split(',').map((part) => part.trim());
  if (required.includes(name)) {
    test(`${name} conforms`, () => {
      throw new Error(`${line} ALUDEL_TEST_REQUIRE asks for it.`);
    });
    return;
  }
  console.warn(`>>> NO ${name.toUpperCase()}: its conformance tests are skipped. ${line}`);
  test.skip(`${name} conforms`, () => {
    /* There is nothing to test. */
  });
}
