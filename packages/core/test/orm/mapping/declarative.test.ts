import { inspect } from 'node:util';
import '@aludel/sqlite';
import { describe, expect, test } from '@jest/globals';
import {
  column,
  createEngine,
  CreateTable,
  declarativeBase,
  event,
  foreignKey,
  foreignKeyConstraint,
  index,
  mappedColumn,
  MetaData,
  primaryKeyConstraint,
  relationship,
  select,
  Session,
  Table,
  text,
  types as t,
  uniqueConstraint,
} from '../../../src/index.ts';

const id = () => mappedColumn(t.Integer, { primaryKey: true });

async function withSession<T>(metadata: MetaData, work: (session: Session) => Promise<T>): Promise<T> {
  const engine = createEngine('sqlite:///:memory:');
  await metadata.createAll(engine);
  await using session = new Session(engine);
  return await work(session);
}

describe('declarativeBase()', () => {
  test('keeps tables in its metadata and mappers in its registry', () => {
    const metadata = new MetaData({ naming: 'snake_case' });
    const Base = declarativeBase({ metadata });
    class User extends Base('user_account', { id: id(), emailAddress: mappedColumn(t.String()) }) {}
    expect(Base.metadata).toBe(metadata);
    expect(metadata.tables.get('user_account')).toBe(User.table);
    expect(User.table.c.emailAddress.name).toBe('email_address');
    expect(Base.registry.mapperOf(User)).toBe(Base.registry.mappers[0]);
    expect(String(Base.registry.mapperOf(User))).toBe('Mapper[User(user_account)]');
    expect(inspect(Base.registry.mapperOf(User))).toBe('Mapper[User(user_account)]');
  });

  test('gives types by the names of typeMap', () => {
    const Base = declarativeBase({ typeMap: { str50: t.String(50) } });
    expect(String(Base.type.str50)).toBe('String(length=50)');
    expect(() => declarativeBase({ typeMap: { x: 5 as never } })).toThrow(/"x" of typeMap is no type/);
  });

  test('takes columns that are spread, and those of with()', async () => {
    const Base = declarativeBase();
    const named = { name: mappedColumn(t.String(20)) };
    const Stamped = Base.with({ id: id(), version: mappedColumn(t.Integer) }, { versionId: 'version', comment: 'stamped' });
    class One extends Stamped('one', { ...named }) {}
    class Two extends Stamped('two', { ...named, oneId: mappedColumn(foreignKey('one.id')), one: () => relationship(One) }) {}
    expect(Object.keys(Two.table.c)).toEqual(['id', 'version', 'name', 'oneId']);
    expect(Two.table.comment).toBe('stamped');
    await withSession(Base.metadata, async (session) => {
      const two = new Two({ name: 'x', one: new One({ name: 'y' }) });
      session.add(two);
      await session.flush();
      expect([two.version, two.one.version, two.oneId]).toEqual([1, 1, 1]);
    });
  });

  test('takes schema, comment, and constraints by the names of attributes', () => {
    const Base = declarativeBase({ metadata: new MetaData({ naming: 'snake_case' }) });
    class Item extends Base(
      'item',
      { groupId: mappedColumn(t.Integer), itemNo: mappedColumn(t.Integer), code: mappedColumn(t.String(9)) },
      {
        schema: 'shop',
        comment: 'sold',
        tableArgs: [primaryKeyConstraint('groupId', 'itemNo'), uniqueConstraint('code'), index('ix_no', 'itemNo')],
      },
    ) {}
    expect(Item.table.fullname).toBe('shop.item');
    expect(Base.registry.mapperOf(Item).primaryKey.map(({ key }) => key)).toEqual(['groupId', 'itemNo']);
    expect(Item.table.indexes.map(({ name }) => name)).toEqual(['ix_no']);
  });

  test('may name columns of tables that are defined later', () => {
    const Base = declarativeBase();
    class Child extends Base('child', { id: id(), parentId: mappedColumn(foreignKey('parent.id')) }) {}
    class Parent extends Base('parent', { id: mappedColumn(t.BigInteger, { primaryKey: true }) }) {}
    expect(String(Child.c.parentId.type)).toBe(String(Parent.c.id.type));
  });

  test.each<readonly [string, () => unknown, RegExp]>([
    [
      'what is no attribute',
      () => declarativeBase()('t', { id: 5 }),
      /"id" of Base\('t'\) is no attribute. Write id: mappedColumn/,
    ],
    [
      'names that all objects have',
      () => declarativeBase()('t', { id: id(), constructor: id() }),
      /cannot be the name of an attribute/,
    ],
    ['the name that JSON needs', () => declarativeBase()('t', { id: id(), toJSON: id() }), /cannot be the name of an attribute/],
    ['an unknown option of a class', () => declarativeBase()('t', { id: id() }, { x: 1 } as never), /x/],
    ['an unknown option of a base', () => declarativeBase({ x: 1 } as never), /x/],
    [
      'columns of other tables',
      () => declarativeBase()('t', { id: new Table('o', new MetaData(), { id: column(t.Integer) }).c.id }),
      /Base\.fromTable/,
    ],
    [
      'a parent that is no mapped class',
      () => declarativeBase().inherits(Date as never, 't', {}),
      /Base\.inherits\(\) takes a mapped class/,
    ],
    ['a type in place of a column', () => declarativeBase()('t', { id: t.Integer } as never), /"id" .* Write id: mappedColumn/],
    [
      'a class in place of a relationship',
      () => {
        const Base = declarativeBase();
        class Other extends Base('o', { id: id() }) {}
        return Base('t', { id: id(), other: Other } as never);
      },
      /"other" .* is no attribute\. Write .* other: \(\) => relationship\(Other\)/,
    ],
    [
      'a table without a name',
      () => (declarativeBase() as never as (d: object) => unknown)({ id: id() }),
      /takes the name of a table/,
    ],
    ['an empty name of a table', () => declarativeBase()('', { id: id() }), /it got an empty name/],
  ])('refuses %s', (_what, define, message) => {
    expect(define).toThrow(message);
  });

  test('may refer to attributes of classes, whose type a foreign key takes', () => {
    const Base = declarativeBase({ metadata: new MetaData({ naming: 'snake_case' }) });
    const key = mappedColumn(t.BigInteger, { primaryKey: true });
    class Parent extends Base('parent', { id: id(), bigKey: key }) {}
    class Child extends Base(
      'child',
      { id: id(), parentKey: mappedColumn(foreignKey(Parent.c.bigKey)), parentId: mappedColumn(t.Integer) },
      {
        tableArgs: [foreignKeyConstraint(['parentId', 'parentKey'], [Parent.c.id, Parent.c.bigKey])],
      },
    ) {}
    const type: bigint = new Child({ parentKey: 5n, parentId: 1 }).parentKey;
    expect(type).toBe(5n);
    expect(String(new CreateTable(Child.table))).toContain('parent_key BIGINT NOT NULL');
    expect(String(new CreateTable(Child.table))).toContain('FOREIGN KEY(parent_key) REFERENCES parent (big_key)');
    expect(String(new CreateTable(Child.table))).toContain('FOREIGN KEY(parent_id, parent_key) REFERENCES parent (id, big_key)');
  });

  test('refuses a table that is there already', () => {
    const Base = declarativeBase();
    Base('twice', { id: id() });
    expect(() => Base('twice', { id: id() })).toThrow(/Table 'twice' is already defined/);
  });

  test('says what is missing in a table without a primary key', () => {
    const Base = declarativeBase();
    class View extends Base('view', { a: mappedColumn(t.Integer), b: mappedColumn(t.Integer) }) {}
    expect(() => Base.registry.configure()).toThrow(
      "Mapper Mapper(Base('view') -> view) could not assemble any primary key columns for mapped table 'view'",
    );
    expect(() => new View({ a: 1, b: 2 })).toThrow(/\{ primaryKey: \['…'\] \}/);
    class Keyed extends Base('keyed', { a: mappedColumn(t.Integer), b: mappedColumn(t.Integer) }, { primaryKey: ['b'] }) {}
    expect(Base.registry.mapperOf(Keyed).primaryKey.map(({ key }) => key)).toEqual(['b']);
  });
});

