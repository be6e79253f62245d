import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import '@aludel/sqlite';
import {
  column,
  columnProperty,
  createEngine,
  declarativeBase,
  type Engine,
  foreignKey,
  func,
  hybrid,
  mappedColumn,
  select,
  Session,
  synonym,
  Table,
  types as t,
} from '../../../src/index.ts';

const Base = declarativeBase();

class Person extends Base(
  'person',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    kind: mappedColumn(t.String(10)),
    name: mappedColumn(t.String(30)),
    label: synonym('name'),
    shouted: () => columnProperty(func.upper(Person.c.name)),
    initial: () => hybrid({ get: (person: Person) => person.name[0], expression: (c) => func.substr(c.name, 1, 1) }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'person', validates: { name: (value) => value.trim() } },
) {}

class Engineer extends Base.inherits(
  Person,
  'engineer',
  {
    id: mappedColumn(t.Integer, foreignKey('person.id'), { primaryKey: true }),
    level: mappedColumn(t.Integer),
    title: () =>
      hybrid({
        get: (engineer: Engineer) => `${engineer.name} ${engineer.level}`,
        expression: (c) => c.name.concat(' ').concat(c.level.cast(t.String(5))),
      }),
  },
  {
    polymorphicIdentity: 'engineer',
    validates: {
      level(value) {
        if (value < 0) throw new RangeError('level');
        return value;
      },
    },
  },
) {}

describe('a subclass', () => {
  let engine: Engine;

  beforeEach(async () => {
    engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    session.add(new Engineer({ name: ' ada ', level: 3 }));
    await session.commit();
  });

  test('has the attributes of its parent, and validates as that does', async () => {
    await using session = new Session(engine);
    const ada = await session.scalars(select(Engineer)).one();
    expect([ada.name, ada.label, ada.shouted, ada.initial, ada.title]).toEqual(['ada', 'ada', 'ADA', 'a', 'ada 3']);
    expect(() => {
      ada.level = -1;
    }).toThrow(RangeError);
    expect(() => new Engineer({ name: 'x', level: -1 })).toThrow(RangeError);
  });

  test('has them in SQL, on its own tables', async () => {
    await using session = new Session(engine);
    const stmt = select(Engineer).where(Engineer.c.title.eq('ada 3'), Engineer.c.initial.eq('a'), Engineer.c.shouted.eq('ADA'));
    expect((await session.scalars(stmt).all()).length).toBe(1);
    const person = await session.scalars(select(Person).where(Person.c.label.eq('ada'))).one();
    expect(person).toBeInstanceOf(Engineer);
    expect(person.shouted).toBe('ADA');
  });

  test('an expression is renewed by refresh()', async () => {
    await using session = new Session(engine);
    const ada = await session.scalars(select(Engineer)).one();
    ada.name = 'grace';
    await session.flush();
    expect(ada.shouted).toBe('ADA');
    await session.refresh(ada);
    expect(ada.shouted).toBe('GRACE');
  });
});

describe('a subclass in the table of its parent', () => {
  class Animal extends Base(
    'animal',
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      kind: mappedColumn(t.String(10)),
      name: mappedColumn(t.String(30)),
      sound: () => hybrid({ get: (animal: Animal) => `${animal.name}!`, expression: (c) => c.name.concat('!') }),
    },
    { polymorphicOn: 'kind', polymorphicIdentity: 'animal' },
  ) {}
  class Dog extends Base.inherits(
    Animal,
    null,
    { sound: () => hybrid({ get: (animal: Animal) => `${animal.name} woof`, expression: (c) => c.name.concat(' woof') }) },
    { polymorphicIdentity: 'dog' },
  ) {}

  test('overrides hybrids, and its statements are none of the parent', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    const animals = [new Dog({ name: 'rex' }), new Animal({ name: 'cat' })];
    expect(animals.map(({ sound }) => sound)).toEqual(['rex woof', 'cat!']);
    session.addAll(animals);
    await session.commit();
    expect(await session.scalars(select(Dog.c.name)).all()).toEqual(['rex']);
    expect(await session.scalars(select(Animal.c.name).orderBy(Animal.c.id)).all()).toEqual(['rex', 'cat']);
    expect(await session.scalars(select(Animal.c.sound).orderBy(Animal.c.id)).all()).toEqual(['rex!', 'cat!']);
    expect(await session.scalars(select(Dog.c.sound).orderBy(Dog.c.id)).all()).toEqual(['rex woof']);
    expect((await session.scalars(select(Animal)).all()).length).toBe(2);
    expect((await session.scalars(select(Dog)).all()).length).toBe(1);
  });
});

describe('a class that was mapped as it is', () => {
  class Plain {
    x = 1;
  }
  const plainTable = new Table('plain', Base.metadata, { id: column(t.Integer, { primaryKey: true }), x: column(t.Integer) });
  const Mapped = Base.mapImperatively(Plain, plainTable, {
    properties: { twice: () => columnProperty(plainTable.c.x.mul(2)) },
  });

  test('prints as others do', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    session.add(new Mapped());
    await session.commit();
    session.expungeAll();
    const one = await session.scalars(select(Mapped)).one();
    expect(inspect(one)).toBe('Plain { id: 1, x: 1, twice: 2 }');
    expect(JSON.stringify(one)).toBe('{"id":1,"x":1,"twice":2}');
    expect(String(one)).toBe('<Plain 1>');
  });
});
