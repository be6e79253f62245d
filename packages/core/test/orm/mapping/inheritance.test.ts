import '@aludel/sqlite';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  aliased,
  createEngine,
  declarativeBase,
  delete_,
  type Engine,
  event,
  foreignKey,
  func,
  insert,
  mappedColumn,
  relationship,
  select,
  selectinPolymorphic,
  Session,
  types as t,
  update,
  withPolymorphic,
} from '../../../src/index.ts';

const Base = declarativeBase();
class Company extends Base('company', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  employees: () => relationship([Employee], { backPopulates: 'company' }),
  managers: () => relationship([Manager], { viewonly: true }),
}) {}
class Employee extends Base(
  'employee',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    type: mappedColumn(t.String(30)),
    companyId: mappedColumn('company_id', t.Integer, foreignKey('company.id'), { nullable: true }),
    company: () => relationship(Company, { backPopulates: 'employees', nullable: true }),
  },
  { polymorphicOn: 'type', polymorphicIdentity: 'employee' },
) {
  visits = 7;
  describe(): string {
    return `${this.name}, ${this.type}`;
  }
}
class Engineer extends Base.inherits(
  Employee,
  'engineer',
  { level: mappedColumn(t.Integer) },
  { polymorphicIdentity: 'engineer' },
) {
  tools = 4;
  override describe(): string {
    return `${super.describe()} of level ${this.level}`;
  }
}
class Manager extends Base.inherits(
  Employee,
  null,
  { budget: mappedColumn(t.Integer, { default: 10 }) },
  { polymorphicIdentity: 'manager' },
) {}
class Director extends Base.inherits(Manager, null, {}, { polymorphicIdentity: 'director' }) {}
class Senior extends Base.inherits(Engineer, 'senior', { since: mappedColumn(t.Integer) }, { polymorphicIdentity: 'senior' }) {}
Base.registry.configure(Director);

const sql = (statement: unknown): string => String(statement).replace(/\s+/g, ' ');

describe('SQL of classes that inherit', () => {
  test.each([
    [
      'a joined table',
      select(Engineer),
      'SELECT engineer.id, employee.name, employee.type, employee.company_id, engineer.level FROM employee JOIN engineer ON employee.id = engineer.id',
    ],
    [
      'three of them',
      select(Senior.c.since, Senior.c.level, Senior.c.name),
      'SELECT senior.since, engineer.level, employee.name FROM employee JOIN engineer ON employee.id = engineer.id JOIN senior ON engineer.id = senior.id',
    ],
    [
      'one table for several classes',
      select(Manager.c.budget),
      'SELECT employee.budget FROM employee WHERE employee.type IN (__[POSTCOMPILE_type_1])',
    ],
    ['the parent', select(Employee.c.name), 'SELECT employee.name FROM employee'],
    [
      'a function of a column',
      select(func.count(Manager.c.id)),
      'SELECT count(employee.id) AS count_1 FROM employee WHERE employee.type IN (__[POSTCOMPILE_type_1])',
    ],
    [
      'an alias',
      select(aliased(Manager).c.name),
      'SELECT employee_1.name FROM employee AS employee_1 WHERE employee_1.type IN (__[POSTCOMPILE_type_1])',
    ],
    [
      'an alias of a joined table',
      select(aliased(Engineer).c.level),
      'SELECT engineer_1.level FROM employee AS employee_1 JOIN engineer AS engineer_1 ON employee_1.id = engineer_1.id',
    ],
    [
      'a join to the class',
      select(Company.c.name).join(Company.c.employees.ofType(Engineer)),
      'SELECT company.name FROM company JOIN (employee JOIN engineer ON employee.id = engineer.id) ON company.id = employee.company_id',
    ],
    [
      'a join to one table for several',
      select(Company.c.name).outerjoin(Company.c.managers),
      'SELECT company.name FROM company LEFT OUTER JOIN employee ON company.id = employee.company_id AND employee.type IN (__[POSTCOMPILE_type_1])',
    ],
    [
      'a join from it',
      select(Engineer.c.level).join(Engineer.c.company),
      'SELECT engineer.level FROM employee JOIN engineer ON employee.id = engineer.id JOIN company ON company.id = employee.company_id',
    ],
    [
      'EXISTS',
      select(Company.c.id).where(Company.c.managers.any()),
      'SELECT company.id FROM company WHERE EXISTS (SELECT 1 FROM employee WHERE company.id = employee.company_id AND employee.type IN (__[POSTCOMPILE_type_1]))',
    ],
    [
      'all classes at once',
      select(withPolymorphic(Employee, [Engineer])),
      'SELECT employee.id, employee.name, employee.type, employee.company_id, engineer.level FROM employee LEFT OUTER JOIN engineer ON employee.id = engineer.id',
    ],
    [
      'their names changed',
      select(withPolymorphic(Employee, '*', { aliased: true }).of(Senior).c.since),
      'SELECT senior_1.since FROM employee AS employee_1 LEFT OUTER JOIN engineer AS engineer_1 ON employee_1.id = engineer_1.id LEFT OUTER JOIN senior AS senior_1 ON engineer_1.id = senior_1.id',
    ],
  ])('%s', (_title, statement, expected) => {
    expect(sql(statement)).toBe(expected);
  });

  test('a class below that is defined later is part of what was compiled before', () => {
    const statement = select(Late);
    const values = (): unknown => Object.values(statement.compile().params).flat();
    expect(values()).toEqual(['late']);
    Base.inherits(Late, null, {}, { polymorphicIdentity: 'later' });
    expect(values()).toEqual(['late', 'later']);
  });
});
class Late extends Base.inherits(Employee, null, {}, { polymorphicIdentity: 'late' }) {}

