import { describeDialect } from '@aludel/conformance';
import { myDb } from '../src/index.ts';

describeDialect({
  name: 'my-db',
  dialect: myDb,
  // A database in which the tests may create tables. Several engines must see the same data.
  url: process.env['MY_DB_URL'] ?? 'my-db://localhost/test',
  // What the database does not have, apart from its capabilities; and the SQL that it words in its own way.
  lacks: [],
  notation: {},
});
