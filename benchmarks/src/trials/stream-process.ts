import type { Connection as CallbackConnection } from 'mysql2';
import { text } from '@aludel/core';
import type { Handwritten } from '../clients/handwritten.ts';
import { openHandwritten } from '../clients/open-handwritten.ts';
import { type Database, type DatabaseName, openEngine } from '../harness/database.ts';
import { digest, type Person } from '../races/person-table.ts';
import type { Side } from './sides.ts';

// A program: node stream-process.ts <ours|handwritten> <database> <url> <prefix>

/** What the process found. */
export interface StreamReport {
  readonly rows: number;
  readonly sum: number;
  readonly ms: number;
  /** The most it ever had. */
  readonly residentMb: number;
}

const [side, name, url, prefix] = process.argv.slice(2) as [Side, DatabaseName, string, string];
const database: Database = { name, url };
// Each person with each: 1,000 of them make a million rows.
const sql = `SELECT a.id, b.name, a.age, b.email, a.score FROM ${prefix}person a CROSS JOIN ${prefix}person b`;
const start = performance.now();
let rows = 0;
let sum = 0;
await (side === 'ours' ? streamOurs() : streamHandwritten());
const residentMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ rows, sum, ms: performance.now() - start, residentMb } satisfies StreamReport));

function count(row: Person): void {
  rows++;
  sum += digest(row);
}

async function streamOurs(): Promise<void> {
  await using engine = openEngine(database);
  await using connection = await engine.connect();
  for await (const row of connection.stream(text<Person>(sql))) count(row as Person);
}

async function streamHandwritten(): Promise<void> {
  const handwritten = await openHandwritten(database);
  if (name === 'sqlite') iterate(handwritten.client as Handwritten['sqlite']);
  else if (name === 'postgresql') await fetchFromCursor(handwritten.client as Handwritten['postgresql']);
  else await readStream(handwritten.client as Handwritten['mysql']);
  await handwritten.close();
}

function iterate(client: Handwritten['sqlite']): void {
  for (const row of client.prepare<[], Person>(sql).iterate()) count(row);
}

/** pg itself has no stream; by hand it is a cursor. */
async function fetchFromCursor({ client }: Handwritten['postgresql']): Promise<void> {
  await client.query('BEGIN');
  await client.query(`DECLARE bench_cursor CURSOR FOR ${sql}`);
  for (;;) {
    const batch = await client.query<Person>('FETCH 1000 FROM bench_cursor');
    if (batch.rows.length === 0) break;
    for (const row of batch.rows) count(row);
  }
  await client.query('COMMIT');
}

async function readStream({ connection }: Handwritten['mysql']): Promise<void> {
  const { connection: core } = connection as unknown as { readonly connection: CallbackConnection };
  for await (const row of core.execute(sql).stream()) count(row as Person);
}
