import { basename, dirname, join, resolve } from 'node:path';
import { commandOf } from './command.ts';
import { dialectNames } from './dialect-names.ts';
import { help } from './help.ts';
import { nextSteps } from './next-steps.ts';
import { packageFiles } from './package-files.ts';
import { UsageError } from './usage-error.ts';
import { writeFolder } from './write-folder.ts';

/** Where the command talks to. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Does what `create-aludel-dialect` was asked for; returns the exit code of the process. */
export function createDialect(args: readonly string[], { print, complain }: Terminal): number {
  try {
    const command = commandOf(args);
    print(command.kind === 'help' ? help : create(command.path, command.driver));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return 1;
  }
}

/** The last part of the path names the dialect; a plus sign has no place in the name of a folder. */
function create(path: string, driver: string | null): string {
  const name = basename(resolve(path));
  const names = dialectNames(name, driver);
  const folder = name.includes('+') ? join(dirname(path), name.replace('+', '-')) : path;
  writeFolder(folder, packageFiles(names));
  return nextSteps(folder, names);
}
