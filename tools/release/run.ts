import { spawnSync } from 'node:child_process';

/** Where and how to run a command; the default is this process's own folder and environment. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and returns what it printed. Throws with all of its output when it fails. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    shell: needsShell(command),
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`"${[command, ...args].join(' ')}" failed with exit code ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** npm is a batch file on Windows, and those start through a shell only. */
function needsShell(command: string): boolean {
  return process.platform === 'win32' && command === 'npm';
}
