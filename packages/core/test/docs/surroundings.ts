import * as contract from '../../src/dialect.ts';
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

const classes = [
  'const Base = declarativeBase();',
  'class User extends Base("user_account", { id: mappedColumn(t.Integer, { primaryKey: true }), name: mappedColumn(t.String(30)), fullname: mappedColumn(t.String(60), { nullable: true }), addresses: () => relationship([Address], { backPopulates: "user", cascade: "all, delete-orphan" }) }) {}',
  'class Address extends Base("address", { id: mappedColumn(t.Integer, { primaryKey: true }), userId: mappedColumn("user_id", t.Integer, foreignKey("user_account.id")), emailAddress: mappedColumn("email_address", t.String(100)), user: () => relationship(User, { backPopulates: "addresses" }) }) {}',
];

/** More of them, for doc comments. */
const moreClasses = [
  'const id = mappedColumn(t.Integer, { primaryKey: true });',
  'class Employee extends Base("employee", { id, kind: mappedColumn(t.String(10)) }, { polymorphicOn: "kind", polymorphicIdentity: "employee" }) {}',
  'class Engineer extends Base.inherits(Employee, "engineer", { id: mappedColumn(t.Integer, foreignKey("employee.id"), { primaryKey: true }), level: mappedColumn(t.Integer) }, { polymorphicIdentity: "engineer" }) {}',
  'class Manager extends Base.inherits(Employee, null, {}, { polymorphicIdentity: "manager" }) {}',
  'class Note extends Base("note", { id, keyword: mappedColumn(t.String(30)) }) {}',
  'class Log extends Base("log", { id, userName: mappedColumn(t.String(30)) }) {}',
  'class Customer extends Base("customer", { id, tenant: mappedColumn(t.Integer) }) {}',
  'class Invoice extends Base("invoice", { id, customerId: mappedColumn(t.Integer, foreignKey("customer.id")), customer: () => relationship(Customer) }) {}',
  'class Line extends Base("line", { id }) {}',
  'class Document extends Base("document", { id, isArchived: mappedColumn(t.Boolean) }) {}',
  'class Blogger extends Base("blogger", { id, postCount: () => queryExpression<number>() }) {}',
  'class Post extends Base("post", { id, bloggerId: mappedColumn(t.Integer, foreignKey("blogger.id")) }) {}',
  'const SessionLocal = sessionmaker();',
  'class PlainPoint { x = 0; y = 0; }',
  'declare const account: { transactions: aludel.WriteOnlyCollection<Line> };',
];

/** What stands in front of an example that imports nothing, in one line; it ends in two blocks, so that the example may use any name anew. */
export const surroundings: string = [
  ...imports,
  ...tables,
  ...classes,
  'export async function example(engine: Engine, connection: Connection, session: Session): Promise<void> {{',
].join(' ');

/** The contract of dialects; what core's main door has as well stands there already. */
const contractImports = [
  `import { ${Object.keys(contract)
    .filter((name) => !(name in core))
    .join(', ')} } from '@aludel/core/dialect';`,
  "import type { BareType, Dialect, Driver, Nodes, OperatorRules, Rule, Rules, TypeNames } from '@aludel/core/dialect';",
  'declare const mydbDialect: Dialect, mydbDriver: Driver;',
];

/** The same for doc comments, which may also name what their subject works with. */
export const commentSurroundings: string = [
  ...imports,
  ...contractImports,
  'const { listen, remove, contains } = event;',
  'declare const pool: Engine["pool"], pooled: Awaited<ReturnType<Engine["rawConnection"]>>, lifecycle: ConstructorParameters<typeof QueuePool>[0];',
  'declare const statement: aludel.TextClause, conditions: aludel.TextClause[], result: CursorResult, error: unknown, y: number;',
  'declare const app: { use(middleware: (request: unknown, response: unknown, next: () => Promise<void>) => unknown): void };',
  'declare function again(): Promise<void>;',
  ...tables,
  ...classes,
  ...moreClasses,
  'const userTable = user, addressTable = address;',
  'const item = new Table("item", new MetaData(), { name: column(t.String(30)), document: column(t.JSON), price: column(t.Numeric(10, 2)) });',
  'const order = new Table("order", new MetaData(), { id: column(t.Integer, { primaryKey: true }), userId: column(t.Integer), placedAt: column(t.DateTime) });',
  'const point = new Table("point", new MetaData(), { x: column(t.Integer), y: column(t.Integer) }), pointTable = point;',
  'export async function example(engine: Engine, connection: Connection, conn: Connection, session: Session): Promise<void> {{',
].join(' ');
