import type { Suite } from '../suite-context.ts';
import { cancelAndTimeout } from './cancel-and-timeout.suite.ts';
import { compiledCache } from './compiled-cache.suite.ts';
import { columnDefaults } from './column-defaults.suite.ts';
import { ddl } from './ddl.suite.ts';
import { ddlOptions } from './ddl-options.suite.ts';
import { disconnect } from './disconnect.suite.ts';
import { errors } from './errors.suite.ts';
import { expressions } from './expressions.suite.ts';
import { identifiers } from './identifiers.suite.ts';
import { insertSuite } from './insert.suite.ts';
import { insertedKeys } from './inserted-keys.suite.ts';
import { isolation } from './isolation.suite.ts';
import { listsAndLimits } from './lists-and-limits.suite.ts';
import { namesAndLiterals } from './names-and-literals.suite.ts';
import { poolUnderStress } from './pool-under-stress.suite.ts';
import { reflectedSchema } from './reflected-schema.suite.ts';
import { reflection } from './reflection.suite.ts';
import { results } from './results.suite.ts';
import { returnedRows } from './returned-rows.suite.ts';
import { rowsByKey } from './rows-by-key.suite.ts';
import { selectSuite } from './select.suite.ts';
import { statementShapes } from './statement-shapes.suite.ts';
import { severalTables } from './several-tables.suite.ts';
import { streaming } from './streaming.suite.ts';
import { temporal } from './temporal.suite.ts';
import { textAndParameters } from './text-and-parameters.suite.ts';
import { typeRoundTrip } from './type-round-trip.suite.ts';
import { transactions } from './transactions.suite.ts';
import { updateDelete } from './update-delete.suite.ts';
import { upsert } from './upsert.suite.ts';

/** All suites, in the order in which they run. */
export const suites: readonly Suite[] = [
  { title: 'text and parameters', register: textAndParameters },
  { title: 'dates and times', register: temporal },
  { title: 'types', register: typeRoundTrip },
  { title: 'expressions', register: expressions },
  { title: 'identifiers', register: identifiers },
  { title: 'results', register: results },
  { title: 'select', register: selectSuite },
  { title: 'lists and limits', register: listsAndLimits },
  { title: 'statement shapes', register: statementShapes },
  { title: 'names and literals', register: namesAndLiterals },
  { title: 'insert', register: insertSuite },
  { title: 'inserted keys', register: insertedKeys },
  { title: 'column defaults', register: columnDefaults },
  { title: 'several tables', register: severalTables },
  { title: 'returned rows', register: returnedRows },
  { title: 'rows by key', register: rowsByKey },
  { title: 'update and delete', register: updateDelete },
  { title: 'upsert', register: upsert },
  { title: 'transactions', register: transactions },
  { title: 'isolation', register: isolation },
  { title: 'ddl', register: ddl },
  { title: 'ddl options', register: ddlOptions },
  { title: 'reflection', register: reflection },
  { title: 'reflected schema', register: reflectedSchema },
  { title: 'errors', register: errors },
  { title: 'compiled cache', register: compiledCache },
  { title: 'streaming', register: streaming },
  { title: 'cancel and timeout', register: cancelAndTimeout },
  { title: 'disconnect', register: disconnect },
  { title: 'pool under stress', register: poolUnderStress },
];