describe('objects of classes that inherit', () => {
  let engine: Engine;
  let session: Session;
  let statements: string[];
  beforeEach(async () => {
    statements = [];
    engine = createEngine('sqlite:///:memory:');
    event.listen(engine, 'beforeCursorExecute', (_connection, text) => {
      statements.push(text);
    });
    await Base.metadata.createAll(engine);
    session = new Session(engine);
    session.addAll([
      new Employee({ name: 'eve' }),
      new Engineer({ name: 'ed', level: 3, company: new Company({ name: 'acme' }) }),
      new Manager({ name: 'mo' }),
      new Senior({ name: 'sam', level: 9, since: 2001 }),
      new Director({ name: 'dee', budget: 99 }),
    ]);
    await session.commit();
    session.expungeAll();
    statements.length = 0;
  });
  const selects = (): number => statements.filter((line) => line.includes('SELECT')).length;

  test('are what their rows say, whichever class was selected', async () => {
    const all = await session.scalars(select(Employee).orderBy(Employee.c.id)).all();
    expect(all.map((one) => one.constructor)).toEqual([Employee, Engineer, Manager, Senior, Director]);
    expect(all.map((one) => one.visits)).toEqual([7, 7, 7, 7, 7]);
    expect((await session.scalars(select(Manager)).all()).map(({ name }) => name).sort()).toEqual(['dee', 'mo']);
    expect(await session.get(Engineer, 2)).toBe(all[1]);
    expect((await session.scalars(select(Engineer)).all()).map(({ level }) => level).sort()).toEqual([3, 9]);
  });

  test('have what the statement did not select when it is loaded', async () => {
    const ed = (await session.scalars(select(Employee).where(Employee.c.name.eq('ed'))).one()) as Engineer;
    expect(() => ed.level).toThrow(/Engineer\.level/);
    expect(await session.load(ed, 'level')).toBe(3);
    expect(ed.describe()).toBe('ed, engineer of level 3');
    expect(ed.tools).toBe(4);
  });

  test('are complete with withPolymorphic(), in one statement', async () => {
    const employee = withPolymorphic(Employee, [Engineer, Senior, Manager]);
    const all = await session.scalars(select(employee).orderBy(employee.c.id)).all();
    expect(all.map((one) => (one as Partial<Engineer>).level)).toEqual([undefined, 3, undefined, 9, undefined]);
    expect((all[3] as Senior).since).toBe(2001);
    expect((all[4] as Director).budget).toBe(99);
    expect(selects()).toBe(1);
    const some = await session.scalars(select(employee).where(employee.of(Engineer).c.level.gt(3))).all();
    expect(some).toEqual([all[3]]);
  });

  test('are complete with selectinPolymorphic(), in a statement for each class', async () => {
    const all = await session
      .scalars(
        select(Employee)
          .orderBy(Employee.c.id)
          .options(selectinPolymorphic(Employee, [Engineer, Manager])),
      )
      .all();
    expect((all[1] as Engineer).level).toBe(3);
    expect((all[3] as Senior).level).toBe(9);
    expect((all[2] as Manager).budget).toBe(10);
    expect(selects()).toBe(3);
  });

  test('are changed and deleted in all their tables', async () => {
    const sam = await session.getOne(Senior, 4);
    sam.name = 'samuel';
    sam.since = 1999;
    await session.commit();
    session.expungeAll();
    const again = await session.getOne(Senior, 4);
    expect([again.name, again.level, again.since]).toEqual(['samuel', 9, 1999]);
    session.delete(again);
    await session.commit();
    for (const table of [Senior.table, Engineer.table]) {
      const rows = await session.execute(select(table as never)).all();
      expect(rows.length).toBe(table === (Engineer.table as unknown) ? 1 : 0);
    }
  });

  test('are found by relationships to a class above', async () => {
    const acme = await session.scalars(select(Company)).one();
    expect((await session.load(acme, 'employees')).map((one) => one.constructor)).toEqual([Engineer]);
    expect(await session.load(acme, 'managers')).toEqual([]);
  });
});

