import { sqlite } from '@aludel/sqlite';
import { describe, expect, jest, test } from '@jest/globals';
import {
  column,
  createEngine,
  foreignKey,
  MetaData,
  type NamingConvention,
  Sequence,
  sortTablesAndConstraints,
  Table,
  types as t,
} from '../../src/index.ts';

const key = () => column(t.Integer, { primaryKey: true });
const refersTo = (target: string, options = {}) => column(t.Integer, foreignKey(target, options), { nullable: true });

describe('a MetaData', () => {
  test('knows its tables by their names, and each once', () => {
    const metadata = new MetaData({ schema: 'app' });
    const table = new Table('t', metadata, { id: key() });
    const bare = new Table('t', metadata, { id: key() }, { schema: null });
    expect([...metadata.tables.keys()]).toEqual(['app.t', 't']);
    expect(() => new Table('t', metadata, { id: key() })).toThrow("Table 'app.t' is already defined");
    metadata.remove(table);
    expect([...metadata.tables.values()]).toEqual([bare]);
    metadata.clear();
    expect(metadata.tables.size).toBe(0);
  });

  test('sorts tables by their foreign keys', () => {
    const metadata = new MetaData();
    new Table('a', metadata, { id: key(), c: refersTo('c.id'), self: refersTo('a.id') });
    new Table('b', metadata, { id: key() });
    new Table('c', metadata, { id: key(), d: refersTo('d.id') });
    new Table('d', metadata, { id: key() });
    expect(metadata.sortedTables.map(String)).toEqual(['b', 'd', 'c', 'a']);
  });

  test('warns of tables that refer to one another, unless one foreign key says useAlter', () => {
    const emitWarning = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const metadata = new MetaData();
    new Table('a', metadata, { id: key(), b: refersTo('b.id') });
    new Table('b', metadata, { id: key(), a: refersTo('a.id') });
    new Table('c', metadata, { id: key(), a: refersTo('a.id') });
    expect(metadata.sortedTables.map(String)).toEqual(['a', 'b', 'c']);
    const fine = new MetaData();
    new Table('a', fine, { id: key(), b: refersTo('b.id', { useAlter: true, name: 'fk' }) });
    new Table('b', fine, { id: key(), a: refersTo('a.id') });
    expect(fine.sortedTables.map(String)).toEqual(['a', 'b']);
    expect(emitWarning.mock.calls.map(([message]) => message)).toEqual([
      expect.stringContaining('unresolvable cycles between tables "a, b"'),
    ]);
    emitWarning.mockRestore();
  });

  test('foreign keys of a circle stand apart from the tables', () => {
    const metadata = new MetaData();
    new Table('a', metadata, { id: key(), b: refersTo('b.id', { name: 'fk_a' }) });
    new Table('b', metadata, { id: key(), a: refersTo('a.id') });
    const sorted = sortTablesAndConstraints([...metadata.tables.values()], { staysInTable: ({ name }) => name === null });
    expect(sorted.map(({ table, foreignKeys }) => [String(table), foreignKeys.length])).toEqual([
      ['a', 0],
      ['b', 1],
      ['null', 1],
    ]);
    const stuck = () => sortTablesAndConstraints([...metadata.tables.values()], { staysInTable: () => true });
    expect(stuck).toThrow('between tables: a, b');
  });

  test('collects sequences, also those of columns', () => {
    const metadata = new MetaData({ schema: 'app' });
    const free = new Sequence('free', { metadata });
    const used = new Sequence('used');
    new Table('t', metadata, {
      id: column(t.Integer, { primaryKey: true, sequence: used }),
      x: column(t.Integer, { sequence: used }),
    });
    expect(metadata.sequences).toEqual([free, used]);
    expect(free.schema).toBe('app');
  });

  test('refuses what is no engine before it does anything', async () => {
    await expect(new MetaData().createAll({} as never)).rejects.toThrow('createAll() takes an engine or a connection');
    await expect(new MetaData().dropAll(undefined as never)).rejects.toThrow('dropAll() takes');
  });

  test('logs what it does in the words of SQLAlchemy', async () => {
    const lines: string[] = [];
    const logger = { debug: () => {}, warn: () => {}, info: (line: string) => lines.push(line.replace(/\d\.\d+s/, '0s')) };
    const metadata = new MetaData();
    new Table('t', metadata, { id: key() });
    await using engine = createEngine('sqlite://', { dialect: sqlite, echo: true, logger });
    await metadata.createAll(engine);
    expect(lines).toEqual([
      'BEGIN (implicit)',
      'PRAGMA main.table_info("t")',
      '[raw sql] []',
      'PRAGMA temp.table_info("t")',
      '[raw sql] []',
      '\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)\n\n',
      '[no key 0s] []',
      'COMMIT',
    ]);
  });
});

describe('a naming convention', () => {
  const names = (namingConvention: NamingConvention) => {
    const metadata = new MetaData({ namingConvention, naming: 'snake_case' });
    new Table('u', metadata, { id: key() });
    const table = new Table('t', metadata, {
      id: key(),
      uId: column(t.Integer, foreignKey('u.id')),
      mail: column(t.Integer, { unique: true }),
      x: column(t.Integer, { index: true }),
    });
    return [...table.constraints, ...table.indexes].map(({ name }) => name);
  };

  test('names indexes by default', () => {
    const metadata = new MetaData();
    const table = new Table('t', metadata, { x: column(t.Integer, { index: true }) }, { schema: 'app' });
    expect(table.indexes.map(({ name }) => name)).toEqual(['ix_app_t_x']);
  });

  test('has the tokens of SQLAlchemy', () => {
    expect(
      names({
        pk: 'pk_%(table_name)s',
        fk: 'fk_%(table_name)s_%(column_0_key)s_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s',
        uq: 'uq_%(column_0_label)s_%(column_1_name)s',
        ix: 'ix_%(column_0_N_name)s_100%%',
      }),
    ).toEqual(['pk_t', 'fk_t_uId_u_id_u_id', 'uq_t_mail_', 'ix_x_100%']);
  });

  test('takes functions for tokens of its own', () => {
    expect(names({ uq: 'uq_%(size)s', size: ({ columns }, table) => `${table.name}${columns.length}` })[2]).toBe('uq_t1');
  });

  test('refuses tokens that it does not know, and asks for names where it needs them', () => {
    expect(() => names({ uq: 'uq_%(nope)s' })).toThrow('the token %(nope)s, which is not known');
    expect(() => names({ uq: 'uq_%(constraint_name)s' })).toThrow('has no name. Name it.');
  });
});
