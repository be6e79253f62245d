import type { ExpandedStatement } from '@aludel/core/dialect';
import { capabilities } from './capabilities.ts';

/** Powers of two, so that the same few statements serve every count. */
const mostRows = 128;

/**
 * Rewrites a plain `INSERT INTO t (…) VALUES (?, …)` that is to run for many parameter sets into statements of many rows,
 * which SQLite takes in half the time. Null for anything else: what it cannot read with certainty stays as it is.
 *
 * @example
 * expandMany('INSERT INTO t VALUES (?)', [[5], [6]]) // [{ sql: 'INSERT INTO t VALUES (?), (?)', params: [5, 6] }]
 */
export function expandMany(sql: string, paramSets: readonly (readonly unknown[])[]): readonly ExpandedStatement[] | null {
  const match = plainInsert.exec(sql);
  if (match === null) return null;
  const [, head = '', row = ''] = match;
  const width = row.split('?').length - 1;
  if (width === 0 || paramSets.some((params) => params.length !== width)) return null;
  const texts = new Map<number, string>();
  const most = Math.min(mostRows, powerOfTwoUpTo(Math.floor(capabilities.maxParameters / width)));
  const statements: ExpandedStatement[] = [];
  for (let start = 0; start < paramSets.length; ) {
    const rows = Math.min(most, powerOfTwoUpTo(paramSets.length - start));
    const text = texts.get(rows) ?? head + new Array<string>(rows).fill(row).join(', ');
    texts.set(rows, text);
    statements.push({ sql: text, params: joined(paramSets, start, start + rows) });
    start += rows;
  }
  return statements;
}

const space = String.raw`\s*`;
const name = String.raw`(?:[A-Za-z_]\w*|"(?:[^"]|"")*")`;
const list = (item: string): string => String.raw`\(${space}${item}(?:${space},${space}${item})*${space}\)`;

// OR FAIL keeps the rows in front of the wrong one; the others treat rows alike, be they of one statement or of several.
const verb = String.raw`(?:INSERT(?:\s+OR\s+(?:ABORT|IGNORE|REPLACE))?|REPLACE)\s+INTO`;
const into = String.raw`\s+${name}(?:${space}\.${space}${name})?${space}(?:${list(name)}${space})?VALUES${space}`;
const row = list(String.raw`(?:\?|NULL|-?\d{1,15})`);
const plainInsert = new RegExp(String.raw`^\s*(${verb}${into})(${row})[\s;]*$`, 'i');

function joined(paramSets: readonly (readonly unknown[])[], start: number, end: number): unknown[] {
  const params: unknown[] = [];
  for (let i = start; i < end; i++) for (const value of paramSets[i] as readonly unknown[]) params.push(value);
  return params;
}

function powerOfTwoUpTo(count: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1, count)));
}
