import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import {
  autoincrementColumn,
  checkConstraint,
  column,
  computed,
  foreignKey,
  foreignKeyConstraint,
  index,
  MetaData,
  primaryKeyConstraint,
  select,
  Table,
  type TableDefinition,
  types as t,
  uniqueConstraint,
} from '../../src/index.ts';

describe('a table', () => {
  const metadata = new MetaData({ naming: 'snake_case' });
  const user = new Table('user_account', metadata, { id: column(t.Integer, { primaryKey: true }), name: column(t.String(30)) });
  const address = new Table(
    'address',
    metadata,
    {
      id: column(t.Integer, { primaryKey: true }),
      userId: column(foreignKey(user.c.id)),
      email: column(t.String(), { nullable: true, unique: true, index: true }),
    },
    [uniqueConstraint('userId', 'email'), checkConstraint('id > 0'), index('ix_user', 'userId')],
    { comment: 'mail' },
  );

  test('knows its columns, keys, constraints and indexes', () => {
    expect(address.fullname).toBe('address');
    expect(address.comment).toBe('mail');
    expect(address.columnList.map(({ name }) => name)).toEqual(['id', 'user_id', 'email']);
    expect(address.primaryKey.columns).toEqual([address.c.id]);
    expect(address.constraints.map(({ kind }) => kind)).toEqual(['primaryKey', 'unique', 'check', 'foreignKey']);
    expect(address.indexes.map(({ name, unique }) => [name, unique])).toEqual([
      ['ix_address_email', true],
      ['ix_user', false],
    ]);
    expect(address.foreignKeys.map(({ parent, column }) => [parent, column])).toEqual([[address.c.userId, user.c.id]]);
    expect(address.c.userId.references(user.c.id)).toBe(true);
    expect(address.c.id.references(user.c.id)).toBe(false);
    expect(user.c.id.foreignKeys).toEqual([]);
  });

  test('its parts print as SQLAlchemy prints them', () => {
    expect(String(address)).toBe('address');
    expect(String(address.c.userId)).toBe('address.user_id');
    expect(inspect(user.c.name)).toBe("Column('name', String(length=30), table=<user_account>)");
    expect(inspect(address.c.userId)).toBe(
      "Column('user_id', Integer(), ForeignKey('user_account.id'), table=<address>, key='userId')",
    );
    expect(inspect(user)).toBe(
      "Table('user_account', MetaData(), Column('id', Integer(), table=<user_account>, primaryKey=true), Column('name', String(length=30), table=<user_account>))",
    );
    expect([String(metadata), inspect(metadata)]).toEqual(['MetaData()', 'MetaData()']);
  });

  test('has the type of the column that a foreign key refers to, whichever table comes first', () => {
    const schema = new MetaData();
    const child = new Table('child', schema, { parentId: column('parent_id', foreignKey('parent.id')) });
    expect(() => child.c).toThrow(
      "Foreign key associated with column 'child.parentId' could not find table 'parent' with which to generate a foreign key to target column 'id'.",
    );
    new Table('parent', schema, { id: column(foreignKey('root.id'), { primaryKey: true }) });
    new Table('root', schema, { id: column(t.BigInteger, { primaryKey: true }) });
    expect(child.c.parentId.type).toBe(t.BigInteger);
  });

  test('columns that take their types from one another are refused', () => {
    const schema = new MetaData();
    const one = new Table('one', schema, { id: column(foreignKey('two.id')) });
    new Table('two', schema, { id: column(foreignKey('one.id')) });
    expect(() => one.c.id).toThrow('one.id → two.id → one.id');
  });

  test('says what is wrong with the target of a foreign key when it is needed', () => {
    const schema = new MetaData();
    new Table('parent', schema, { id: column(t.Integer) });
    const child = new Table('child', schema, { x: column(t.Integer, foreignKey('parent.nope')) });
    expect(child.c.x.type).toBe(t.Integer);
    expect(() => child.c.x.references(child.c.x)).toThrow(
      "Could not initialize target column for ForeignKey 'parent.nope' on table 'child': table 'parent' has no column named 'nope'.",
    );
    const bad = new Table('bad', schema, { x: column(t.Integer, foreignKey('nodot')) });
    expect(() => bad.foreignKeys[0]?.column).toThrow('Invalid foreign key target "nodot"');
  });

  test('finds the targets of foreign keys by schema, that of the MetaData where none is said', () => {
    const schema = new MetaData({ schema: 'app' });
    const parent = new Table('parent', schema, { id: column(t.Integer) });
    const shared = new Table('shared', schema, { id: column(t.Integer) }, { schema: 'common' });
    const child = new Table('child', schema, {
      a: column(foreignKey('parent.id')),
      b: column(foreignKey('common.shared.id')),
    });
    expect(child.c.a.references(parent.c.id)).toBe(true);
    expect(child.c.b.references(shared.c.id)).toBe(true);
    expect(child.fullname).toBe('app.child');
  });

  test('can be made again for another MetaData or schema', () => {
    const tenants = new MetaData();
    new Table('user_account', tenants, { id: column(t.Integer) });
    const copy = address.toMetadata(tenants, { schema: 'tenant' });
    expect(copy.fullname).toBe('tenant.address');
    expect(String(select(copy.c.userId))).toBe('SELECT tenant.address."userId" \nFROM tenant.address');
    expect(tenants.tables.get('tenant.address')).toBe(copy);
  });

  test('refuses what is misspelled, misplaced or undefined', () => {
    const make = (...rest: unknown[]) => {
      const Make = Table as unknown as new (...given: unknown[]) => unknown;
      return () => new Make('t', new MetaData(), { x: column(t.Integer) }, ...rest);
    };
    expect(make([uniqueConstraint('y')])).toThrow('names the column "y", which is not there. There are: x.');
    expect(make(['x'])).toThrow('that is none');
    expect(make([], { scheme: 'x' })).toThrow('new Table() has no option "scheme"; did you mean "schema"?');
    expect(make({ schema: undefined })).toThrow('is undefined');
    expect(() => uniqueConstraint({ name: 'x' } as never)).toThrow('takes names of columns');
    expect(() => (index as unknown as (name: string) => void)('ix')).toThrow('has no columns');
    expect(() => checkConstraint(undefined as never)).toThrow('takes a condition');
    expect(() => foreignKeyConstraint(['a'], [])).toThrow('as many columns as targets');
    expect(() => column(t.Integer, { primarykey: true } as never)).toThrow('column() has no option "primarykey"');
    expect(() => column(t.Integer, { default: undefined } as never)).toThrow('The option "default" of column() is undefined');
  });

  test('says primaryKey of the same columns as its primaryKeyConstraint()', () => {
    const columns = { a: column(t.Integer, { primaryKey: true }), b: column(t.Integer) };
    const wrong = new Table('t', new MetaData(), columns, (_c) => [primaryKeyConstraint('b')]);
    expect(() => wrong.primaryKey).toThrow('Name the same columns');
    const right = new Table('t', new MetaData(), { a: column(t.Integer), b: column(t.Integer) }, [
      primaryKeyConstraint('b', 'a'),
    ]);
    expect(right.primaryKey.columns).toEqual([right.c.b, right.c.a]);
    expect(right.c.a.primaryKey).toBe(true);
  });
});

