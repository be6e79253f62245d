import type { DialectReport, JudgedClaim } from './dialect-report.ts';
import { switchedOffIn, total } from './run-summary.ts';
import { headings, subjectOf } from './subjects.ts';

/** The support matrix of these dialects, in Markdown: a column for each, and a table for each subject. */
export function supportMatrix(reports: readonly DialectReport[]): string {
  const claims = distinctClaims(reports);
  const tables = headings.flatMap((heading) => {
    const rows = claims.filter(({ name }) => subjectOf(name) === heading);
    return rows.length === 0 ? [] : [`## ${heading}`, table([header(reports), ...rows.map((claim) => row(claim, reports))])];
  });
  return `${[introduction, ...tables, '## Tests', testTable(reports)].join('\n\n')}\n`;
}

const introduction = `# Support matrix

Written by the conformance suite, which every dialect runs. **yes**: declared, and the tests show it. **no**: declared absent, and
the tests show that as well: what they try fails there. **FAILING**: the tests contradict what is declared. *(not tried)*: no test says anything.`;

function header(reports: readonly DialectReport[]): readonly string[] {
  return ['', ...reports.map(({ name, server, driver }) => `**${name}**<br>${server ?? 'unknown'}<br>${driver}`)];
}

function row(claim: JudgedClaim, reports: readonly DialectReport[]): readonly string[] {
  return [claim.sentence, ...reports.map((report) => cell(report.claims.find(({ name }) => name === claim.name)))];
}

/** What a dialect declares, and what the tests say of that. */
export function cell(claim: JudgedClaim | undefined): string {
  if (claim === undefined) return '';
  const { declared, verdict } = claim;
  const value = typeof declared === 'boolean' ? (declared ? 'yes' : 'no') : String(declared);
  if (verdict === 'failing') return `${value}: **FAILING**`;
  return verdict === 'proven' ? value : `${value} *(not tried)*`;
}

function distinctClaims(reports: readonly DialectReport[]): readonly JudgedClaim[] {
  const claims = reports.flatMap((report) => report.claims);
  return [...new Map(claims.map((claim) => [claim.name, claim])).values()];
}

function testTable(reports: readonly DialectReport[]): string {
  const rows = reports.map(({ name, suites, seconds }) => {
    const all = total(suites);
    return [name, String(all.passed), String(all.failed + all.notTried), String(switchedOffIn(all)), `${Math.round(seconds)} s`];
  });
  return table([['', 'passed', 'failed', 'switched off', 'run time'], ...rows]);
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Where a matrix that was written before says something else of a claim: one line each. Times and counts do not matter. */
export function contradictions(written: string, reports: readonly DialectReport[]): readonly string[] {
  const before = cellsOf(written);
  const now = cellsOf(supportMatrix(reports));
  const names = new Set(reports.map(({ name }) => name));
  const keys = new Set([...now.keys(), ...[...before.keys()].filter((key) => names.has(key.split(': ', 1)[0] as string))]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before.get(key), now.get(key)];
    return was === is ? [] : [`${key} It was "${was ?? 'not there'}", and is "${is ?? 'not there'}".`];
  });
}

/** Each cell by its dialect and sentence: `sqlite: INSERT can return rows.` */
function cellsOf(matrix: string): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  let columns: readonly string[] = [];
  for (const line of matrix.split('\n')) {
    const [first = '', ...rest] = line.startsWith('|') ? line.slice(2, -2).split(' | ') : [];
    if (rest.length === 0 || rest[0] === '---') continue;
    if (first.trim() === '') columns = rest.map((text) => /^\*\*(.+?)\*\*/.exec(text)?.[1] ?? '');
    else rest.forEach((text, index) => columns[index] && cells.set(`${columns[index]}: ${first}`, text.trim()));
  }
  return cells;
}
