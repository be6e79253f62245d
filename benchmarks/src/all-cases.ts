import type { Case } from './harness/case.ts';
import { raceCase } from './harness/race.ts';
import { builtSelect, builtSelectKept, sessionBuiltSelect } from './races/built-select.ts';
import { bulkBuiltInsert, bulkInsert, bulkReturningInsert } from './races/bulk-insert.ts';
import { concurrentTransactions } from './races/concurrent-transactions.ts';
import { joinedChildren, loadEntities, selectinChildren } from './races/entities.ts';
import { manyRows, manyRowsBuilt } from './races/many-rows.ts';
import { singleBuiltInserts, singleInserts } from './races/single-inserts.ts';
import { sessionSelect, textSelect, textSelectKept } from './races/text-select.ts';
import { typedRows } from './races/typed-rows.ts';
import { addObjects, changeObjects, deleteObjects, touchFewObjects } from './races/unit-of-work.ts';
import { compileTime } from './trials/compile-time.ts';
import { buildTime } from './trials/build-time.ts';
import { heapSlope } from './trials/heap-slope.ts';
import { firstQuery, importTime } from './trials/start-up.ts';
import { streaming } from './trials/streaming.ts';

/** Everything that is measured, in the order of the report. */
export const allCases: readonly Case[] = [
  raceCase(textSelect),
  raceCase(textSelectKept),
  raceCase(sessionSelect),
  raceCase(builtSelect),
  raceCase(builtSelectKept),
  raceCase(sessionBuiltSelect),
  raceCase(manyRows),
  raceCase(manyRowsBuilt),
  raceCase(typedRows),
  raceCase(loadEntities),
  raceCase(joinedChildren),
  raceCase(selectinChildren),
  raceCase(bulkInsert),
  raceCase(bulkBuiltInsert),
  raceCase(bulkReturningInsert),
  raceCase(singleInserts),
  raceCase(singleBuiltInserts),
  raceCase(addObjects),
  raceCase(changeObjects),
  raceCase(deleteObjects),
  raceCase(touchFewObjects),
  raceCase(concurrentTransactions),
  compileTime,
  buildTime,
  streaming,
  heapSlope,
  importTime,
  firstQuery,
];
