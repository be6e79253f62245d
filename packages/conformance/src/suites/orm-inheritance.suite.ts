import {
  aliased,
  declarativeBase,
  event,
  foreignKey,
  func,
  joinedload,
  mappedColumn,
  relationship,
  select,
  selectinload,
  selectinPolymorphic,
  Session,
  types as t,
  withPolymorphic,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Classes that inherit from one another: in joined tables, in one table, in tables of their own. */
export function ormInheritance(context: SuiteContext): void {
  const Base = declarativeBase();
  metadataFixture(context, Base.metadata);
  const company = uniqueName('inh_company');
  const employee = uniqueName('inh_employee');
  const engineer = uniqueName('inh_engineer');
  class Company extends Base(company, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    employees: () => relationship([Employee], { backPopulates: 'company', orderBy: Employee.c.id }),
    managers: () => relationship([Manager], { viewonly: true }),
  }) {}
  class Employee extends Base(
    employee,
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      name: mappedColumn(t.String(30)),
      kind: mappedColumn(t.String(30)),
      companyId: mappedColumn('company_id', t.Integer, foreignKey(`${company}.id`), { nullable: true }),
      company: () => relationship(Company, { backPopulates: 'employees', nullable: true }),
    },
    { polymorphicOn: 'kind', polymorphicIdentity: 'employee' },
  ) {
    visits = 7;
    describe(): string {
      return `${this.kind} ${this.name}`;
    }
  }
  class Engineer extends Base.inherits(
    Employee,
    engineer,
    {
      level: mappedColumn(t.Integer),
      tools: () => relationship([Tool], { backPopulates: 'owner', cascade: 'all, delete-orphan' }),
    },
    { polymorphicIdentity: 'engineer' },
  ) {
    override describe(): string {
      return `${super.describe()} of level ${this.level}`;
    }
  }
  class Senior extends Base.inherits(
    Engineer,
    uniqueName('inh_senior'),
    {
      seniorId: mappedColumn('senior_id', t.Integer, foreignKey(`${engineer}.id`), { primaryKey: true }),
      since: mappedColumn(t.Integer),
    },
    { polymorphicIdentity: 'senior' },
  ) {}
  class Manager extends Base.inherits(Employee, null, { budget: mappedColumn(t.Integer) }, { polymorphicIdentity: 'manager' }) {}
  class Director extends Base.inherits(Manager, null, {}, { polymorphicIdentity: 'director' }) {}
  class Tool extends Base(uniqueName('inh_tool'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    ownerId: mappedColumn('owner_id', t.Integer, foreignKey(`${engineer}.id`)),
    owner: () => relationship(Engineer, { backPopulates: 'tools' }),
  }) {}
  class Branch extends Base.inherits(
    Company,
    uniqueName('inh_branch'),
    { town: mappedColumn(t.String(30)) },
    { concrete: true },
  ) {}
  class Depot extends Base.inherits(
    Company,
    uniqueName('inh_depot'),
    {
      isOpen: mappedColumn(t.Boolean),
      since: mappedColumn(t.Date),
      size: mappedColumn(t.Numeric(10, 2)),
      shelves: () => relationship([Shelf]),
    },
    { concrete: true },
  ) {}
  class Shelf extends Base(uniqueName('inh_shelf'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    depotId: mappedColumn('depot_id', t.Integer, foreignKey(`${Depot.table.name}.id`)),
  }) {}
  Base.registry.configure(Director, Senior);

  /** A session with a company of one employee of each class, in the order of the ids; and the SELECTs it sends. */
  async function filled(): Promise<{ readonly session: Session; readonly selects: string[] }> {
    const engine = context.engine();
    const session = new Session(engine);
    const acme = new Company({ name: 'acme' });
    for (const one of [
      new Employee({ name: 'eve' }),
      new Engineer({ name: 'ed', level: 3, tools: [new Tool({ name: 'saw' })] }),
      new Manager({ name: 'mo', budget: 5 }),
      new Senior({ name: 'sam', level: 9, since: 2001 }),
      new Director({ name: 'dee', budget: 99 }),
    ]) {
      one.company = acme;
      session.add(one);
      await session.flush();
    }
    await session.commit();
    session.expungeAll();
    const selects: string[] = [];
    event.listen(engine, 'beforeCursorExecute', (_connection, sql) => {
      if (sql.startsWith('SELECT')) selects.push(sql);
    });
    return { session, selects };
  }

  async function within(work: (session: Session, selects: string[]) => Promise<void>): Promise<void> {
    const { session, selects } = await filled();
    try {
      await work(session, selects);
    } finally {
      await session.close();
    }
  }

  describe('loading', () => {
    test('makes each row an object of its own class', () =>
      within(async (session) => {
        const all = await session.scalars(select(Employee).orderBy(Employee.c.id)).all();
        expect(all.map((one) => one.constructor)).toEqual([Employee, Engineer, Manager, Senior, Director]);
        expect(all.map(({ kind }) => kind)).toEqual(['employee', 'engineer', 'manager', 'senior', 'director']);
        expect(all.every(({ visits }) => visits === 7)).toBe(true);
        expect(await session.get(Senior, all[3]?.id as number)).toBe(all[3]);
        const levels = await session.scalars(select(Engineer).orderBy(Engineer.c.id)).all();
        expect(levels.map((one) => one.describe())).toEqual(['engineer ed of level 3', 'senior sam of level 9']);
        expect(levels[0]).toBe(all[1]);
      }));

    test('keeps rows of other classes out where several are in one table', () =>
      within(async (session) => {
        expect(await session.scalars(select(Manager.c.name).orderBy(Manager.c.name)).all()).toEqual(['dee', 'mo']);
        expect(await session.scalars(select(Director.c.budget)).all()).toEqual([99]);
        expect(await session.scalar(select(func.count(Manager.c.id)))).toBe(2);
        const other = aliased(Manager);
        expect(await session.scalars(select(other.c.name).where(other.c.budget.lt(50))).all()).toEqual(['mo']);
      }));

    test('loads columns of subclasses when they are asked for', () =>
      within(async (session) => {
        const all = await session.scalars(select(Employee).orderBy(Employee.c.id)).all();
        const engineers = [all[1], all[3]] as Engineer[];
        expect(() => engineers[0]?.level).toThrow(/not loaded/);
        await session.load(engineers, 'level');
        expect(engineers.map(({ level }) => level)).toEqual([3, 9]);
      }));

    test('loads them in the same statement with withPolymorphic()', () =>
      within(async (session, selects) => {
        const any = withPolymorphic(Employee, '*');
        const all = await session.scalars(select(any).orderBy(any.c.id)).all();
        expect([(all[1] as Engineer).level, (all[2] as Manager).budget, (all[3] as Senior).since]).toEqual([3, 5, 2001]);
        expect(selects).toHaveLength(1);
        const known = withPolymorphic(Employee, [Senior], { aliased: true });
        const found = await session.scalars(select(known.c.name).where(known.of(Senior).c.since.gt(2000))).all();
        expect(found).toEqual(['sam']);
      }));

    test('loads them by a statement for each class with selectinPolymorphic()', () =>
      within(async (session, selects) => {
        const option = selectinPolymorphic(Employee, [Engineer, Manager]);
        const all = await session.scalars(select(Employee).orderBy(Employee.c.id).options(option)).all();
        expect(all.map((one) => (one instanceof Engineer ? one.level : one instanceof Manager ? one.budget : null))).toEqual([
          null,
          3,
          5,
          9,
          99,
        ]);
        expect(selects).toHaveLength(3);
      }));
  });

  describe('relationships', () => {
    test('lead to objects of all classes below', () =>
      within(async (session) => {
        const acme = await session.scalars(select(Company).options(selectinload(Company.c.employees))).one();
        expect(acme.employees.map((one) => one.constructor)).toEqual([Employee, Engineer, Manager, Senior, Director]);
        expect((await session.load(acme, 'managers')).map(({ name }) => name).sort()).toEqual(['dee', 'mo']);
        const joined = await session
          .scalars(select(Company).options(joinedload(Company.c.employees)))
          .unique()
          .all();
        expect(joined[0]?.employees).toHaveLength(5);
      }));

    test('of subclasses are loaded with rows of the class above, as options say', () =>
      within(async (session, selects) => {
        const tools = (all: readonly object[]) =>
          all.map((one) => (one instanceof Engineer ? one.tools.map(({ name }) => name) : null));
        const ordered = select(Employee).orderBy(Employee.c.id);
        const all = await session.scalars(ordered.options(selectinload(Engineer.c.tools))).all();
        expect(tools(all)).toEqual([null, ['saw'], null, [], null]);
        expect(selects).toHaveLength(2);

        session.expungeAll();
        const joined = await session.scalars(ordered.options(joinedload(Engineer.c.tools))).all();
        expect(tools(joined)).toEqual([null, ['saw'], null, [], null]);

        session.expungeAll();
        const any = withPolymorphic(Employee, [Engineer]);
        const both = await session
          .scalars(
            select(any)
              .orderBy(any.c.id)
              .options(selectinload(any.of(Engineer).c.tools)),
          )
          .all();
        expect(tools(both)).toEqual([null, ['saw'], null, [], null]);
        expect((both[1] as Engineer).level).toBe(3);

        session.expungeAll();
        const nested = selectinload(Company.c.employees).options(
          selectinPolymorphic(Employee, [Engineer]),
          selectinload(Engineer.c.tools),
        );
        const acme = await session.scalars(select(Company).options(nested)).one();
        expect(tools(acme.employees)).toEqual([null, ['saw'], null, [], null]);
        expect((acme.employees[1] as Engineer).level).toBe(3);
      }));

    test('are narrowed to a subclass, whose columns come in the same statement', () =>
      within(async (session, selects) => {
        const narrowed = selectinload(Company.c.employees.ofType(Engineer)).selectinload(Engineer.c.tools);
        const acme = await session.scalars(select(Company).options(narrowed)).one();
        expect(acme.employees.map((one) => (one as Engineer).level)).toEqual([3, 9]);
        expect(selects).toHaveLength(3);
        const known = withPolymorphic(Employee, [Engineer, Manager], { aliased: true });
        session.expungeAll();
        const joined = select(Company).options(joinedload(Company.c.employees.ofType(known)));
        const [again] = await session.scalars(joined).unique().all();
        const figures = again?.employees.map((one) => (one instanceof Engineer ? one.level : (one as Manager)).valueOf());
        expect(figures?.filter((one) => typeof one === 'number')).toEqual([3, 9]);
        const rich = select(Company.c.name).where(Company.c.employees.ofType(Engineer).any(Engineer.c.level.gt(5)));
        expect(await session.scalars(rich).all()).toEqual(['acme']);
      }));

    test('begin at classes above', () =>
      within(async (session) => {
        const sam = await session
          .scalars(select(Senior).options(selectinload(Senior.c.company), selectinload(Senior.c.tools)))
          .one();
        expect([sam.company?.name, sam.tools]).toEqual(['acme', []]);
        const names = select(Engineer.c.name).join(Engineer.c.tools).join(Engineer.c.company).where(Tool.c.name.eq('saw'));
        expect(await session.scalars(names).all()).toEqual(['ed']);
        expect(await session.scalars(select(Tool.c.name).join(Tool.c.owner).where(Engineer.c.name.eq('ed'))).all()).toEqual([
          'saw',
        ]);
      }));

    test('are asked about in EXISTS', () =>
      within(async (session) => {
        const withTools = select(Engineer.c.name).where(Engineer.c.tools.any());
        expect(await session.scalars(withTools).all()).toEqual(['ed']);
        const withRich = select(Company.c.name).where(Company.c.managers.any(Manager.c.budget.gt(50)));
        expect(await session.scalars(withRich).all()).toEqual(['acme']);
        const withSenior = select(Company.c.name).join(Company.c.employees.ofType(Senior)).where(Senior.c.since.eq(2001));
        expect(await session.scalars(withSenior).all()).toEqual(['acme']);
      }));
  });

  describe('concrete classes', () => {
    test('are selected together with withPolymorphic(), each row an object of its own class', () =>
      within(async (session, selects) => {
        const since = '2001-02-03';
        session.add(new Branch({ name: 'west', town: 'Y' }));
        session.add(new Depot({ name: 'north', isOpen: true, since, size: '2.50', shelves: [new Shelf(), new Shelf()] }));
        await session.commit();
        session.expungeAll();
        const any = withPolymorphic(Company, '*');
        const together = select(any)
          .orderBy(any.c.name)
          .options(selectinload(any.of(Depot).c.shelves));
        const all = await session.scalars(together).all();
        expect(selects).toHaveLength(2);
        expect(all.map((one) => one.constructor)).toEqual([Company, Depot, Branch]);
        expect(all.map(({ name }) => name)).toEqual(['acme', 'north', 'west']);
        const [acme, depot, branch] = all as [Company, Depot, Branch];
        expect([depot.isOpen, depot.since, depot.size, depot.shelves.length, branch.town]).toEqual([true, since, '2.50', 2, 'Y']);
        expect(await session.get(Company, acme.id)).toBe(acme);
        expect(await session.get(Depot, depot.id)).toBe(depot);
        const some = withPolymorphic(Company, [Branch], { name: 'anywhere' });
        const found = select(some, some.c.name).where(some.of(Branch).c.town.eq('Y'));
        expect((await session.execute(found).all()).map(([one, name]) => [one === branch, name])).toEqual([[true, 'west']]);
        expect(await session.scalar(select(func.count(some.c.id)))).toBe(2);
      }));
  });

  describe('the unit of work', () => {
    test('writes what changed into the tables that have it', () =>
      within(async (session) => {
        const sam = await session.scalars(select(Senior)).one();
        sam.name = 'samuel';
        sam.since = 1999;
        (await session.load(sam, 'tools')).push(new Tool({ name: 'plane' }));
        await session.commit();
        session.expungeAll();
        const again = await session.scalars(select(Senior)).one();
        expect([again.name, again.level, again.since, again.seniorId]).toEqual(['samuel', 9, 1999, again.id]);
        expect((await session.load(again, 'tools')).map(({ name }) => name)).toEqual(['plane']);
      }));

    test('deletes the rows of all tables', () =>
      within(async (session) => {
        for (const one of await session.scalars(select(Engineer)).all()) session.delete(one);
        await session.commit();
        const left = async (table: unknown): Promise<unknown> =>
          session.scalar(select(func.count()).selectFrom(table as typeof Company));
        expect(await left(Senior.table)).toBe(0);
        expect(await left(Engineer.table)).toBe(0);
        expect(await left(Tool.table)).toBe(0);
        expect(await left(Employee.table)).toBe(3);
      }));

    test('inserts many objects of many classes', () =>
      within(async (session) => {
        const many = Array.from({ length: 60 }, (_, index) =>
          index % 3 === 0
            ? new Senior({ name: `s${index}`, level: index, since: index })
            : index % 3 === 1
              ? new Engineer({ name: `e${index}`, level: index })
              : new Manager({ name: `m${index}`, budget: index }),
        );
        session.addAll(many);
        await session.commit();
        expect(new Set(many.map(({ id }) => id)).size).toBe(60);
        session.expungeAll();
        const levels = await session
          .scalars(select(Engineer.c.level).where(Engineer.c.name.like('s%'), Engineer.c.name.ne('sam')))
          .all();
        expect(levels.length).toBe(20);
        const one = await session.scalars(select(Employee).where(Employee.c.name.eq('e58'))).one();
        expect([one.constructor, await session.load(one as Engineer, 'level')]).toEqual([Engineer, 58]);
      }));

    test('gives concrete classes rows, and keys, of their own', () =>
      within(async (session) => {
        const branch = new Branch({ name: 'west', town: 'Y' });
        session.add(branch);
        await session.commit();
        expect(await session.scalars(select(Branch.c.name)).all()).toEqual(['west']);
        expect(await session.scalars(select(Company.c.name)).all()).toEqual(['acme']);
        const acme = await session.get(Company, branch.id);
        expect(acme).not.toBe(branch);
        expect(branch).toBeInstanceOf(Company);
        expect(() => branch.employees).toThrow(/does not implement attribute "employees"/);
      }));
  });
}
