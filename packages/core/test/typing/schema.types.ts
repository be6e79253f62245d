import {
  checkConstraint,
  column,
  CreateTable,
  type Connection,
  type Engine,
  foreignKey,
  foreignKeyConstraint,
  index,
  MetaData,
  primaryKeyConstraint,
  Table,
  types as t,
  uniqueConstraint,
} from '@aludel/core';

declare const engine: Engine;
declare const connection: Connection;
const metadata = new MetaData();

const user = new Table('user_account', metadata, {
  id: column(t.BigInteger, { primaryKey: true }),
  name: column(t.String(30), { nullable: true }),
});

// A column without a type has that of the column that it refers to; NULL is its own matter.
const address = new Table(
  'address',
  metadata,
  {
    userId: column(foreignKey(user.c.id)),
    name: column('user_name', foreignKey(user.c.name)),
    friend: column(foreignKey(user.c.id), { nullable: true }),
    email: column(t.String()),
  },
  (c) => [uniqueConstraint('userId', 'email', { name: 'uq' }), checkConstraint(c.email.ne('')), index(null, c.email, 'name')],
);
type Row = NonNullable<(typeof address)['_rows']>;
export const row: Row = { userId: 1n, name: 'x', friend: null, email: 'e' };
// @ts-expect-error userId is not NULL
export const wrong: Row = { ...row, userId: null };

const columns = { id: column(t.Integer, { primaryKey: true }), email: column('email_address', t.String()) };
new Table('a', metadata, columns, [primaryKeyConstraint('id'), index('ix', 'email', { unique: true })], { schema: 'app' });
new Table('b', metadata, columns, { schema: 'app' });
// @ts-expect-error a constraint names columns as JavaScript does
new Table('c', metadata, columns, [uniqueConstraint('email_address')]);
// @ts-expect-error there is no such column
new Table('d', metadata, columns, [index('ix', 'emial')]);
// @ts-expect-error there is no such column
new Table('e', metadata, columns, [foreignKeyConstraint(['nope'], ['x.y'])]);
// @ts-expect-error there is no such column
new Table('f', metadata, columns, (c) => [checkConstraint(c.nope.gt(1))]);
// @ts-expect-error there is no such column
new Table('f', metadata, columns, (_c) => [index('ix', 'nope')]);
// @ts-expect-error a string is no constraint
new Table('g', metadata, columns, ['email']);

// Rows that INSERT must be given.
type Required<D> = D extends { readonly _isRequired?: infer R } ? R : never;
export const isRequired: readonly [true, false, false, false] = [
  true as NonNullable<Required<typeof columns.email>>,
  false as NonNullable<Required<typeof columns.id>>,
  false as NonNullable<Required<ReturnType<typeof withDefault>>>,
  false as NonNullable<Required<ReturnType<typeof withNull>>>,
];
const withDefault = () => column(t.Integer, { default: 5 });
const withNull = () => column(t.Integer, { nullable: true });
// @ts-expect-error the default has the type of the column
column(t.Integer, { default: 'five' });

// Binds.
metadata.createAll(engine);
metadata.dropAll(connection, { tables: [user, address], checkfirst: false });
user.create(connection);
connection.execute(new CreateTable(user));
// @ts-expect-error no engine
metadata.createAll({});

// A default function knows what it is given, and must give what the column takes.
column(t.String(), { default: (context) => String(context.currentParameters['id']) });
column(t.Integer, { onupdate: ({ currentParameters }) => Number(currentParameters['version']) + 1 });
// @ts-expect-error a text is no default of a number column
column(t.Integer, { default: 'x' });
// @ts-expect-error nor is a function that makes one
column(t.Integer, { default: () => 'x' });
// @ts-expect-error an option that is misspelled
column(t.Integer, { primarykey: true });
