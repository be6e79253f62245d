import {
  declarativeBase,
  foreignKey,
  joinedload,
  mappedColumn,
  relationship,
  Session,
  select,
  selectinload,
  types as t,
} from '@aludel/core';
import type { PerDatabase } from '../harness/database.ts';
import type { Race, Rival } from '../harness/race.ts';
import { createAndFillPersons, digest, digestHandwritten, type Person, personTable } from './person-table.ts';

/** Ten thousand objects in the identity map of a new session, every attribute read. */
export const loadEntities: Race = {
  name: 'load-entities',
  title: 'load 10,000 objects into a session, read every attribute',
  size: 10_000,
  setUp: createAndFillPersons,
  tables: [personTable],
  isReading: true,
  rivals: [asObjects({ sqlite: 2, postgresql: 1.4, mariadb: 2, mysql: 2 })],
  ours({ client, prefix }) {
    const { PersonOf } = personClass(prefix);
    return {
      async run(operations) {
        let sum = 0;
        for (let i = 0; i < operations; i++) {
          await using session = new Session(client);
          const persons = await session.scalars(select(PersonOf)).all();
          for (let p = 0; p < persons.length; p++) sum += digest(persons[p] as Person);
        }
        return sum;
      },
    };
  },
};

/** A thousand parents with ten children each. */
export const joinedChildren: Race = {
  name: 'joined-children',
  title: 'load 1,000 parents with 10 children each by one join',
  size: 1_000,
  setUp: createFamilies,
  tables: ['child', 'parent'],
  isReading: true,
  rivals: [familiesByHand('joined', { sqlite: 2, postgresql: 1.4, mariadb: 1.8, mysql: 1.8 })],
  ours({ client, prefix }) {
    const { Parent } = familyClasses(prefix);
    return {
      async run(operations) {
        let sum = 0;
        for (let i = 0; i < operations; i++) {
          await using session = new Session(client);
          sum += digestFamilies(
            await session
              .scalars(select(Parent).options(joinedload(Parent.c.children)))
              .unique()
              .all(),
          );
        }
        return sum;
      },
    };
  },
};

/** The same by two statements. */
export const selectinChildren: Race = {
  ...joinedChildren,
  name: 'selectin-children',
  title: 'load 1,000 parents with 10 children each by a second statement',
  rivals: [familiesByHand('selectin', { sqlite: 2, postgresql: 1.5, mariadb: 2, mysql: 2 })],
  ours({ client, prefix }) {
    const { Parent } = familyClasses(prefix);
    return {
      async run(operations) {
        let sum = 0;
        for (let i = 0; i < operations; i++) {
          await using session = new Session(client);
          sum += digestFamilies(await session.scalars(select(Parent).options(selectinload(Parent.c.children))).all());
        }
        return sum;
      },
    };
  },
};

function personClass(prefix: string) {
  const Base = declarativeBase();
  class PersonOf extends Base(`${prefix}person`, {
    id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    name: mappedColumn(t.String(40)),
    age: mappedColumn(t.Integer),
    email: mappedColumn(t.String(60)),
    score: mappedColumn(t.Double),
  }) {}
  return { PersonOf };
}

