import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

/** Ahead of UTC and behind it, by whole hours and not, with summer time in either half of the year, and with a day left out. */
const timeZones = ['Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Europe/London', 'UTC'];

/**
 * Registers tests that run the suites of types, dates and times once more, each in a process that stands in another time
 * zone: what a value means must not depend on where one is.
 *
 * @example describeTimeZones(new URL('conformance.test.ts', import.meta.url))
 */
export function describeTimeZones(conformanceTest: URL): void {
  describe('in other time zones', () => {
    test.each(timeZones)(
      'values are the same for a process in %s',
      async (TZ) => {
        expect(await failures(fileURLToPath(conformanceTest), TZ)).toBe('');
      },
      300_000,
    );
  });
}

/** Empty where all tests passed, and there were a hundred of them at least; else what they said. */
function failures(testFile: string, TZ: string): Promise<string> {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const args = [
    '--experimental-vm-modules',
    jest,
    '--runInBand',
    '--runTestsByPath',
    testFile,
    '-t',
    'conforms (types|dates and times) ',
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, TZ }, maxBuffer: 2 ** 28 }, (error, _output, said) => {
      resolve(error === null && /\d{3} passed/.test(said) ? '' : said);
    });
  });
}
