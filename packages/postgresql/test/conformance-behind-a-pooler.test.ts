import { describeDialect } from '@aludel/conformance';
import { startTcpProxyFor } from '@aludel/tools';
import { postgresql } from '../src/index.ts';

describeDialect({
  name: 'pgbouncer',
  dialect: postgresql,
  url: process.env['ALUDEL_TEST_PGBOUNCER_URL'],
  proxy: startTcpProxyFor,
  lacks: ['virtualColumns'],
});
