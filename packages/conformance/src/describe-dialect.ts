import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import { conditionalTest } from './conditional-test.ts';
import type { DialectUnderTest, ProvisionedDatabase } from './dialect-under-test.ts';
import { EngineFixture } from './engine-fixture.ts';
import { requirementsMet } from './requirements.ts';
import { standardNotation } from './sql-notation.ts';
import type { SuiteContext } from './suite-context.ts';
import { suites } from './suites/all-suites.ts';
import { tableFixture } from './table-fixture.ts';

/**
 * Registers the tests that every dialect must pass. A test is switched off by a declared capability only.
 *
 * @example
 * // postgresql/test/conformance.test.ts
 * describeDialect({ name: 'postgresql', dialect: postgresql, url: process.env.ALUDEL_TEST_POSTGRESQL_URL });
 */
export function describeDialect(subject: DialectUnderTest): void {
  const { name, url } = subject;
  if (url === undefined || url === '') {
    describeAbsent(name);
    return;
  }
  // Servers on a busy machine: the default of 5 s is for tests without any.
  jest.setTimeout(60_000);
  describe(`${name} conforms`, () => {
    let database: ProvisionedDatabase = {
      url,
      drop: async () => {
        /* Not ours. */
      },
    };
    if (subject.provision !== undefined) {
      const { provision } = subject;
      beforeAll(async () => {
        database = await provision(url);
      });
      afterAll(() => database.drop());
    }
    for (const suite of suites) describe(suite.title, () => suite.register(contextFor(subject, () => database.url)));
  });
}

function contextFor(subject: DialectUnderTest, url: () => string): SuiteContext {
  const { dialect, proxy, lacks = [] } = subject;
  const capabilities = { ...dialect.capabilities, ...subject.capabilities };
  const engines = new EngineFixture(dialect);
  return {
    ...conditionalTest(requirementsMet(capabilities, lacks)),
    dialect,
    capabilities,
    notation: { ...standardNotation, ...subject.notation },
    url,
    proxy,
    engine: (options = {}, target = url()) => engines.create(target, options),
    tables: (tables) => tableFixture(engines, url, tables),
  };
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
