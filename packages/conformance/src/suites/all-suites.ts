import type { Suite } from '../suite-context.ts';
import { cancelAndTimeout } from './cancel-and-timeout.suite.ts';
import { compiledCache } from './compiled-cache.suite.ts';
import { ddl } from './ddl.suite.ts';
import { disconnect } from './disconnect.suite.ts';
import { errors } from './errors.suite.ts';
import { expressions } from './expressions.suite.ts';
import { insertSuite } from './insert.suite.ts';
import { isolation } from './isolation.suite.ts';
import { poolUnderStress } from './pool-under-stress.suite.ts';
import { reflectedSchema } from './reflected-schema.suite.ts';
import { reflection } from './reflection.suite.ts';
import { results } from './results.suite.ts';
import { selectSuite } from './select.suite.ts';
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
  { title: 'results', register: results },
  { title: 'select', register: selectSuite },
  { title: 'insert', register: insertSuite },
  { title: 'update and delete', register: updateDelete },
  { title: 'upsert', register: upsert },
  { title: 'transactions', register: transactions },
  { title: 'isolation', register: isolation },
  { title: 'ddl', register: ddl },
  { title: 'reflection', register: reflection },
  { title: 'reflected schema', register: reflectedSchema },
  { title: 'errors', register: errors },
  { title: 'compiled cache', register: compiledCache },
  { title: 'streaming', register: streaming },
  { title: 'cancel and timeout', register: cancelAndTimeout },
  { title: 'disconnect', register: disconnect },
  { title: 'pool under stress', register: poolUnderStress },
];
