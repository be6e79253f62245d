import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How to start Node. */
export interface FreshProcess {
  /** Flags of Node itself. */
  readonly flags?: readonly string[];
  /** A module in JavaScript; or a file, with its arguments. */
  readonly program: { readonly source: string } | { readonly file: URL; readonly args: readonly string[] };
}

/** Runs a program in a process of its own and gives what it printed, as JSON, and how long the whole process took. */
export async function runFresh<T>({
  flags = [],
  program,
}: FreshProcess): Promise<{ readonly output: T; readonly wallMs: number }> {
  const what =
    'source' in program ? ['--input-type=module', '--eval', program.source] : [fileURLToPath(program.file), ...program.args];
  const start = performance.now();
  // From here a program given as source finds the packages.
  const { stdout } = await run(process.execPath, [...flags, '--disable-warning=ExperimentalWarning', ...what], {
    cwd: here,
    env: childEnv(),
  });
  return { wallMs: performance.now() - start, output: JSON.parse(stdout) as T };
}

const here = fileURLToPath(new URL('.', import.meta.url));

// The flags of this process (those of jest, of a profiler) are not the child's.
function childEnv(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return env;
}
