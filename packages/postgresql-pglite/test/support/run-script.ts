import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that runs a script with this package at hand: `createEngine`, `text` and `pglite` are there. */
export interface Script {
  readonly process: ChildProcess;
  /** Resolves when the script has printed the word. */
  said(word: string): Promise<void>;
  /** How it ended, and what it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

export function runScript(body: string): Script {
  const sources = {
    '@aludel/core': 'core/src/index.ts',
    '@aludel/core/dialect': 'core/src/dialect.ts',
    '@aludel/postgresql/dialect': 'postgresql/src/dialect.ts',
  };
  const urls = Object.fromEntries(
    Object.entries(sources).map(([name, path]) => [name, new URL(`../../../${path}`, import.meta.url).href]),
  );
  const index = new URL('../../src/index.ts', import.meta.url).href;
  const script = `import { registerHooks } from 'node:module';
    const sources = ${JSON.stringify(urls)};
    registerHooks({ resolve: (specifier, context, next) => next(sources[specifier] ?? specifier, context) });
    const { createEngine, text } = await import('@aludel/core');
    const { pglite } = await import(${JSON.stringify(index)});
    ${body}`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.setEncoding('utf8');
    pipe.on('data', (chunk: string) => {
      output += chunk;
      child.emit('said');
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  const said = async (word: string): Promise<void> => {
    while (!output.includes(word)) {
      if (child.exitCode !== null) throw new Error(`The script ended: ${output}`);
      await Promise.race([once(child, 'said'), ended]);
    }
  };
  return { process: child, said, ended };
}
