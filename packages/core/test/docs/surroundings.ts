const imports = [
  "import * as aludel from '@aludel/core';",
  "import { bindparam, column, createEngine, event, foreignKey, makeUrl, MetaData, registerDialect, select, Table, scopedSession, sessionmaker, sql, text, types as t } from '@aludel/core';",
  "import { AludelError, Connection, CursorResult, DBAPIError, Engine, NullPool, Pool, QueuePool, Session, StaticPool, URL } from '@aludel/core';",
];

/** What stands in front of an example that imports nothing, in one line; it ends in two blocks, so that the example may use any name anew. */
export const surroundings: string = [
  ...imports,
  'export async function example(engine: Engine, connection: Connection, session: Session): Promise<void> {{',
].join(' ');

/** The same for doc comments, which may also name what their subject works with. */
export const commentSurroundings: string = [
  ...imports,
  'const { listen, remove, contains } = event;',
  'declare const pool: Engine["pool"], pooled: Awaited<ReturnType<Engine["rawConnection"]>>, lifecycle: ConstructorParameters<typeof QueuePool>[0];',
  'declare const statement: aludel.TextClause, conditions: aludel.TextClause[], result: CursorResult, error: unknown, y: number;',
  'declare const app: { use(middleware: (request: unknown, response: unknown, next: () => Promise<void>) => unknown): void };',
  'declare function again(): Promise<void>;',
  'declare const metadata: MetaData;',
  'const user = new Table("user_account", new MetaData(), { id: column(t.Integer, { primaryKey: true }), name: column(t.String(30)), fullname: column(t.String(), { nullable: true }) });',
  'const address = new Table("address", new MetaData(), { id: column(t.Integer, { primaryKey: true }), userId: column("user_id", t.Integer, foreignKey("user_account.id")), emailAddress: column("email_address", t.String()) });',
  'export async function example(engine: Engine, connection: Connection, conn: Connection, session: Session): Promise<void> {{',
].join(' ');
