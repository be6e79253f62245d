import type { Case } from '../harness/case.ts';
import type { DatabaseName } from '../harness/database.ts';
import { runFresh } from './fresh-process.ts';
import type { HeapReport } from './heap-process.ts';
import { makeScratchDatabase } from './scratch-database.ts';

/** Whether something stays behind: how much the heap grows with each million point selects, once it is warm. */
export const heapSlope: Case = {
  name: 'heap-slope',
  title: 'growth of the heap per million point selects, after warm-up, in a fresh process',
  async measure(given, { sizeLimit }) {
    await using scratch = await makeScratchDatabase(given, Math.min(1000, sizeLimit));
    const { database, prefix } = scratch;
    const operations = Math.min(operationsOn[database.name], sizeLimit);
    const args = [database.name, database.url, prefix, String(operations)];
    const program = { file: new URL('heap-process.ts', import.meta.url), args };
    const { slopeMb, heapMb } = (await runFresh<HeapReport>({ flags: ['--expose-gc'], program })).output;
    return [
      {
        case: 'heap-slope',
        database: database.name,
        figure: 'growth per million operations',
        value: { median: slopeMb, low: slopeMb, high: slopeMb },
        unit: 'MB',
        bar: 1,
        detail: `${operations} operations, heap ${heapMb.toFixed(1)} MB`,
      },
    ];
  },
};

/** On a server a million would take minutes. */
const operationsOn: Readonly<Record<DatabaseName, number>> = {
  sqlite: 1_000_000,
  postgresql: 300_000,
  mariadb: 300_000,
  mysql: 200_000,
};
