import type { Case } from './harness/case.ts';
import { raceCase } from './harness/race.ts';
import { bulkInsert } from './races/bulk-insert.ts';
import { concurrentTransactions } from './races/concurrent-transactions.ts';
import { manyRows } from './races/many-rows.ts';
import { singleInserts } from './races/single-inserts.ts';
import { sessionSelect, textSelect, textSelectKept } from './races/text-select.ts';
import { compileTime } from './trials/compile-time.ts';
import { heapSlope } from './trials/heap-slope.ts';
import { firstQuery, importTime } from './trials/start-up.ts';
import { streaming } from './trials/streaming.ts';

/** Everything that is measured, in the order of the report. */
export const allCases: readonly Case[] = [
  raceCase(textSelect),
  raceCase(textSelectKept),
  raceCase(sessionSelect),
  raceCase(manyRows),
  raceCase(bulkInsert),
  raceCase(singleInserts),
  raceCase(concurrentTransactions),
  compileTime,
  streaming,
  heapSlope,
  importTime,
  firstQuery,
];
