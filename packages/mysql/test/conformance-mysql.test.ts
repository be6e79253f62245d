import { describeDialect } from '@aludel/conformance';
import { startTcpProxyFor } from '@aludel/tools';
import { mysql } from '../src/index.ts';
import { notation } from './support/notation.ts';

describeDialect({
  name: 'mysql',
  dialect: mysql,
  url: process.env['ALUDEL_TEST_MYSQL_URL'],
  proxy: startTcpProxyFor,
  notation,
  lacks: [
    'arrays',
    'temporaryViews',
    'wideComments',
    'coveringIndexes',
    'frameGroups',
    'identityColumns',
    'deferrableConstraints',
    'fullJoin',
    'withTies',
    'indexIfNotExists',
    'distinctOn',
    'limitExpressions',
    'tablesample',
    'dmlCte',
    'partialIndexes',
    'listedTemporaryTables',
    'sequenceObjects',
  ],
});
