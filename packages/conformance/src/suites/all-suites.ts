import type { Suite } from '../suite-context.ts';
import { cancelAndTimeout } from './cancel-and-timeout.suite.ts';
import { disconnect } from './disconnect.suite.ts';
import { errors } from './errors.suite.ts';
import { isolation } from './isolation.suite.ts';
import { poolUnderStress } from './pool-under-stress.suite.ts';
import { results } from './results.suite.ts';
import { streaming } from './streaming.suite.ts';
import { temporal } from './temporal.suite.ts';
import { textAndParameters } from './text-and-parameters.suite.ts';
import { transactions } from './transactions.suite.ts';

/** All suites, in the order in which they run. */
export const suites: readonly Suite[] = [
  { title: 'text and parameters', register: textAndParameters },
  { title: 'dates and times', register: temporal },
  { title: 'results', register: results },
  { title: 'transactions', register: transactions },
  { title: 'isolation', register: isolation },
  { title: 'errors', register: errors },
  { title: 'streaming', register: streaming },
  { title: 'cancel and timeout', register: cancelAndTimeout },
  { title: 'disconnect', register: disconnect },
  { title: 'pool under stress', register: poolUnderStress },
];
