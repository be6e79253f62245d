import { describeDialect } from '@aludel/conformance';
import { startTcpProxyFor } from '@aludel/tools';
import { mariadb } from '../src/index.ts';
import { notation } from './support/notation.ts';

const url = process.env['ALUDEL_TEST_MARIADB_URL'];

// MariaDB stores -0 as 0.
describeDialect({
  name: 'mariadb',
  dialect: mariadb,
  url,
  proxy: startTcpProxyFor,
  notation,
  lacks: [
    'arrays',
    'temporaryViews',
    'wideComments',
    'coveringIndexes',
    'rangesOfTime',
    'frameGroups',
    'identityColumns',
    'deferrableConstraints',
    'lateral',
    'fullJoin',
    'distinctOn',
    'cteOfUpdate',
    'limitExpressions',
    'tablesample',
    'dmlCte',
    'expressionIndexes',
    'partialIndexes',
    'listedTemporaryTables',
    'negativeZero',
  ],
});