describe('constructors', () => {
  const Base = declarativeBase();
  class User extends Base('user_account', { id: id(), name: mappedColumn(t.String(20)) }) {
    override get name(): string {
      return super.name.toUpperCase();
    }
    override set name(value: string) {
      super.name = value.trim();
    }
  }

  test('refuse what is no attribute, and never replace what all objects have', () => {
    expect(() => new User({ name: 'x', nmae: 'y' } as never)).toThrow('"nmae" is no attribute of User. There are: id, name.');
    expect(() => new User(JSON.parse('{"name":"x","__proto__":{"a":1}}'))).toThrow(/"__proto__" is no attribute/);
    expect(() => new User({ name: 'x', toString: 'y' } as never)).toThrow(/"toString" is no attribute/);
    expect(() => new User(5 as never)).toThrow(/takes an object of attributes; it got/);
  });

  test.each<readonly [string, (Base: ReturnType<typeof declarativeBase>) => object, RegExp]>([
    [
      'a method',
      (Base) => {
        class Greeter extends Base('greeter', { id: id(), greet: mappedColumn(t.String()) }) {}
        Object.defineProperty(Greeter.prototype, 'greet', { value: () => 'hi' });
        return new Greeter({ greet: 'x' });
      },
      /Greeter has a method, or a setter alone, in place of the mapped attribute "greet"/,
    ],
    [
      'a getter alone',
      (Base) => {
        class Named extends Base('named', { id: id(), name: mappedColumn(t.String()) }) {
          override get name(): string {
            return super.name.toUpperCase();
          }
        }
        return new Named({ name: 'x' });
      },
      /The getter "name" of Named .* Write beside it: set name\(value\) \{ super\.name = value; \}/,
    ],
    [
      'a method of the class above',
      (Base) => {
        class Employee extends Base('employee', { id: id(), type: mappedColumn(t.String(9)) }, { polymorphicOn: 'type' }) {
          level(): number {
            return 1;
          }
        }
        return Base.inherits(Employee, null, { level: mappedColumn(t.Integer) }, { polymorphicIdentity: 'x' });
      },
      /The attribute "level" .* would take the place of a method/,
    ],
    [
      'a method of a class that is mapped as it is',
      (Base) => {
        class Plain {
          label(): string {
            return 'x';
          }
        }
        const columns = { id: column(t.Integer, { primaryKey: true }), label: column(t.String()) };
        return Base.mapImperatively(Plain, new Table('plain', new MetaData(), columns));
      },
      /The attribute "label" of Plain would take the place of a method/,
    ],
  ])('refuse %s in place of an attribute', (_what, make, message) => {
    expect(() => make(declarativeBase())).toThrow(message);
  });

  test('leave accessors of the class to it', () => {
    const user = new User({ name: ' sandy ' });
    expect(user.name).toBe('SANDY');
  });

  test('may take what they like', async () => {
    const Own = declarativeBase();
    class Point extends Own('point', { id: id(), x: mappedColumn(t.Integer) }) {
      readonly made: string;
      constructor(x: number) {
        super({ x });
        this.made = 'by hand';
      }
    }
    await withSession(Own.metadata, async (session) => {
      session.add(new Point(5));
      await session.commit();
      session.expungeAll();
      const point = await session.scalars(select(Point)).one();
      expect([point.x, point.made]).toEqual([5, undefined]);
    });
  });

  test('that take what they like are heard of once for each object', () => {
    const Own = declarativeBase();
    class Point extends Own('point', { id: id(), x: mappedColumn(t.Integer) }) {
      constructor(x: number) {
        super({ x });
      }
    }
    const heard: unknown[] = [];
    event.listen(Point, 'init', (_point, init) => heard.push(init));
    new Point(5);
    new Point(6);
    expect(heard).toEqual([{ x: 5 }, { x: 6 }]);
  });

  test('set attributes of new objects alone, and fields of all', async () => {
    const Own = declarativeBase();
    class Job extends Own('job', {
      id: id(),
      name: mappedColumn(t.String(20)),
      state: mappedColumn(t.String(20), { nullable: true }),
      log: mappedColumn(t.Text, { deferred: true, nullable: true }),
    }) {
      readonly #seen = new Set<string>();
      constructor(init: { name: string; state?: string }) {
        super(init);
        this.name = this.name?.toUpperCase();
        this.state ??= 'new';
        this.log ??= 'made';
      }
      see(what: string): number {
        return this.#seen.add(what).size;
      }
    }
    await withSession(Own.metadata, async (session) => {
      const job = new Job({ name: 'build' });
      expect([job.name, job.state, job.log]).toEqual(['BUILD', 'new', 'made']);
      session.add(job);
      await session.commit();
      await session.execute(text("UPDATE job SET name = 'paint', state = NULL"));
      session.expungeAll();
      const found = await session.scalars(select(Job)).one();
      expect([found.name, found.state, found.see('x')]).toEqual(['paint', null, 1]);
      expect(session.isModified(found)).toBe(false);
      expect(await session.load(found, 'log')).toBe('made');
    });
  });

  test('of classes that were not mapped are refused', () => {
    class Sub extends User {}
    new User({ name: 'x' });
    expect(() => new Sub({ name: 'x' })).toThrow(/class Sub extends Base\.inherits\(User, null/);
  });
});

describe('a class field in place of an attribute', () => {
  test('is refused by the first new object', () => {
    const Base = declarativeBase();
    class User extends Base('user_account', { id: id(), name: mappedColumn(t.String(20)) }) {
      override name = 'x';
    }
    expect(() => new User({ name: 'y' })).toThrow(/The class field "name" of User .* write: declare name: …/);
  });

  test('is refused by the session where the constructor does not tell', async () => {
    const Base = declarativeBase();
    class User extends Base('user_account', { id: id(), name: mappedColumn(t.String(20)) }) {
      override name: string;
      constructor(name: string) {
        super({ name: name.trim() });
        this.name = name;
      }
    }
    await withSession(Base.metadata, async (session) => {
      expect(() => session.add(new User('x'))).toThrow(/The class field "name" of User/);
    });
  });

  test('is no matter where it is none of the attributes', () => {
    const Base = declarativeBase();
    class User extends Base('user_account', { id: id(), name: mappedColumn(t.String(20)) }) {
      seen = 0;
      #secret = 5;
      secret() {
        return this.#secret;
      }
    }
    expect(new User({ name: 'y' }).secret()).toBe(5);
  });
});

describe('tables that are there', () => {
  test('are mapped by fromTable(), columns under their names or others', async () => {
    const Base = declarativeBase();
    const table = new Table('item', Base.metadata, {
      item_id: column(t.Integer, { primaryKey: true }),
      label: column(t.String(30)),
    });
    class Item extends Base.fromTable(table, { id: table.c.item_id }) {}
    expect(Item.table).toBe(table);
    await withSession(Base.metadata, async (session) => {
      session.add(new Item({ label: 'x' }));
      await session.commit();
      expect(await session.scalars(select(Item.c.id).where(Item.c.label.eq('x'))).all()).toEqual([1]);
      expect((await session.getOne(Item, 1)).label).toBe('x');
    });
    expect(() => Base.fromTable(table, { more: mappedColumn(t.Integer) })).toThrow(/"more" .* is a new column/);
    expect(() => Base.fromTable('item' as never)).toThrow(/takes a Table/);
    const other = new Table('other', Base.metadata, { id: column(t.Integer, { primaryKey: true }) });
    expect(() => Base.fromTable(table, { id: other.c.id })).toThrow(/"id" .* is a column of another table/);
    expect(() => Base.fromTable(table, { name: table.c.label, title: table.c.label })).toThrow(
      /"name" and "title" .* are the same column\. Map it once, and write name: synonym\('title'\)/,
    );
  });

  test('may have been reflected', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await engine.begin((connection) =>
      connection.execute(text('CREATE TABLE note (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL)')),
    );
    const Base = declarativeBase();
    class Note extends Base.fromTable(await Table.reflect('note', Base.metadata, engine)) {}
    await using session = new Session(engine);
    const note = new Note({ title: 'x' });
    session.add(note);
    await session.flush();
    expect(note['id']).toBe(1);
  });

  test('may be read after their classes were defined', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await engine.begin(async (connection) => {
      await connection.execute(text('CREATE TABLE author (id INTEGER PRIMARY KEY, full_name VARCHAR(20) NOT NULL, age INTEGER)'));
      await connection.execute(text('CREATE TABLE shelf (id INTEGER PRIMARY KEY)'));
      await connection.execute(
        text(
          'CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author (id), shelf_id INTEGER REFERENCES shelf (id))',
        ),
      );
    });
    const Base = declarativeBase();
    class Book extends Base.reflected('book', { id: id(), author: () => relationship(Author, { nullable: true }) }) {}
    class Author extends Base.reflected('author', { fullName: mappedColumn('full_name', t.String(20)) }) {}
    expect(() => new Book()).toThrow(/Table "book" was not read yet. Call await Base\.prepare\(engine\)/);
    await Base.prepare(engine);
    await using session = new Session(engine);
    session.add(new Book({ author: new Author({ fullName: 'x' }) }));
    await session.commit();
    expect(await session.scalars(select(Author.c.fullName).joinFrom(Book, Book.c.author)).all()).toEqual(['x']);
    expect(Object.keys(Author.c)).toEqual(['id', 'fullName', 'age']);
    expect([...Base.metadata.tables.keys()].sort()).toEqual(['author', 'book', 'shelf']);
  });

  test('are mapped onto classes of the application', async () => {
    const Base = declarativeBase();
    const lines = new Table('line', Base.metadata, { id: column(t.Integer, { primaryKey: true }) });
    const points = new Table('point', Base.metadata, {
      id: column(t.Integer, { primaryKey: true }),
      x: column(t.Integer),
      y_value: column(t.Integer),
      lineId: column('line_id', t.Integer, foreignKey('line.id'), { nullable: true }),
    });
    class PlainPoint {
      id!: number;
      x: number;
      y: number;
      constructor(x: number, y: number) {
        this.x = x;
        this.y = y;
      }
      sum(): number {
        return this.x + this.y;
      }
    }
    class PlainLine {
      declare points: PlainPoint[];
    }
    const Point = Base.mapImperatively(PlainPoint, points, { properties: { y: points.c.y_value } });
    const Line = Base.mapImperatively(PlainLine, lines, { properties: { points: () => relationship([Point]) } });
    await withSession(Base.metadata, async (session) => {
      const line = new PlainLine();
      line.points.push(new PlainPoint(1, 2), new Point(3, 4));
      session.add(line);
      await session.commit();
      session.expungeAll();
      const found = await session.scalars(select(Point).where(Point.c.y.gt(2))).one();
      expect([found.sum(), found.id, found instanceof PlainPoint]).toEqual([7, 2, true]);
      found.x = 30;
      await session.flush();
      expect(await session.scalars(select(Point.c.x).orderBy(Point.c.id)).all()).toEqual([1, 30]);
      expect((await session.scalars(select(Line)).one()) instanceof PlainLine).toBe(true);
    });
    expect(() => Base.mapImperatively(PlainPoint, points)).toThrow("Class 'PlainPoint' already has a primary mapper defined");
  });
});

