// Writes the API report of every door of every public package, from what tsc has put into build/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { currentReports } from './current-reports.ts';

for (const { path, text } of currentReports()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
