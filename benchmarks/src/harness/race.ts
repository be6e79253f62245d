import { deepStrictEqual } from 'node:assert';
import type { Engine, EngineOptions } from '@aludel/core';
import { openHandwritten } from '../clients/open-handwritten.ts';
import type { Handwritten } from '../clients/handwritten.ts';
import type { Case } from './case.ts';
import { type Database, openEngine, type PerDatabase } from './database.ts';
import type { Effort } from './effort.ts';
import type { Finding } from './finding.ts';
import { medianOf } from './median.ts';
import type { Contender } from './contender.ts';
import { runRounds } from './rounds.ts';

/** A workload, and who does it: we, and a hand on the bare driver with its statements prepared once. */
export interface Race {
  readonly name: string;
  readonly title: string;
  /** How many rows, statements or transactions one operation takes. */
  readonly size: number;
  /** Whether a turn is one operation; else it is as many as fill the time of a turn. */
  readonly isOneOperation?: boolean;
  /** Options of our engine. */
  readonly engineOptions?: EngineOptions;
  /** What is to be there before, in SQL that every database takes. The tables begin with `prefix`. */
  readonly setUp: (prefix: string, size: number, kind: Family) => readonly string[];
  readonly tables: readonly string[];
  /** Whether the contenders only read: on a server they then read the same tables. */
  readonly isReading?: boolean;
  readonly ours: (stage: Stage<Engine>) => Contender | Promise<Contender>;
  /** The first is what ours is checked against. */
  readonly rivals: readonly Rival[];
}

/** Databases that understand the same SQL. */
export type Family = 'sqlite' | 'postgresql' | 'mysql';

/** Where a contender works: its own tables, in the same database as the others. */
export interface Stage<C> {
  readonly client: C;
  readonly prefix: string;
  readonly size: number;
}

/** How a hand would do it. */
export interface Rival {
  /** Such as `row by row`. */
  readonly label: string;
  /** What ours may take of its time, at most. */
  readonly bars: PerDatabase<number>;
  readonly sqlite?: (stage: Stage<Handwritten['sqlite']>) => Contender | Promise<Contender>;
  readonly postgresql?: (stage: Stage<Handwritten['postgresql']>) => Contender | Promise<Contender>;
  readonly mysql?: (stage: Stage<Handwritten['mysql']>) => Contender | Promise<Contender>;
}

/** Makes a case of a race. */
export function raceCase(race: Race): Case {
  return { name: race.name, title: race.title, measure: (database, effort) => measureRace(race, database, effort) };
}

async function measureRace(race: Race, database: Database, effort: Effort): Promise<readonly Finding[]> {
  const rivals = race.rivals.filter((rival) => rival[family(database)] !== undefined);
  if (rivals.length === 0) return [];
  const size = Math.min(race.size, effort.sizeLimit);
  await using cleanup = new AsyncDisposableStack();
  const contenders = [await enterOurs(race, database, size, cleanup)];
  for (const [index, rival] of rivals.entries())
    contenders.push(await enterRival(race, rival, { database, size, index }, cleanup));
  const { timesMs, operations } = await runRounds(contenders, {
    ...effort,
    isOneOperation: race.isOneOperation ?? false,
    verify: deepStrictEqual,
  });
  const [ours, ...theirs] = timesMs.map((times) => times.map((ms) => ms / operations));
  return rivals.map((rival, index) => {
    const ratios = (ours as number[]).map((ms, round) => ms / (theirs[index]?.[round] as number));
    return {
      case: race.name,
      database: database.name,
      figure: `ours : ${rival.label}`,
      value: medianOf(ratios),
      unit: '×',
      bar: rival.bars[database.name] ?? null,
      detail: `${duration(best(ours as number[]))} : ${duration(best(theirs[index] as number[]))} = ${(best(ours as number[]) / best(theirs[index] as number[])).toFixed(2)} at their best, ${operations} a turn`,
    };
  });
}

async function enterOurs(race: Race, database: Database, size: number, cleanup: AsyncDisposableStack): Promise<Contender> {
  const prefix = tablePrefix(race, database, 'ours');
  const client = openEngine(database, race.engineOptions);
  const run = (sql: string): Promise<void> => client.begin((connection) => connection.execDriverSql(sql).then(() => {}));
  cleanup.defer(() => client.dispose());
  await makeTables(race, database, { prefix, size, run }, cleanup);
  return closedBy(cleanup, await race.ours({ client, prefix, size }));
}

async function enterRival(
  race: Race,
  rival: Rival,
  place: { database: Database; size: number; index: number },
  cleanup: AsyncDisposableStack,
): Promise<Contender> {
  const { database, size, index } = place;
  const prefix = tablePrefix(race, database, `hand${index}`);
  const handwritten = await openHandwritten(database);
  cleanup.defer(() => handwritten.close());
  if (!sharesTables(race, database)) await makeTables(race, database, { prefix, size, run: handwritten.run }, cleanup);
  const enter = rival[family(database)] as (stage: Stage<unknown>) => Contender | Promise<Contender>;
  return closedBy(cleanup, await enter({ client: handwritten.client, prefix, size }));
}

function closedBy(cleanup: AsyncDisposableStack, contender: Contender): Contender {
  cleanup.defer(async () => void (await contender.close?.()));
  return contender;
}

interface Tables {
  readonly prefix: string;
  readonly size: number;
  readonly run: (sql: string) => Promise<void>;
}

async function makeTables(
  race: Race,
  database: Database,
  { prefix, size, run }: Tables,
  cleanup: AsyncDisposableStack,
): Promise<void> {
  const drop = async (): Promise<void> => {
    for (const table of race.tables) await run(`DROP TABLE IF EXISTS ${prefix}${table}`);
  };
  await drop();
  cleanup.defer(drop);
  for (const sql of race.setUp(prefix, size, family(database))) await run(sql);
  // Else the server does it when it likes, which may be in the middle of a round, and plans otherwise from then on.
  for (const table of race.tables) await run(`ANALYZE ${family(database) === 'mysql' ? 'TABLE ' : ''}${prefix}${table}`);
}

// The process id: two runs may share a server.
function tablePrefix(race: Race, database: Database, side: string): string {
  return `bench${process.pid}_${sharesTables(race, database) ? '' : `${side}_`}`;
}

/** Each connection to SQLite in memory is a database of its own. */
function sharesTables({ isReading = false }: Race, { name }: Database): boolean {
  return isReading && name !== 'sqlite';
}

function family({ name }: Database): Family {
  return name === 'mariadb' ? 'mysql' : name;
}

/** What a tenth of the turns are faster than: where the machine is busy, the steadier figure. */
function best(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 10)] as number;
}

function duration(ms: number): string {
  return ms < 0.1 ? `${(ms * 1000).toFixed(2)} µs` : `${ms.toFixed(2)} ms`;
}