describe('rows that are of no class', () => {
  const Other = declarativeBase();
  class Thing extends Other(
    'thing',
    { id: mappedColumn(t.Integer, { primaryKey: true }), kind: mappedColumn(t.String(10), { nullable: true }) },
    { polymorphicOn: 'kind', polymorphicIdentity: 'thing' },
  ) {}
  class Tool extends Other.inherits(Thing, null, {}, { polymorphicIdentity: 'tool' }) {}
  class Unseen extends Other.inherits(Thing, null, {}, { polymorphicIdentity: 'unseen' }) {}
  const load = async (kind: string | null, target: typeof Thing | typeof Tool): Promise<Thing> => {
    const engine = createEngine('sqlite:///:memory:');
    await Other.metadata.createAll(engine);
    await using session = new Session(engine);
    await session.execute(insert(Thing.table).values({ id: 1, kind }));
    return session.scalars(select(target as typeof Thing)).one();
  };

  test('say of which class they would be', async () => {
    await expect(load('x', Thing)).rejects.toThrow(/No such polymorphic_identity 'x' is defined/);
    await expect(load('unseen', Thing)).rejects.toThrow(/registry\.configure\(Subclass\)/);
    Other.registry.configure(Unseen);
    expect(await load('unseen', Thing)).toBeInstanceOf(Unseen);
    expect(await load('tool', Tool)).toBeInstanceOf(Tool);
  });

  test('are of the class that was asked for where they say nothing', async () => {
    expect((await load(null, Thing)).constructor).toBe(Thing);
  });
});

describe('polymorphicLoad', () => {
  const Own = declarativeBase();
  class Shape extends Own(
    'shape',
    { id: mappedColumn(t.Integer, { primaryKey: true }), kind: mappedColumn(t.String(10)) },
    { polymorphicOn: 'kind' },
  ) {}
  class Circle extends Own.inherits(
    Shape,
    'circle',
    { radius: mappedColumn(t.Integer) },
    { polymorphicIdentity: 'circle', polymorphicLoad: 'inline' },
  ) {}
  class Square extends Own.inherits(
    Shape,
    'square',
    { side: mappedColumn(t.Integer) },
    { polymorphicIdentity: 'square', polymorphicLoad: 'selectin' },
  ) {}
  Own.registry.configure(Circle, Square);

  test('completes objects in the same statement, or by a second one', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await Own.metadata.createAll(engine);
    await using session = new Session(engine);
    session.addAll([new Circle({ radius: 2 }), new Square({ side: 3 })]);
    await session.commit();
    session.expungeAll();
    expect(sql(select(Shape))).toBe(
      'SELECT shape.id, shape.kind, circle.radius FROM shape LEFT OUTER JOIN circle ON shape.id = circle.id',
    );
    const [circle, square] = await session.scalars(select(Shape).orderBy(Shape.c.id)).all();
    expect([(circle as Circle).radius, (square as Square).side]).toEqual([2, 3]);
    expect(await session.get(Square, circle?.id as number)).toBeNull();
    await session.refresh(square as Square);
    expect((square as Square).side).toBe(3);
  });

  test('is left to other statements where the class itself is selected', () => {
    expect(sql(select(Square.c.side))).toBe('SELECT square.side FROM shape JOIN square ON shape.id = square.id');
  });
});

