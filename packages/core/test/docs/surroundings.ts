import * as core from '../../src/index.ts';

const imports = [
  "import * as aludel from '@aludel/core';",
  `import { ${Object.keys(core).join(', ')}, types as t } from '@aludel/core';`,
  "import type { Condition, Executor, InsertValues, RowOf, UpdateValues } from '@aludel/core';",
];

const tables = [
  'const metadata = new MetaData();',
  'const user = new Table("user_account", metadata, { id: column(t.Integer, { primaryKey: true }), name: column(t.String(30)), fullname: column(t.String(60), { nullable: true }) });',
  'const address = new Table("address", metadata, { id: column(t.Integer, { primaryKey: true }), userId: column("user_id", t.Integer, foreignKey("user_account.id")), emailAddress: column("email_address", t.String(100)) });',
];

/** What stands in front of an example that imports nothing, in one line; it ends in two blocks, so that the example may use any name anew. */
export const surroundings: string = [
  ...imports,
  ...tables,
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
  ...tables,
  'const userTable = user, addressTable = address;',
  'const item = new Table("item", new MetaData(), { name: column(t.String(30)), document: column(t.JSON), price: column(t.Numeric(10, 2)) });',
  'const order = new Table("order", new MetaData(), { id: column(t.Integer, { primaryKey: true }), userId: column(t.Integer), placedAt: column(t.DateTime) });',
  'const point = new Table("point", new MetaData(), { x: column(t.Integer), y: column(t.Integer) });',
  'export async function example(engine: Engine, connection: Connection, conn: Connection, session: Session): Promise<void> {{',
].join(' ');
