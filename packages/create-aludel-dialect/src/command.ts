import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'create';
      /** The folder to make; its last part names the dialect. */
      readonly path: string;
      readonly driver: string | null;
    };

/** Reads the arguments behind the name of the program. @throws UsageError */
export function commandOf(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { kind: 'help' };
  const [path, ...rest] = positionals;
  if (path === undefined)
    throw new UsageError('The name of the dialect is missing. Type its URL scheme: npm create aludel-dialect my-db');
  if (rest.length > 0)
    throw new UsageError(`One name is enough; there are ${positionals.length}. Type: npm create aludel-dialect ${path}`);
  return { kind: 'create', path: withoutTrailingSlash(path), driver: values.driver ?? null };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, driver: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nWhat there is: npm create aludel-dialect -- --help`);
  }
}

function withoutTrailingSlash(path: string): string {
  return path.replace(/(?<=.)[/\\]+$/, '');
}