test.each([
  ['one whole number', { id: column(t.Integer, { primaryKey: true }) }, 'id'],
  ['text', { id: column(t.String(5), { primaryKey: true }) }, null],
  ['one that says no', { id: column(t.Integer, { primaryKey: true, autoincrement: false }) }, null],
  ['one with a default', { id: column(t.Integer, { primaryKey: true, default: 5 }) }, null],
  ['one with a default in the database', { id: column(t.Integer, { primaryKey: true, serverDefault: '5' }) }, null],
  ['a computed one', { id: column(t.Integer, { primaryKey: true, computed: computed('1') }) }, null],
  ['one that refers', { id: column(t.Integer, foreignKey('x.y'), { primaryKey: true }) }, null],
  ['one that refers and says yes', { id: column(t.Integer, foreignKey('x.y'), { primaryKey: true, autoincrement: true }) }, 'id'],
  ['two columns', { a: column(t.Integer, { primaryKey: true }), b: column(t.Integer, { primaryKey: true }) }, null],
  [
    'two, one says yes',
    { a: column(t.Integer, { primaryKey: true, autoincrement: true }), b: column(t.Integer, { primaryKey: true }) },
    'a',
  ],
])('the database numbers the primary key: %s', (_what, columns, expected) => {
  const table = new Table('t', new MetaData(), columns as TableDefinition);
  expect(autoincrementColumn(table)?.name ?? null).toBe(expected);
});
