import { describe, expect, test } from '@jest/globals';
import type { Dialect } from '../../src/dialect/dialect.ts';
import type { Catalog, Introspector, ReflectedColumn, ReflectedForeignKey, TableFilter } from '../../src/dialect/introspector.ts';
import { inspect } from '../../src/engine/inspect.ts';
import { Inspector } from '../../src/engine/inspector.ts';
import { sortByForeignKeys } from '../../src/engine/sort-by-foreign-keys.ts';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { InvalidRequestError, NoSuchTableError } from '../../src/errors/invalid-request-errors.ts';
import { integer } from '../../src/types/integer.ts';

const catalog: Catalog = { facts: null, query: () => Promise.resolve([]) };

/** An inspector of a database with the table `a`, the view `v` and the temporary table `t`, that notes what it is asked. */
function inspected(overrides: Partial<Introspector> = {}): { readonly inspector: Inspector; readonly asked: string[] } {
  const asked: string[] = [];
  const detail =
    (what: string) =>
    (_catalog: Catalog, { names, schema }: TableFilter) => {
      asked.push(`${what} ${schema ?? '-'} ${names.join(',')}`);
      return Promise.resolve(new Map<string, never>());
    };
  const id = { name: 'id', type: integer, nullable: false } as unknown as ReflectedColumn;
  const introspector: Introspector = {
    defaultSchemaName: () => Promise.resolve('main'),
    schemaNames: () => Promise.resolve(['main']),
    relations: (_catalog, schema) => {
      asked.push(`relations ${schema ?? '-'}`);
      return Promise.resolve([
        { name: 'a', kind: 'table', isTemporary: false },
        { name: 't', kind: 'table', isTemporary: true },
        { name: 'v', kind: 'view', isTemporary: false },
      ]);
    },
    columns: (_catalog, { names, schema }) => {
      asked.push(`columns ${schema ?? '-'} ${names.join(',')}`);
      return Promise.resolve(new Map(names.filter((name) => name !== 'absent').map((name) => [name, [id]])));
    },
    primaryKeys: detail('primaryKeys'),
    foreignKeys: detail('foreignKeys'),
    indexes: detail('indexes'),
    uniqueConstraints: detail('uniqueConstraints'),
    checkConstraints: detail('checkConstraints'),
    viewDefinitions: detail('viewDefinitions'),
    ...overrides,
  };
  const dialect = { name: 'fake', introspector } as Partial<Dialect> as Dialect;
  return { inspector: new Inspector(dialect, (read) => read(catalog)), asked };
}

describe('an inspector', () => {
  test('asks each question once, and again after clearCache()', async () => {
    const { inspector, asked } = inspected();
    await inspector.getColumns('a');
    await inspector.getColumns('a');
    await inspector.getMultiColumns({ kind: 'any', scope: 'any' });
    expect(asked).toEqual(['columns - a', 'relations -', 'columns - t,v']);
    inspector.clearCache();
    await inspector.getColumns('a');
    expect(asked.at(-1)).toBe('columns - a');
  });

  test('keeps the schemas apart', async () => {
    const { inspector, asked } = inspected();
    await inspector.getColumns('a');
    await inspector.getColumns('a', { schema: 'other' });
    expect(asked).toEqual(['columns - a', 'columns other a']);
    expect([...(await inspector.getMultiColumns({ schema: 'other' })).keys()]).toEqual(['other.a']);
  });

  test('tells tables, views and temporary tables apart', async () => {
    const { inspector } = inspected();
    expect(await inspector.getTableNames()).toEqual(['a']);
    expect(await inspector.getTempTableNames()).toEqual(['t']);
    expect(await inspector.getViewNames()).toEqual(['v']);
    expect(await inspector.getTempViewNames()).toEqual([]);
    expect(await inspector.getMaterializedViewNames()).toEqual([]);
    expect([...(await inspector.getMultiColumns({ scope: 'temporary' })).keys()]).toEqual(['t']);
    expect([...(await inspector.getMultiColumns({ kind: 'any view' })).keys()]).toEqual(['v']);
  });

  test('gives what is empty for a table that has nothing, and an error for one that is not there', async () => {
    const { inspector } = inspected();
    expect(await inspector.getPkConstraint('a')).toEqual({ name: null, constrainedColumns: [], comment: null });
    expect(await inspector.getIndexes('a')).toEqual([]);
    expect(await inspector.getTableComment('a')).toBeNull();
    expect(await inspector.getTableOptions('a')).toEqual({});
    expect(await inspector.getSequenceNames()).toEqual([]);
    expect(await inspector.getEnums()).toEqual([]);
    await expect(inspector.getColumns('absent')).rejects.toThrow(NoSuchTableError);
    await expect(inspector.getIndexes('absent', { schema: 's' })).rejects.toThrow('There is no table or view "s.absent".');
    await expect(inspector.getViewDefinition('a')).rejects.toThrow('"a" is a table, not a view.');
  });

  test('forgets a question that failed', async () => {
    let failures = 0;
    const { inspector } = inspected({
      schemaNames: () => {
        failures += 1;
        return failures === 1 ? Promise.reject(new Error('lost')) : Promise.resolve(['main']);
      },
    });
    await expect(inspector.getSchemaNames()).rejects.toThrow('lost');
    expect(await inspector.getSchemaNames()).toEqual(['main']);
  });

  test('refuses what is no name', async () => {
    const { inspector } = inspected();
    await expect(inspector.getColumns(undefined as never)).rejects.toThrow(ArgumentError);
    await expect(inspector.hasTable({ name: 'a' } as never)).rejects.toThrow('hasTable() takes the name of a table');
    await expect(inspector.getColumns('a', { schema: 5 as never })).rejects.toThrow('"schema" is the name of a schema');
    expect(() => inspect('sqlite://' as never)).toThrow('inspect() takes an Engine or a Connection');
  });

  test('is not there for a dialect that cannot be inspected', () => {
    const dialect = { name: 'fake' } as Partial<Dialect> as Dialect;
    expect(() => new Inspector(dialect, (read) => read(catalog))).toThrow(InvalidRequestError);
  });
});

describe('tables in the order of their foreign keys', () => {
  const sorted = (keys: Readonly<Record<string, readonly string[]>>) =>
    sortByForeignKeys(
      Object.keys(keys),
      (name) =>
        (keys[name] ?? []).map((referredTable) => ({ name: `${name}_${referredTable}`, referredTable }) as ReflectedForeignKey),
      () => true,
    ).map(({ table, foreignKeys }) => [table, foreignKeys.map(([, name]) => name)]);

  test('come after those they refer to', () => {
    expect(sorted({ a: ['b'], b: ['c', 'b'], c: [] })).toEqual([
      ['c', []],
      ['b', ['b_c', 'b_b']],
      ['a', ['a_b']],
      [null, []],
    ]);
  });

  test('put off the keys of a ring, and of nothing else', () => {
    expect(sorted({ a: ['b'], b: ['a', 'd'], c: ['a'], d: [] })).toEqual([
      ['d', []],
      ['a', []],
      ['b', ['b_d']],
      ['c', ['c_a']],
      [null, ['a_b', 'b_a']],
    ]);
  });

  test('leave keys to tables alone that are not among them', () => {
    expect(sorted({ a: ['elsewhere'] })).toEqual([
      ['a', ['a_elsewhere']],
      [null, []],
    ]);
  });
});