describe('inherits()', () => {
  const Base = declarativeBase();
  class Employee extends Base(
    'employee',
    { id: id(), name: mappedColumn(t.String(20)), type: mappedColumn(t.String(20)) },
    { polymorphicOn: 'type' },
  ) {}

  test('makes the primary key of a joined table, unless it has one', () => {
    class Engineer extends Base.inherits(
      Employee,
      'engineer',
      { level: mappedColumn(t.Integer) },
      { polymorphicIdentity: 'e' },
    ) {}
    class Manager extends Base.inherits(
      Employee,
      'manager',
      { managerId: mappedColumn('manager_id', t.Integer, foreignKey('employee.id'), { primaryKey: true }) },
      { polymorphicIdentity: 'm' },
    ) {}
    const engineer = Base.registry.mapperOf(Engineer);
    const manager = Base.registry.mapperOf(Manager);
    expect(engineer.tables.map(({ name }) => name)).toEqual(['employee', 'engineer']);
    const inTable = engineer.columns.filter(({ columns }) => columns.some(({ table }) => table === engineer.table));
    expect(inTable.map(({ column: { name }, key }) => [name, key])).toEqual([
      ['id', 'id'],
      ['level', 'level'],
    ]);
    expect(manager.primaryKey.map(({ key }) => key)).toEqual(['id']);
    expect(manager.inheritPairs.map(({ source, destination }) => [source.name, destination.name])).toEqual([
      ['id', 'manager_id'],
    ]);
    expect(engineer.base).toBe(Base.registry.mapperOf(Employee));
  });

  test('puts columns into the table of the parent, where they may be NULL', () => {
    class Clerk extends Base.inherits(Employee, null, { desk: mappedColumn(t.Integer) }, { polymorphicIdentity: 'c' }) {}
    expect(Employee.table).toBe(Clerk.table as unknown);
    expect((Employee.table.c as unknown as { desk: { nullable: boolean } }).desk.nullable).toBe(true);
    expect(Object.keys(Employee.c)).toEqual(['id', 'name', 'type']);
    expect(() => Base.inherits(Employee, null, { desk: mappedColumn(t.Integer) })).toThrow(
      /conflicts with existing column 'employee\.desk'/,
    );
    expect(() => Base.inherits(Employee, null, { desk: mappedColumn(t.Integer, { useExistingColumn: true }) })).not.toThrow();
    expect(() => Base.inherits(Employee, null, {}, { tableArgs: [] })).toThrow(/"tableArgs" .* is one of a table/);
  });

  test('gives a concrete class a table with everything, and an identity of its own', async () => {
    const Own = declarativeBase();
    class Animal extends Own('animal', { id: id(), name: mappedColumn(t.String(20)) }) {
      call() {
        return `${this.name}!`;
      }
    }
    class Dog extends Own.inherits(Animal, 'dog', { breed: mappedColumn(t.String(20)) }, { concrete: true }) {}
    expect(Object.keys(Dog.table.c)).toEqual(['id', 'name', 'breed']);
    await withSession(Own.metadata, async (session) => {
      session.addAll([new Animal({ name: 'ant' }), new Dog({ name: 'dot', breed: 'pug' })]);
      await session.commit();
      expect((await session.scalars(select(Animal)).all()).map((one) => one.call())).toEqual(['ant!']);
      const dog = await session.scalars(select(Dog)).one();
      expect([dog.id, dog.call(), dog.breed]).toEqual([1, 'dot!', 'pug']);
    });
  });

  test.each<readonly [string, () => unknown, RegExp]>([
    [
      'a joined table without a foreign key',
      () => Base.inherits(Employee, 'lost', { id: id() }, { polymorphicIdentity: 'l' }).c,
      /Can't find any foreign key relationships between 'employee' and 'lost'/,
    ],
    [
      'an attribute in two tables',
      () => Base.inherits(Employee, 'two', { name: mappedColumn(t.String(5)) }, { polymorphicIdentity: 't' }).c,
      /name is a column of table "two", and one of "employee" as well/,
    ],
    [
      'an identity that is taken',
      () => [1, 2].map((one) => Base.inherits(Employee, `same${one}`, {}, { polymorphicIdentity: 'same' })),
      /'same' is that of .* already/,
    ],
    ['a type in place of a column', () => declarativeBase()('t', { id: t.Integer } as never), /"id" .* Write id: mappedColumn/],
    [
      'a class in place of a relationship',
      () => {
        const Base = declarativeBase();
        class Other extends Base('o', { id: id() }) {}
        return Base('t', { id: id(), other: Other } as never);
      },
      /"other" .* is no attribute\. Write .* other: \(\) => relationship\(Other\)/,
    ],
    [
      'a table without a name',
      () => (declarativeBase() as never as (d: object) => unknown)({ id: id() }),
      /takes the name of a table/,
    ],
    ['an empty name of a table', () => declarativeBase()('', { id: id() }), /it got an empty name/],
  ])('refuses %s', (_what, define, message) => {
    expect(() => {
      define();
      Base.registry.configure();
    }).toThrow(message);
  });

  test('wants the discriminator to be a column', () => {
    const Own = declarativeBase();
    class Thing extends Own('thing', { id: id() }, { polymorphicOn: 'kind' as never }) {}
    void Thing;
    expect(() => Own.registry.configure()).toThrow(/Can't determine polymorphic_on value 'kind'/);
  });

  test('may come before the tables that the parent refers to', () => {
    const Own = declarativeBase();
    class Person extends Own('person', { id: id(), townId: mappedColumn(foreignKey('town.id')) }) {}
    class Pilot extends Own.inherits(Person, 'pilot', { hours: mappedColumn(t.Integer) }) {}
    class Ace extends Own.inherits(Pilot, 'ace', { wins: mappedColumn(t.Integer) }) {}
    class Town extends Own('town', { id: id() }) {}
    expect(Own.registry.mapperOf(Ace).from.kind).toBe('join');
    expect(String(Pilot.c.townId.type)).toBe(String(Town.c.id.type));
  });

  test('joins by a key of several columns', () => {
    const Own = declarativeBase();
    class Part extends Own('part', {
      a: mappedColumn(t.Integer, { primaryKey: true }),
      b: mappedColumn(t.Integer, { primaryKey: true }),
    }) {}
    class Wheel extends Own.inherits(
      Part,
      'wheel',
      { a: mappedColumn(t.Integer, { primaryKey: true }), b: mappedColumn(t.Integer, { primaryKey: true }) },
      { tableArgs: [foreignKeyConstraint(['a', 'b'], ['part.a', 'part.b'])] },
    ) {}
    expect(String(select(Wheel.c.a)).replace(/\s+/g, ' ')).toBe(
      'SELECT wheel.a FROM part JOIN wheel ON part.a = wheel.a AND part.b = wheel.b',
    );
    expect(() => Own.inherits(Part, 'bolt', {})).toThrow(/has several columns/);
  });
});