test('UPDATE and DELETE of one class leave rows of the others in its table alone', () => {
  expect(sql(update(Director).values({ budget: 1 }))).toContain('WHERE employee.type IN (__[POSTCOMPILE_type_1])');
  expect(sql(delete_(Manager).where(Manager.c.budget.lt(3)))).toContain('AND employee.type IN (__[POSTCOMPILE_type_1])');
});

describe('what a hierarchy warns of', () => {
  const withWarnings = async (work: () => unknown): Promise<readonly unknown[]> => {
    const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    try {
      await work();
      return spy.mock.calls.map(([warning]) => warning);
    } finally {
      spy.mockRestore();
    }
  };

  test('is an identity that an object of the class is not loaded with', async () => {
    const engine = createEngine('sqlite:///:memory:');
    await Base.metadata.createAll(engine);
    await using session = new Session(engine);
    session.add(new Engineer({ name: 'ed', level: 3, type: 'manager' }));
    expect(await withWarnings(() => session.flush())).toEqual([
      "Flushing object <Engineer (new)> with incompatible polymorphic identity 'manager'; the object may not refresh and/or load correctly.",
    ]);
    const employee = new Employee({ name: 'eve' });
    session.add(employee);
    await session.flush();
    employee.type = 'engineer';
    expect(await withWarnings(() => session.flush())).toEqual([]);
  });

  test('is a class without an identity, unless it is abstract', async () => {
    const Own = declarativeBase();
    class Shape extends Own(
      'shape',
      { id: mappedColumn(t.Integer, { primaryKey: true }), kind: mappedColumn(t.String(10)) },
      { polymorphicOn: 'kind', polymorphicAbstract: true },
    ) {}
    abstract class Round extends Own.inherits(Shape, null, { radius: mappedColumn(t.Integer) }, { polymorphicAbstract: true }) {
      abstract area(): number;
    }
    class Circle extends Own.inherits(Round, null, {}, { polymorphicIdentity: 'circle' }) {
      override area(): number {
        return this.radius ** 2 * 3;
      }
    }
    class Blob extends Own.inherits(Shape, null, {}) {}
    const warnings = await withWarnings(() => Own.registry.configure(Circle, Blob));
    expect(warnings).toEqual([
      expect.stringMatching(/^Blob does not indicate a "polymorphicIdentity".*polymorphicAbstract: true/),
    ]);
    const engine = createEngine('sqlite:///:memory:');
    await Own.metadata.createAll(engine);
    await using session = new Session(engine);
    session.add(new Circle({ radius: 2 }));
    await session.commit();
    session.expungeAll();
    const round: Round = await session.scalars(select(Round)).one();
    expect([round.constructor, round.area()]).toEqual([Circle, 12]);
  });
});

test('concrete classes and others are not selected together', () => {
  const Own = declarativeBase();
  class Place extends Own(
    'place',
    { id: mappedColumn(t.Integer, { primaryKey: true }), kind: mappedColumn(t.String(9)) },
    { polymorphicOn: 'kind' },
  ) {}
  class Park extends Own.inherits(Place, null, {}, { polymorphicIdentity: 'park' }) {}
  class Pool extends Own.inherits(Place, 'pool', {}, { concrete: true }) {}
  expect(() => withPolymorphic(Place, [Park, Pool])).toThrow(/takes concrete classes, or others, but not both: Park/);
  expect(sql(select(withPolymorphic(Place, [Pool], { name: 'everywhere' })))).toBe(
    'SELECT everywhere.place_id_key, everywhere.kind, everywhere.pool_id_key FROM (SELECT place.id AS id, place.kind AS kind, place.id AS place_id_key, (SELECT pool.id FROM pool WHERE false) AS pool_id_key FROM place UNION ALL SELECT pool.id AS id, pool.kind AS kind, (SELECT place.id FROM place WHERE false) AS place_id_key, pool.id AS pool_id_key FROM pool) AS everywhere',
  );
});
