import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialectReport } from './dialect-report.ts';
import { fileNameOf } from './file-name-of.ts';
import { supportMatrix } from './support-matrix.ts';

/** Writes a file for each dialect, and the matrix of all whose files are in the folder, also from other runs. */
export function writeReports(folder: string, reports: readonly DialectReport[]): void {
  mkdirSync(folder, { recursive: true });
  for (const report of reports) writeFileSync(join(folder, fileNameOf(report.name)), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'support-matrix.md'), supportMatrix(readReports(folder)));
}

/** What the runs so far have left there, by the names of the dialects. */
export function readReports(folder: string): readonly DialectReport[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as DialectReport);
}
