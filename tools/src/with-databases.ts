import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { databaseNames, type DatabaseName } from './database-server.ts';
import { startDatabases, type RunningDatabases } from './start-databases.ts';

const usage = `Usage: node tools/src/with-databases.ts [--only ${databaseNames.join(',')}] -- command…
       node tools/src/with-databases.ts [--only …] --keep

Starts the databases that the tests need, sets ALUDEL_TEST_…_URL, runs the command, stops them, and exits as the
command did. With --keep it prints the variables for other shells and stays until ctrl-C.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: 'string' }, keep: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !(databaseNames as readonly string[]).includes(name)) ?? [];
  if (unknown.length > 0) console.error(`There is no database named ${unknown.join(', ')}.`);
  if (values.help || unknown.length > 0 || (positionals.length === 0 && !values.keep)) {
    console.error(usage);
    return values.help ? 0 : 2;
  }
  return values.keep ? keep(await start(only)) : run(positionals, await start(only));
}

async function start(only: readonly string[] | undefined): Promise<RunningDatabases | Error> {
  const began = performance.now();
  try {
    const databases = await startDatabases({ only: only as readonly DatabaseName[] | undefined });
    console.error(
      `Databases ready in ${((performance.now() - began) / 1_000).toFixed(1)} s: ${Object.keys(databases.urls).join(', ') || 'none'}.`,
    );
    return databases;
  } catch (error) {
    return error as Error;
  }
}

async function run(command: readonly string[], databases: RunningDatabases | Error): Promise<number> {
  if (databases instanceof Error) return fail(databases);
  try {
    return await exitCodeOf(command, databases.env);
  } finally {
    await databases.stop();
  }
}

async function keep(databases: RunningDatabases | Error): Promise<number> {
  if (databases instanceof Error) return fail(databases);
  for (const [name, value] of Object.entries(databases.env)) console.log(`export ${name}='${value}'`);
  console.error('Running until ctrl-C.');
  await new Promise<void>((resolve) => {
    const forever = setInterval(() => {
      /* Keeps this process alive. */
    }, 2 ** 30);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        clearInterval(forever);
        resolve();
      });
  });
  await databases.stop();
  return 0;
}

function exitCodeOf([program, ...args]: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program as string, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    // ctrl-C reaches the command by the terminal; a signal sent to us alone is passed on. We wait for its end either way.
    process.on('SIGINT', () => {
      /* The command decides. */
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', (error) => {
      console.error(`Could not start ${program}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

function fail(error: Error): number {
  console.error(error.message);
  return 1;
}
