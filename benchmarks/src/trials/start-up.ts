import { makeUrl } from '@aludel/core';
import type { Case } from '../harness/case.ts';
import type { Database } from '../harness/database.ts';
import type { Effort } from '../harness/effort.ts';
import type { Finding } from '../harness/finding.ts';
import { medianOf } from '../harness/median.ts';
import { runFresh } from './fresh-process.ts';
import type { Side } from './sides.ts';

/** How long the imports take, in fresh processes; most of it is the driver's own. */
export const importTime: Case = {
  name: 'import',
  title: 'import core and one dialect, in a fresh process',
  async measure(database, effort) {
    const times = await inTurns(
      effort,
      async (side) => (await runFresh<number>({ program: { source: importing(side, database) } })).output,
    );
    return [
      finding(database, 'import', 'import of core and the dialect', times.ours, { bar: 60, unit: 'ms' }),
      finding(database, 'import', 'import of the bare driver', times.handwritten, { bar: null, unit: 'ms' }),
    ];
  },
};

/** From starting the process to its end, with one query. */
export const firstQuery: Case = {
  name: 'first-query',
  title: 'import, connect and one query: a whole process',
  async measure(database, effort) {
    const wall = await inTurns(
      effort,
      async (side) => (await runFresh<number>({ program: { source: querying(side, database) } })).wallMs,
    );
    return [
      finding(database, 'first-query', 'whole process, ours', wall.ours, { bar: null, unit: 'ms' }),
      finding(database, 'first-query', 'whole process, handwritten', wall.handwritten, { bar: null, unit: 'ms' }),
    ];
  },
};

async function inTurns({ rounds }: Effort, measure: (side: Side) => Promise<number>): Promise<Record<Side, number[]>> {
  const times: Record<Side, number[]> = { ours: [], handwritten: [] };
  for (let round = 0; round < rounds; round++) {
    for (const side of ['ours', 'handwritten'] as const) times[side].push(await measure(side));
  }
  return times;
}

function finding(
  database: Database,
  name: string,
  figure: string,
  values: readonly number[],
  { bar, unit }: Pick<Finding, 'bar' | 'unit'>,
): Finding {
  return {
    case: name,
    database: database.name,
    figure,
    value: medianOf(values),
    unit,
    bar,
    detail: `${values.length} fresh processes`,
  };
}

function importing(side: Side, { name }: Database): string {
  const modules = side === 'ours' ? ['@aludel/core', dialectPackages[name]] : [driverModules[name]];
  return `const start = performance.now();
    ${modules.map((module) => `await import(${JSON.stringify(module)});`).join('\n')}
    console.log(performance.now() - start);`;
}

function querying(side: Side, database: Database): string {
  return side === 'ours' ? ourQuery(database) : handwrittenQueries[database.name](database);
}

function ourQuery({ url }: Database): string {
  return `import { createEngine, text } from '@aludel/core';
    const engine = createEngine(${JSON.stringify(url)});
    const connection = await engine.connect();
    console.log(Number(await connection.scalar(text('SELECT 1'))));
    await connection.close();
    await engine.dispose();`;
}

const dialectPackages = {
  sqlite: '@aludel/sqlite',
  postgresql: '@aludel/postgresql',
  mariadb: '@aludel/mysql',
  mysql: '@aludel/mysql',
} as const;
const driverModules = { sqlite: 'better-sqlite3', postgresql: 'pg', mariadb: 'mysql2/promise', mysql: 'mysql2/promise' } as const;

const handwrittenQueries: Readonly<Record<Database['name'], (database: Database) => string>> = {
  sqlite: ({ url }) => `import Database from 'better-sqlite3';
    const database = new Database(${JSON.stringify(makeUrl(url).database ?? ':memory:')});
    console.log(database.prepare('SELECT 1 AS one').get().one);
    database.close();`,
  postgresql: ({ url }) => `import pg from 'pg';
    const client = new pg.Client(${login(url)});
    await client.connect();
    console.log((await client.query({ name: 'one', text: 'SELECT 1 AS one' })).rows[0].one);
    await client.end();`,
  mariadb: mysqlQuery,
  mysql: mysqlQuery,
};

function mysqlQuery({ url }: Database): string {
  return `import mysql from 'mysql2/promise';
    const connection = await mysql.createConnection(${login(url)});
    console.log((await connection.execute('SELECT 1 AS one'))[0][0].one);
    await connection.end();`;
}

function login(url: string): string {
  const { host, port, username, password, database } = makeUrl(url);
  return JSON.stringify({ host, port, user: username, password, database });
}
