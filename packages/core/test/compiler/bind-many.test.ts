import { describe, expect, test } from '@jest/globals';
import { bindMany } from '../../src/compiler/bind-many.ts';
import { bindParameters, type ParameterValues } from '../../src/compiler/bind-parameters.ts';
import { compileStatement } from '../../src/compiler/compile-statement.ts';
import { bindparam, column, insert, MetaData, Table, text, types as t, update } from '../../src/index.ts';
import { compileText } from '../../src/compiler/compile-text.ts';

const dialect = {
  name: 'any',
  placeholder: () => '?',
  placeholdersRepeat: false,
} as unknown as Parameters<typeof compileStatement>[1];

const item = new Table('item', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  uuid: column(t.Uuid, { nullable: true }),
});

const statements = {
  'an INSERT': insert(item),
  'an UPDATE with a value of its own': update(item)
    .where(item.c.id.eq(bindparam('key')), item.c.name.ne('x'))
    .values({ name: bindparam('name_now', { type: t.String }) }),
  'text that has a name twice': text('SELECT :id, :name, :id'),
};

const uuid = 'A0000000-0000-4000-8000-000000000001';

class Person {
  readonly id: number;
  readonly name = 'Ada';
  readonly uuid = null;
  readonly key = 5;
  readonly name_now = 'Bea';
  constructor(id: number) {
    this.id = id;
  }
}

const setsOf: Readonly<Record<string, readonly ParameterValues[]>> = {
  'equal names': [1, 2, 3].map((id) => ({ id, name: `n${id}`, uuid, key: id, name_now: 'z' })),
  'names in another order': [
    { id: 1, name: 'a', uuid: null, key: 1, name_now: 'z' },
    { name_now: 'y', key: 2, uuid, name: 'b', id: 2 },
  ],
  'names that nobody asked for': [
    { other: undefined, id: 1, name: 'a', uuid, key: 1, name_now: 'z' },
    { other: 5, id: 2, name: 'b', uuid, key: 2, name_now: 'z', more: 1 },
  ],
  'instances of a class, and objects without prototype': [
    new Person(1),
    new Person(2),
    Object.assign(Object.create(null), { id: 3, name: 'c', uuid, key: 3, name_now: '' }),
  ] as unknown as readonly ParameterValues[],
};

const wrong: Readonly<Record<string, readonly ParameterValues[]>> = {
  'a value is missing': [
    { id: 1, name: 'a', uuid, key: 1, name_now: 'z' },
    { id: 2, uuid, key: 2 },
  ],
  'a value is undefined': [
    { id: 1, name: 'a', uuid, key: 1, name_now: 'z' },
    { id: 2, name: undefined, uuid, key: 2, name_now: undefined },
  ],
  'a value is only inherited': [
    { id: 1, name: 'a', uuid, key: 1, name_now: 'z' },
    Object.assign(Object.create({ name: 'inherited', name_now: 'inherited' }), { id: 2, uuid, key: 2 }),
  ],
  'a value is none of its type': [
    { id: 1, name: 'a', uuid, key: 1, name_now: 'z' },
    { id: 2, name: 'b', uuid: 'none', key: 'five', name_now: 5 },
  ],
};

describe.each(Object.entries(statements))('many parameter sets of %s', (what, statement) => {
  const bindsAlike = (sets: readonly ParameterValues[]) => {
    const givenKeys = what === 'an INSERT' ? ['id', 'name', 'uuid'] : [];
    const compiled =
      statement instanceof Object && 'text' in statement
        ? compileText(statement as never, dialect as never)
        : compileStatement({ node: statement.node, binds: statement.binds, givenKeys, isMany: true }, dialect);
    const others: number[] = [];
    const outcome = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    const many = outcome(() => bindMany(compiled, statement, sets, (_set, index) => void others.push(index)));
    const each = outcome(() => sets.map((set) => bindParameters(compiled, statement, set)));
    return { many, each, others };
  };

  test.each(Object.entries(setsOf))('with %s are bound like each alone', (_names, sets) => {
    const { many, each } = bindsAlike(sets);
    expect(many).toEqual(each);
    expect(Array.isArray(many)).toBe(true);
  });

  test.each(Object.entries(wrong))('are refused like each alone where %s', (_what, sets) => {
    const { many, each, others } = bindsAlike(sets);
    expect(many).toEqual(each);
    if (typeof many === 'string') expect(others).toContain(1);
  });
});

test('sets with other names are told of', () => {
  const compiled = compileStatement({ node: insert(item).node, binds: [], givenKeys: ['id', 'name'], isMany: true }, dialect);
  const others: number[] = [];
  const sets = [
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
    { id: 3, name: 'c', uuid },
  ];
  bindMany(compiled, insert(item), sets, (_set, index) => void others.push(index));
  expect(others).toEqual([2]);
});
