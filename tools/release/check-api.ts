import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type CurrentReport, currentReports } from '../api/current-reports.ts';
import { root } from './public-packages.ts';

/** One sentence for each door whose exports are not those that were agreed on. The packages must have been built. */
export function checkApi(): string[] {
  return [...currentReports()].flatMap(checkReport);
}

function checkReport({ path, text }: CurrentReport): string[] {
  const file = relative(root, path);
  const agreed = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (agreed === text) return [];
  const line = firstDifference(agreed.split('\n'), text.split('\n'));
  return [
    `What users can import has changed: ${file} differs from line ${line} on. If that is meant, run "npm run api", read the difference and commit it.`,
  ];
}

function firstDifference(agreed: readonly string[], current: readonly string[]): number {
  return current.findIndex((line, index) => line !== agreed[index]) + 1 || current.length + 1;
}
