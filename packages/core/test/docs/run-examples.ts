// Runs examples, one after the other, in a process of its own: `node run-examples.ts FILE…` prints what each of them
// printed, as one line of JSON.

import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import type { ConnectableDialect } from '../../src/index.ts';

const sources: Readonly<Record<string, string>> = {
  '@aludel/core': sourceUrl('core/src/index.ts'),
  '@aludel/core/dialect': sourceUrl('core/src/dialect.ts'),
  '@aludel/sqlite': sourceUrl('sqlite/src/index.ts'),
  '@aludel/sqlite/dialect': sourceUrl('sqlite/src/dialect.ts'),
  'aludel-sqlite-node': sourceUrl('sqlite-node/src/index.ts'),
  '@aludel/postgresql': sourceUrl('postgresql/src/index.ts'),
  '@aludel/mysql': sourceUrl('mysql/src/index.ts'),
};

registerHooks({ resolve: (specifier, context, next) => next(sources[specifier] ?? specifier, context) });

const usersAndAddresses: readonly string[] = [
  'CREATE TABLE user_account (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(30) NOT NULL, fullname VARCHAR(60))',
  `CREATE TABLE address (id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES user_account (id),
    email_address VARCHAR(100) NOT NULL)`,
  "INSERT INTO user_account VALUES (1, 'spongebob', 'Spongebob Squarepants'), (2, 'sandy', 'Sandy Cheeks'), (3, 'patrick', NULL)",
  `INSERT INTO address VALUES (1, 1, 'spongebob@sqlalchemy.org'), (2, 2, 'sandy@sqlalchemy.org'),
    (3, 2, 'sandy@squirrelpower.org')`,
];

const { createEngine, registerDialect, Session, text } = await import('../../src/index.ts');
const { sqlite } = (await import(sources['@aludel/sqlite'] as string)) as { readonly sqlite: ConnectableDialect };
registerDialect('sqlite', sqlite);
const plugIn = (await import(sources['aludel-sqlite-node'] as string)) as { readonly sqliteNode: ConnectableDialect };
registerDialect('sqlite+node', plugIn.sqliteNode);

const write = process.stdout.write.bind(process.stdout);
const outputs: string[] = [];
for (const file of process.argv.slice(2)) outputs.push(await outputOf(file));
write(`${JSON.stringify(outputs)}\n`);

async function outputOf(file: string): Promise<string> {
  let output = '';
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    output += String(chunk);
    return true;
  };
  console.log = (...values: unknown[]): void => {
    output += `${format(...values)}\n`;
  };
  try {
    const { example } = await import(pathToFileURL(file).href);
    // What its connections say when they are closed afterwards is no part of the example.
    return example === undefined ? output : await withTable(example, () => output);
  } catch (error) {
    return `${output}Uncaught ${error instanceof Error ? error.stack : String(error)}\n`;
  }
}

type Body = (engine: object, connection: object, session: object) => Promise<void>;

/** What the examples that import nothing find: see docs/README.md. */
async function withTable(body: Body, output: () => string): Promise<string> {
  const engine = createEngine('sqlite:///:memory:');
  await engine.begin(async (connection) => {
    await connection.execute(text('CREATE TABLE some_table (x INTEGER PRIMARY KEY, y INTEGER NOT NULL)'));
    await connection.execute(text('INSERT INTO some_table (x, y) VALUES (:x, :y)'), [
      { x: 1, y: 1 },
      { x: 2, y: 4 },
      { x: 6, y: 8 },
      { x: 9, y: 10 },
    ]);
    for (const statement of usersAndAddresses) await connection.execute(text(statement));
  });
  await using connection = await engine.connect();
  await using session = new Session(engine);
  await body(engine, connection, session);
  return output();
}

function sourceUrl(path: string): string {
  return new URL(`../../../${path}`, import.meta.url).href;
}
