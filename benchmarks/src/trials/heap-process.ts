import { type Engine, text } from '@aludel/core';
import { type DatabaseName, openEngine } from '../harness/database.ts';
import { digest, type Person } from '../races/person-table.ts';

// A program: node --expose-gc heap-process.ts <database> <url> <prefix> <operations>

/** What the process found. */
export interface HeapReport {
  readonly slopeMb: number;
  /** At the end. */
  readonly heapMb: number;
}

const samples = 10;
const [name, url, prefix, count] = process.argv.slice(2) as [DatabaseName, string, string, string];
const operations = Number(count);
await using engine = openEngine({ name, url });
await select(engine, Math.ceil(operations / 4));
const points: (readonly [millions: number, megabytes: number])[] = [[0, heapMb()]];
for (let sample = 1; sample <= samples; sample++) {
  await select(engine, Math.ceil(operations / samples));
  points.push([(sample * operations) / samples / 1e6, heapMb()]);
}
console.log(JSON.stringify({ slopeMb: slope(points), heapMb: points.at(-1)?.[1] ?? 0 } satisfies HeapReport));

/** A connection for every hundred selects, so that what a connection leaves behind is seen too. */
async function select(engine: Engine, total: number): Promise<number> {
  let sum = 0;
  for (let done = 0; done < total; ) {
    await using connection = await engine.connect();
    for (let i = 0; i < 100 && done < total; i++, done++) {
      const statement = text<Person>(`SELECT id, name, age, email, score FROM ${prefix}person WHERE id = :id`);
      sum += digest((await connection.execute(statement, { id: (done % 20) + 1 }).one()) as Person);
    }
  }
  return sum;
}

function heapMb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** By least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