function familyClasses(prefix: string) {
  const Base = declarativeBase();
  class Parent extends Base(`${prefix}parent`, {
    id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    name: mappedColumn(t.String(40)),
    children: () => relationship([Child]),
  }) {}
  class Child extends Base(`${prefix}child`, {
    id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${prefix}parent.id`)),
    name: mappedColumn(t.String(40)),
    age: mappedColumn(t.Integer),
  }) {}
  return { Parent, Child };
}

const childrenOfEach = 10;

function createFamilies(prefix: string, count: number): readonly string[] {
  const statements = [
    `CREATE TABLE ${prefix}parent (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL)`,
    `CREATE TABLE ${prefix}child (id INTEGER NOT NULL PRIMARY KEY, parent_id INTEGER NOT NULL, name VARCHAR(40) NOT NULL, age INTEGER NOT NULL)`,
    `CREATE INDEX ${prefix}child_parent ON ${prefix}child (parent_id)`,
  ];
  for (let parent = 1; parent <= count; parent++) {
    const children = Array.from({ length: childrenOfEach }, (_, child) => {
      const id = (parent - 1) * childrenOfEach + child + 1;
      return `(${id}, ${parent}, 'Child number ${id}', ${id % 18})`;
    });
    statements.push(`INSERT INTO ${prefix}parent (id, name) VALUES (${parent}, 'Parent number ${parent}')`);
    statements.push(`INSERT INTO ${prefix}child (id, parent_id, name, age) VALUES ${children.join(', ')}`);
  }
  return statements;
}

interface Family {
  readonly id: number;
  readonly name: string;
  readonly children: readonly { readonly id: number; readonly name: string; readonly age: number; readonly parentId: number }[];
}

function digestFamilies(families: readonly Family[]): number {
  let sum = 0;
  for (let i = 0; i < families.length; i++) {
    const { id, name, children } = families[i] as Family;
    sum += id + name.length;
    for (let c = 0; c < children.length; c++) {
      const child = children[c] as Family['children'][number];
      sum += child.id + child.name.length + child.age + child.parentId;
    }
  }
  return sum;
}

// Written twice, so that neither side's objects slow down the reading of the other's.
function digestByHand(families: readonly Family[]): number {
  let sum = 0;
  for (let i = 0; i < families.length; i++) {
    const { id, name, children } = families[i] as Family;
    sum += id + name.length;
    for (let c = 0; c < children.length; c++) {
      const child = children[c] as Family['children'][number];
      sum += child.id + child.name.length + child.age + child.parentId;
    }
  }
  return sum;
}

function asObjects(bars: PerDatabase<number>): Rival {
  const sum = (persons: readonly Person[]): number => persons.reduce((total, person) => total + digestHandwritten(person), 0);
  return {
    label: 'handwritten',
    bars,
    sqlite: ({ client, prefix }) =>
      repeated(bySqlite(client.prepare(`SELECT id, name, age, email, score FROM ${prefix}person`)), sum),
    postgresql: ({ client: { client }, prefix }) =>
      repeated(
        async () =>
          (await client.query({ name: `${prefix}all`, text: `SELECT id, name, age, email, score FROM ${prefix}person` })).rows,
        sum,
      ),
    mysql: ({ client: { connection }, prefix }) =>
      repeated(
        async () =>
          (await connection.execute(`SELECT id, name, age, email, score FROM ${prefix}person`))[0] as unknown as Person[],
        sum,
      ),
  };
}

interface JoinedRow {
  readonly id: number;
  readonly name: string;
  readonly child_id: number;
  readonly child_name: string;
  readonly age: number;
}

interface ChildRow {
  readonly id: number;
  readonly parent_id: number;
  readonly name: string;
  readonly age: number;
}

/** Rows as the driver gives them, put together by a Map. */
function familiesByHand(how: 'joined' | 'selectin', bars: PerDatabase<number>): Rival {
  const joined = (prefix: string) =>
    `SELECT p.id, p.name, c.id AS child_id, c.name AS child_name, c.age FROM ${prefix}parent p LEFT JOIN ${prefix}child c ON p.id = c.parent_id`;
  const parents = (prefix: string) => `SELECT id, name FROM ${prefix}parent`;
  const children = (prefix: string, marks: string) =>
    `SELECT id, parent_id, name, age FROM ${prefix}child WHERE parent_id IN (${marks})`;
  type Query = (sql: string, params: readonly unknown[]) => unknown;
  const contender = (prefix: string, query: Query, mark: (index: number) => string) =>
    how === 'joined'
      ? repeated(async () => assembled((await query(joined(prefix), [])) as JoinedRow[]), digestByHand)
      : repeated(async () => {
          const rows = (await query(parents(prefix), [])) as readonly { readonly id: number; readonly name: string }[];
          const found: ChildRow[] = [];
          for (let start = 0; start < rows.length; start += 500) {
            const page = rows.slice(start, start + 500);
            const sql = children(prefix, page.map((_, index) => mark(index)).join(', '));
            for (const row of (await query(
              sql,
              page.map(({ id }) => id),
            )) as ChildRow[])
              found.push(row);
          }
          return joinedInMemory(rows, found);
        }, digestByHand);
  return {
    label: 'handwritten',
    bars,
    sqlite({ client, prefix }) {
      const statements = new Map<string, ReturnType<typeof client.prepare>>();
      return contender(
        prefix,
        (sql, params) => {
          const statement = statements.get(sql) ?? client.prepare(sql);
          statements.set(sql, statement);
          return statement.all(...params);
        },
        () => '?',
      );
    },
    postgresql: ({ client: { client }, prefix }) =>
      contender(
        prefix,
        async (sql, params) => (await client.query({ name: `${prefix}${sql.length}`, text: sql, values: [...params] })).rows,
        (index) => `$${index + 1}`,
      ),
    mysql: ({ client: { connection }, prefix }) =>
      contender(
        prefix,
        async (sql, params) => (await connection.execute(sql, [...params] as never))[0],
        () => '?',
      ),
  };
}

type Mutable = Family & { children: { id: number; name: string; age: number; parentId: number }[] };

function assembled(rows: readonly JoinedRow[]): readonly Family[] {
  const families = new Map<number, Mutable>();
  for (const { id, name, child_id, child_name, age } of rows) {
    let family = families.get(id);
    if (family === undefined) {
      family = { id, name, children: [] };
      families.set(id, family);
    }
    family.children.push({ id: child_id, name: child_name, age, parentId: id });
  }
  return [...families.values()];
}

function joinedInMemory(parents: readonly { readonly id: number; readonly name: string }[], children: readonly ChildRow[]) {
  const families = new Map<number, Mutable>(parents.map(({ id, name }) => [id, { id, name, children: [] }]));
  for (const { id, parent_id, name, age } of children)
    families.get(parent_id)?.children.push({ id, name, age, parentId: parent_id });
  return [...families.values()];
}

function bySqlite(statement: { all(): unknown[] }): () => Person[] {
  return () => statement.all() as Person[];
}

function repeated<R>(load: () => R | Promise<R>, digestOf: (rows: R) => number) {
  return {
    async run(operations: number) {
      let sum = 0;
      for (let i = 0; i < operations; i++) sum += digestOf(await load());
      return sum;
    },
  };
}
