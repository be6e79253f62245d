import { describeDialect } from '@aludel/conformance';
import { myDb } from '../src/index.ts';

describeDialect({
  name: 'my-db',
  dialect: myDb,
  // A database in which the tests may create tables. Several engines must see the same data: of a database that is a file,
  // take one in a temporary folder, `my-db:///${join(mkdtempSync(join(tmpdir(), 'my-db-')), 'test.db')}`.
  url: process.env['MY_DB_URL'] ?? 'my-db://localhost/test',
  // What the database does not have, apart from its capabilities, such as 'accounts' where nobody logs in; a test that fails
  // names the word. And the SQL that it words in its own way.
  lacks: [],
  notation: {},
});
