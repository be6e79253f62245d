import { mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileStatement } from '../../src/compiler/compile-statement.ts';
import { printingDialect } from '../../src/compiler/print-sql.ts';
import type { CompilerDialect } from '../../src/compiler/rules.ts';
import { bindparam, column, createEngine, MetaData, type Select, select, Table, text, types as t } from '../../src/index.ts';
import { NamedColumn } from '../../src/sql/column-element.ts';
import { statementKey } from '../../src/sql/nodes/cache-key.ts';
import { type FieldRole, nodeFields } from '../../src/sql/nodes/node-fields.ts';
import type { FromIdentity, SqlNode } from '../../src/sql/nodes/sql-node.ts';
import { nullType } from '../../src/types/null-type.ts';
import { buildSelect, person, pet, selectSpec, Values } from './random-select.ts';

type AnySelect = Select<readonly unknown[], string>;
const dialects: readonly CompilerDialect[] = [printingDialect, sqlite, postgresql, mysql];

/** All that a statement comes to on all dialects. */
function compiled(statement: AnySelect): string {
  const { node } = statement;
  const { binds } = statementKey(node);
  return dialects
    .map((dialect) => {
      try {
        const { sql, slots } = compileStatement({ node, binds }, dialect);
        const places = slots.map(({ name, bindIndex, expanding, encode }) => [name, bindIndex, expanding, encode === null]);
        return JSON.stringify([dialect.name, sql, places]);
      } catch (error) {
        return String(error);
      }
    })
    .join('\n');
}

