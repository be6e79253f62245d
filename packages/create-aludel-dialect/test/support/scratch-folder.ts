import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** An empty folder for the tests of one file, removed after them. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'create-aludel-dialect-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
