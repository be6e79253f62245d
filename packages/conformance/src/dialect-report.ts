import { notTried } from './gate.ts';
import type { Claim, RunFacts } from './run-record.ts';

/** What the tests say of a claim. */
export type Verdict = 'proven' | 'failing' | 'not tried';

/** A claim that was judged. */
export interface JudgedClaim extends Omit<Claim, 'tests'> {
  readonly verdict: Verdict;
}

/** The results of one suite of tests. */
export interface SuiteReport {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  /** How many failed only since a first step did. */
  readonly notTried: number;
  /** How many tests were switched off, by the name of the requirement; `other` for other reasons. */
  readonly switchedOff: Readonly<Record<string, number>>;
}

/** What a run of the whole suite found out about a dialect: what `<name>.json` holds. */
export interface DialectReport extends Pick<RunFacts, 'name' | 'server' | 'driver' | 'dialect'> {
  readonly seconds: number;
  readonly suites: readonly SuiteReport[];
  readonly claims: readonly JudgedClaim[];
}

/** The part of jest's result of a test file that is read here. */
export interface TestFileResult {
  readonly perfStats: { readonly start: number; readonly end: number };
  readonly testResults: readonly TestResult[];
}

interface TestResult {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Puts together what the tests told and how they ended; null where none of them ran. */
export function judge(facts: RunFacts, files: readonly TestFileResult[]): DialectReport | null {
  const { name, server, driver, dialect, claims, switchedOff } = facts;
  const isOurs = (test: TestResult): boolean => test.ancestorTitles[0] === `${name} conforms`;
  const file = files.find(({ testResults }) => testResults.some(isOurs));
  if (file === undefined) return null;
  const tests = file.testResults.filter(isOurs);
  return {
    name,
    server,
    driver,
    dialect,
    seconds: Math.round((file.perfStats.end - file.perfStats.start) / 100) / 10,
    suites: suitesOf(tests, switchedOff),
    claims: claims.map(({ tests: titles, ...claim }) => ({ ...claim, verdict: verdictOf(titles, tests) })),
  };
}

function suitesOf(tests: readonly TestResult[], switchedOff: RunFacts['switchedOff']): readonly SuiteReport[] {
  const titles = [...new Set(tests.map((test) => test.ancestorTitles[1] ?? ''))];
  return titles.map((title) => {
    const ofSuite = tests.filter((test) => test.ancestorTitles[1] === title);
    const ended = (status: string): number => ofSuite.filter((test) => statusOf(test) === status).length;
    const known = (switchedOff[title] ?? {}) as Readonly<Record<string, number>>;
    const rest = ended('pending') - Object.values(known).reduce((sum, count) => sum + count, 0);
    return {
      title,
      passed: ended('passed'),
      failed: ended('failed'),
      notTried: ended(notTried),
      switchedOff: rest > 0 ? { ...known, other: rest } : known,
    };
  });
}

function verdictOf(titles: readonly string[], tests: readonly TestResult[]): Verdict {
  const statuses = tests.filter((test) => titles.includes(idOf(test))).map(statusOf);
  if (statuses.includes('failed')) return 'failing';
  return statuses.includes('passed') ? 'proven' : 'not tried';
}

/** As jest says, or {@link notTried}. */
function statusOf({ status, failureMessages }: TestResult): string {
  return status === 'failed' && failureMessages.every((message) => message.includes(notTried)) ? notTried : status;
}

function idOf({ ancestorTitles, title }: TestResult): string {
  return `${ancestorTitles[1]} > ${title}`;
}