describe('the key of a statement', () => {
  test('is the same for two exactly if they compile to the same SQL with the same parameters', () => {
    const sqlOfKey = new Map<string, string>();
    fc.assert(
      fc.property(selectSpec, fc.nat(50), (spec, round) => {
        const statement = buildSelect(spec, new Values(round));
        const key = statement.cacheKey as string;
        const sql = compiled(statement);
        expect(sqlOfKey.get(key) ?? sql).toBe(sql);
        sqlOfKey.set(key, sql);
      }),
      { numRuns: 1500 },
    );
  });

  test('does not change with values, nor with new aliases and subqueries, and holds no value', () => {
    fc.assert(
      fc.property(selectSpec, fc.nat(50), fc.nat(50), (spec, one, other) => {
        const values = new Values(one);
        const first = buildSelect(spec, values);
        const second = buildSelect(spec, new Values(other));
        expect(second.cacheKey).toBe(first.cacheKey);
        expect(compiled(second)).toBe(compiled(first));
        for (const value of values.texts) {
          expect(first.cacheKey).not.toContain(value);
          expect(compiled(first)).not.toContain(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('brings each statement its own values when the SQL of another one is used', async () => {
    const cached = createEngine('sqlite://', { dialect: sqlite });
    const uncached = createEngine('sqlite://', { dialect: sqlite, queryCacheSize: 0 });
    await using one = await cached.connect();
    await using other = await uncached.connect();
    for (const connection of [one, other]) {
      await connection.execute(text('CREATE TABLE person (id INTEGER, name TEXT, born TEXT, is_tall INTEGER, height REAL)'));
      await connection.execute(text('CREATE TABLE pet (id INTEGER, person_id INTEGER, name TEXT)'));
      await connection.execute(
        text('INSERT INTO person VALUES (:id, :name, :born, 1, 1.5)'),
        Array.from({ length: 40 }, (_, i) => ({
          id: 900_000 + i * 30,
          name: `secret${i * 30}`,
          born: i % 2 === 0 ? null : `${2000 + i * 20}-01-02`,
        })),
      );
      await connection.execute(text('INSERT INTO pet SELECT id, id, name FROM person'));
    }
    const outcome = async (connection: typeof one, statement: AnySelect) => {
      try {
        return (await connection.execute(statement).all()).map((row) => [...(row as Iterable<unknown>)]);
      } catch (error) {
        return (error as Error).message;
      }
    };
    await fc.assert(
      fc.asyncProperty(selectSpec, fc.nat(12), fc.nat(12), async (spec, first, second) => {
        for (const round of [first, second]) {
          const statement = buildSelect(spec, new Values(round));
          expect(await outcome(one, statement)).toEqual(await outcome(other, statement));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('two statements differ in their keys where they differ in', () => {
  const { id, name } = person.c;
  const sum = () => id.add(1);
  const labelled = id.add(1).label('x');
  const alias = person.alias();
  const otherAlias = person.alias();
  const bound = bindparam('p', { value: 1 });
  const lone = (type: typeof t.Integer | typeof t.Boolean, key = 'x') =>
    new NamedColumn({ kind: 'column', from: null, name: 'x', key, origin: null, type }, key);
  const sameName = new Table('person', new MetaData(), { id: column(t.String()) });

  test.each<[string, { readonly cacheKey: unknown }, { readonly cacheKey: unknown }]>([
    ['the type of a column on its own', select(lone(t.Integer)), select(lone(t.Boolean))],
    ['the key of a column on its own', select(lone(t.Integer)), select(lone(t.Integer, 'y'))],
    ['which table of the same name it is', select(person.c.id), select(sameName.c.id)],
    ['which of two aliases comes first', select(alias.c.id, otherAlias.c.name), select(alias.c.id, alias.c.name)],
    ['whether an alias has a name', select(person.alias('p').c.id), select(alias.c.id)],
    ['the label', select(id.label('a')), select(id.label('b'))],
    ['whether a label is used again', select(labelled).orderBy(labelled), select(labelled).orderBy(sum().label('x'))],
    ['whether an expression is selected twice', twice(sum()), select(sum(), sum())],
    ['the type of a value', select(id).where(id.lt(5)), select(id).where(id.lt(5.5))],
    [
      'whether there is a type',
      select(id).where(text(':p')),
      select(id).where(text(':p').bindparams(bindparam('p', { type: t.Integer })) as never),
    ],
    ['whether a parameter is a list', select(id).where(id.eq(bound as never)), select(id).where(id.in(bound))],
    [
      'the name of a parameter',
      select(id).where(id.eq(bound as never)),
      select(id).where(id.eq(bindparam('q', { value: 1 }) as never)),
    ],
    ['where a list of columns ends', select(id).where(name.eq('x')), select(id, name.eq('x'))],
    ['where a text ends', select(text("a'"), text('b')), select(text('a'), text("'b"))],
    ['the limit being there', select(id), select(id).limit(1)],
    ['limit and offset', select(id).limit(1), select(id).offset(1)],
    ['NULL and a value', select(id).where(name.eq(null)), select(id).where(name.eq('x'))],
  ])('%s', (_what, one, other) => {
    expect(one.cacheKey).not.toBe(other.cacheKey);
  });

  function twice(expression: ReturnType<typeof sum>) {
    return select(expression, expression);
  }
});

describe('the key of a node', () => {
  const identity: FromIdentity = { uid: 0, columnNodes: [] };
  const kinds = Object.entries<Readonly<Record<string, FieldRole>>>(nodeFields);
  const filled = (roles: Readonly<Record<string, FieldRole>>, mark: string) =>
    Object.fromEntries(Object.entries(roles).map(([field, role]) => [field, fieldValue(field, role, mark)]));

  function fieldValue(field: string, role: FieldRole, mark: string): unknown {
    if (field === 'identity') return identity;
    if (field === 'from' && role === 'node') return { kind: 'alias', ...filled(nodeFields.alias, mark) };
    const text: SqlNode = { kind: 'text', text: mark, binds: [] } as SqlNode;
    const entity = { uid: mark.charCodeAt(0), mapperUid: 1, revision: 1 };
    return { node: text, nodes: [text], entity, data: mark, type: t.Integer, result: nullType, skip: mark }[role];
  }

  const cases = kinds.flatMap(([kind, roles]) =>
    Object.entries(roles)
      // DDL has no key; what a column of something is called there follows from its key.
      .filter(([field]) => kind !== 'ddl' && (kind !== 'column' || field !== 'name'))
      .filter(([, role]) => role !== 'result' && role !== 'skip')
      .map(([field, role]): [string, string, FieldRole] => [kind, field, role]),
  );

  test.each(cases)('of kind "%s" depends on "%s"', (kind, field, role) => {
    const node = { kind, ...filled(nodeFields[kind as keyof typeof nodeFields], 'a'), ...own[kind] };
    const changed = { ...node, [field]: role === 'type' ? t.Boolean : fieldValue(field, role, 'b') };
    if (isFlag(node[field as never])) Object.assign(changed, { [field]: !node[field as never] });
    expect(keyOf(changed)).not.toBe(keyOf(node));
  });

  /** Flags, which the keys of these kinds read as such. */
  const own: Readonly<Record<string, object>> = {
    bind: { isAnonymous: true, isExpanding: false, isTyped: true },
    select: { isDistinct: false },
  };

  const isFlag = (value: unknown) => typeof value === 'boolean';

  function keyOf(node: SqlNode): string {
    return statementKey(node).key as string;
  }

  test('is none where a type is of unknown structure', () => {
    const foreign = { typeName: 'Foreign', decode: String };
    expect(statementKey(select(person.c.id.cast(foreign)).node).key).toBeNull();
    expect(statementKey(select(pet.c.id).node).key).not.toBeNull();
  });
});
