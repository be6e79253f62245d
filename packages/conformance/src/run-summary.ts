import type { DialectReport, SuiteReport } from './dialect-report.ts';

/** What is printed at the end of a run: a line for the dialect, and one for each suite that ran. */
export function summaryOf(report: DialectReport): string {
  const { name, server, driver, seconds, suites } = report;
  const ran = suites.filter(({ passed, failed }) => passed + failed > 0);
  const untried = total(suites).notTried;
  const width = Math.max(0, ...ran.map(({ title }) => title.length));
  return [
    `${name} (${server ?? 'server unknown'}, ${driver}): ${tally(total(suites))}, in ${seconds} s`,
    ...ran.map((suite) => `  ${suite.title.padEnd(width)}  ${tally(suite)}${reasons(suite)}`),
    ...(untried > 0 ? [`  ${untried} tests were not tried: they say which of the first steps to mend.`] : []),
    ...report.claims
      .filter(({ verdict }) => verdict === 'failing')
      .map(({ sentence, declared }) => `  DECLARED ${String(declared)}, BUT THE TESTS OF IT FAIL: ${sentence}`),
  ].join('\n');
}

/** All suites as one. */
export function total(suites: readonly SuiteReport[]): SuiteReport {
  const sum = (count: (suite: SuiteReport) => number): number => suites.reduce((all, suite) => all + count(suite), 0);
  return {
    title: 'all',
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    notTried: sum(({ notTried }) => notTried),
    switchedOff: { all: sum(switchedOffIn) },
  };
}

/** How many tests of a suite were not run. */
export function switchedOffIn({ switchedOff }: SuiteReport): number {
  return Object.values(switchedOff).reduce((sum, count) => sum + count, 0);
}

function tally(suite: SuiteReport): string {
  const off = switchedOffIn(suite);
  return [
    `${suite.passed} passed`,
    ...(suite.failed > 0 ? [`${suite.failed} FAILED`] : []),
    ...(suite.notTried > 0 ? [`${suite.notTried} NOT TRIED`] : []),
    ...(off > 0 ? [`${off} switched off`] : []),
  ].join(', ');
}

function reasons({ switchedOff }: SuiteReport): string {
  const names = Object.entries(switchedOff).map(([name, count]) => `${name} ${count}`);
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}
