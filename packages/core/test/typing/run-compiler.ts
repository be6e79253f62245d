import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { workspaceRoot } from '../architecture/workspace-files.ts';

/** One complaint of `tsc`, with the lines that continue it. */
export interface Diagnostic {
  /** Relative to the monorepo; empty for a complaint about the configuration. */
  readonly file: string;
  readonly text: string;
}

/** Runs one `tsc` to its end and returns everything that it complains about. */
export function runCompiler(tsc: string, args: readonly string[]): Diagnostic[] {
  const { error, stdout, stderr } = spawnSync(process.execPath, [tsc, ...args, '--pretty', 'false'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  if (error) throw error;
  return parseDiagnostics(`${stdout}${stderr}`);
}

function parseDiagnostics(output: string): Diagnostic[] {
  const diagnostics: { file: string; text: string }[] = [];
  for (const line of output.split('\n').filter((text) => text.trim() !== '')) {
    const last = diagnostics.at(-1);
    if (last && line.startsWith(' ')) last.text += `\n${line}`;
    else diagnostics.push({ file: fileOf(line), text: line });
  }
  return diagnostics;
}

function fileOf(line: string): string {
  const path = /^(.+?)\(\d+,\d+\): error TS/.exec(line)?.[1];
  return path === undefined ? '' : relative(workspaceRoot, `${workspaceRoot}${path}`).replaceAll('\\', '/');
}
