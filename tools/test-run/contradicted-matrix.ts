import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReports } from '../../packages/conformance/src/report-files.ts';
import { contradictions } from '../../packages/conformance/src/support-matrix.ts';
import type { TestCounts } from './test-counts.ts';

/** Where the support matrix stands that the documentation shows. */
export const matrixFile = 'docs/reference/support-matrix.md';

/**
 * One failure if the committed support matrix says something else than this run found out; none for databases that were not
 * there, and none for times and counts.
 */
export function contradictedMatrix(root: string, folder: string): readonly TestCounts[] {
  const file = join(root, matrixFile);
  const failures = contradictions(existsSync(file) ? readFileSync(file, 'utf8') : '', readReports(folder));
  if (failures.length === 0) return [];
  const remedy = `${matrixFile} is out of date. Run "npm run matrix", and look at what changed.`;
  return [{ packageName: 'support matrix', passed: 0, failed: 1, skipped: 0, failures: [remedy, ...failures] }];
}
