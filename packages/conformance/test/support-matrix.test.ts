import { describe, expect, test } from '@jest/globals';
import { type DialectReport, judge } from '../src/dialect-report.ts';
import type { RunFacts } from '../src/run-record.ts';
import { summaryOf } from '../src/run-summary.ts';
import { contradictions, supportMatrix } from '../src/support-matrix.ts';

const facts: RunFacts = {
  name: 'mydb',
  server: 'MyDB 3.1',
  driver: 'mydriver',
  dialect: 'mydb',
  claims: [
    { name: 'insertReturning', sentence: 'INSERT can return rows.', declared: true, tests: ['insert > returns rows'] },
    { name: 'lateral', sentence: 'There is LATERAL.', declared: false, tests: ['select > declares: lateral'] },
    { name: 'fullJoin', sentence: 'There are full joins.', declared: true, tests: ['select > full join'] },
    { name: 'tablesample', sentence: 'There is TABLESAMPLE.', declared: true, tests: ['select > sample'] },
    { name: 'maxParameters', sentence: 'How many parameters there may be.', declared: 999, tests: ['insert > many'] },
  ],
  switchedOff: { select: { tablesample: 1 } },
};

const result = (suite: string, title: string, status: string, failureMessages: readonly string[] = []) => ({
  ancestorTitles: ['mydb conforms', suite],
  title,
  status,
  failureMessages,
});

const file = {
  perfStats: { start: 1_000, end: 3_345 },
  testResults: [
    result('insert', 'returns rows', 'passed'),
    result('insert', 'many', 'failed', ['Not tried: first mend "3. the driver connects".']),
    result('select', 'declares: lateral', 'passed'),
    result('select', 'full join', 'failed', ['Error: syntax']),
    result('select', 'sample', 'pending'),
    { ...result('select', 'of another', 'failed'), ancestorTitles: ['other conforms', 'select'] },
  ],
};

function report(changes: Partial<RunFacts> = {}): DialectReport {
  const judged = judge({ ...facts, ...changes }, [file]);
  if (judged === null) throw new Error('Nothing was judged.');
  return judged;
}

describe('the report of a dialect', () => {
  test('judges what is declared by the tests of it', () => {
    expect(report().claims.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['insertReturning', 'proven'],
      ['lateral', 'proven'],
      ['fullJoin', 'failing'],
      ['tablesample', 'not tried'],
      ['maxParameters', 'not tried'],
    ]);
  });

  test('counts the tests of each suite, those of other dialects apart', () => {
    expect(report()).toMatchObject({
      seconds: 2.3,
      suites: [
        { title: 'insert', passed: 1, failed: 0, notTried: 1, switchedOff: {} },
        { title: 'select', passed: 1, failed: 1, notTried: 0, switchedOff: { tablesample: 1 } },
      ],
    });
  });

  test('is null where none of its tests ran', () => {
    expect(judge({ ...facts, name: 'absent' }, [file])).toBeNull();
  });

  test('is printed with a line for each suite', () => {
    expect(summaryOf(report())).toBe(
      [
        'mydb (MyDB 3.1, mydriver): 2 passed, 1 FAILED, 1 NOT TRIED, 1 switched off, in 2.3 s',
        '  insert  1 passed, 1 NOT TRIED',
        '  select  1 passed, 1 FAILED, 1 switched off: tablesample 1',
        '  1 tests were not tried: they say which of the first steps to mend.',
        '  DECLARED true, BUT THE TESTS OF IT FAIL: There are full joins.',
      ].join('\n'),
    );
  });
});

describe('the support matrix', () => {
  const matrix = supportMatrix([report(), { ...report(), name: 'other', server: null }]);

  test('has a column for each dialect, and a table for each subject', () => {
    expect(matrix).toContain('## Queries\n\n|  | **mydb**<br>MyDB 3.1<br>mydriver | **other**<br>unknown<br>mydriver |');
    expect(matrix).toContain('| There is LATERAL. | no | no |');
    expect(matrix).toContain('| There are full joins. | yes: **FAILING** | yes: **FAILING** |');
    expect(matrix).toContain('| There is TABLESAMPLE. | yes *(not tried)* | yes *(not tried)* |');
    expect(matrix).toContain('## Changing rows');
    expect(matrix).toContain('| mydb | 2 | 2 | 1 | 2 s |');
  });

  test('is contradicted by a claim that is another one, or judged in another way', () => {
    expect(contradictions(matrix, [report()])).toEqual([]);
    const claims = facts.claims.map((claim) => (claim.name === 'lateral' ? { ...claim, declared: true } : claim));
    expect(contradictions(matrix, [report({ claims })])).toEqual(['mydb: There is LATERAL. It was "no", and is "yes".']);
    expect(contradictions(matrix, [report({ claims: facts.claims.slice(1) })])).toEqual([
      'mydb: INSERT can return rows. It was "yes", and is "not there".',
    ]);
    expect(contradictions('', [report()])).toHaveLength(5);
  });

  test('is not contradicted by times, counts, versions and databases that were not there', () => {
    expect(contradictions(matrix, [{ ...report(), seconds: 99, server: 'MyDB 4', suites: [] }])).toEqual([]);
  });
});
