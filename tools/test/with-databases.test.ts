import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('../src/with-databases.ts', import.meta.url));

describe('the command with-databases', () => {
  test('gives the command its variables and exits as it does', async () => {
    const run = start([
      '--only',
      'postgresql',
      '--',
      process.execPath,
      '-e',
      'console.log(process.env.ALUDEL_TEST_POSTGRESQL_URL); process.exit(7)',
    ]);
    expect(await run.exitCode).toBe(7);
    expect(run.output()).toMatch(/^postgresql:\/\/aludel:secret@127\.0\.0\.1:\d+\/aludel$/m);
    expect(await isListening(portIn(run.output()))).toBe(false);
  });

  test('says what is wrong with its arguments', async () => {
    expect(await start(['--only', 'oracle', '--', 'true']).exitCode).toBe(2);
  });

  test('keeps the databases until it is told to stop', async () => {
    const run = start(['--only', 'postgresql', '--keep']);
    await run.printed(/export ALUDEL_TEST_POSTGRESQL_URL=/);
    expect(await isListening(portIn(run.output()))).toBe(true);
    run.child.kill('SIGINT');
    expect(await run.exitCode).toBe(0);
    expect(await isListening(portIn(run.output()))).toBe(false);
  });

  test('leaves neither servers nor folders behind when it is killed', async () => {
    const run = start(['--only', 'postgresql,pgbouncer', '--keep']);
    await run.printed(/Running until/);
    const folder = /export ALUDEL_TEST_POSTGRESQL_CA='(.*)\/ca\.crt'/.exec(run.output())?.[1] as string;
    expect(existsSync(folder)).toBe(true);
    run.child.kill('SIGKILL');
    await run.exitCode;
    await until(async () => !(await isListening(portIn(run.output()))));
    await until(async () => !existsSync(folder));
  });
});

function start(args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { env: withoutUrls() });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  return {
    child,
    output: () => text,
    exitCode: once(child, 'close').then(([code]) => code as number | null),
    printed: (pattern: RegExp) => until(async () => pattern.test(text)),
  };
}

function withoutUrls(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('ALUDEL_') && name !== 'NODE_OPTIONS'),
  );
}

function portIn(output: string): number {
  return Number(/postgresql:\/\/[^:]+:[^@]+@127\.0\.0\.1:(\d+)/.exec(output)?.[1]);
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not happen within 20 s.');
    await sleep(30);
  }
}
