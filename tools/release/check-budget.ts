import type { FreshApplication } from './fresh-application.ts';
import type { Tarball } from './pack.ts';

/** Bytes of core on a user's disk: what `du` calls 1 MB. */
const largestCore = 1024 ** 2;
/** Milliseconds to import core and one dialect with its driver. Told, not enforced: a busy machine takes longer. */
const slowestImport = 60;

/** What the packages cost: lines to print, and one sentence for each budget that is exceeded. */
export interface Budget {
  readonly figures: readonly string[];
  readonly problems: readonly string[];
}

export function checkBudget(core: Tarball, application: FreshApplication): Budget {
  const size = core.unpackedSize;
  const time = application.fastestMilliseconds('import-time.mjs', importTime);
  return {
    figures: [
      `${core.name} takes ${kilobytes(size)} installed (${core.files.length} files); at most ${kilobytes(largestCore)}.`,
      `Importing core and sqlite takes ${time.toFixed(0)} ms (fastest of 9 processes); it should take at most ${slowestImport} ms.`,
    ],
    problems: size > largestCore ? [`${core.name} is ${kilobytes(size)}, over its budget of ${kilobytes(largestCore)}.`] : [],
  };
}

const importTime = `
  const start = performance.now();
  await import('@aludel/core');
  await import('@aludel/sqlite');
  console.log(performance.now() - start);`;

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
