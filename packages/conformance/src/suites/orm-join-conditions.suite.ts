import {
  aliased,
  and,
  declarativeBase,
  foreign,
  foreignKey,
  foreignKeyConstraint,
  func,
  joinedload,
  mappedColumn,
  or,
  relationship,
  remote,
  select,
  selectinload,
  Session,
  subqueryload,
  types as t,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

const id = () => mappedColumn(t.Integer, { primaryKey: true });
const given = (options = {}) => mappedColumn(t.Integer, { primaryKey: true, autoincrement: false, ...options });

/** Relationships whose conditions are more than a foreign key, by whatever way they are loaded. */
export function ormJoinConditions(context: SuiteContext): void {
  const open = () => new Session(context.engine());
  const strategies = ['selectinload', 'joinedload', 'subqueryload', 'load()'] as const;

  async function save(...objects: readonly object[]): Promise<void> {
    await using session = open();
    session.addAll(objects);
    await session.commit();
  }

  describe('a column that stands for both sides', () => {
    const Base = declarativeBase();
    class Place extends Base(uniqueName('orj_place'), {
      path: mappedColumn(t.String(40), { primaryKey: true }),
      below: () =>
        relationship([Place], {
          primaryjoin: remote(foreign(Place.c.path)).like(Place.c.path.concat('/%')),
          viewonly: true,
          orderBy: Place.c.path,
        }),
      above: () =>
        relationship([Place], {
          primaryjoin: Place.c.path.like(remote(foreign(Place.c.path)).concat('/%')),
          viewonly: true,
          orderBy: Place.c.path,
        }),
    }) {}
    metadataFixture(context, Base.metadata);

    test.each(strategies)('by an expression, loaded by %s', async (strategy) => {
      await save(...['/a', '/a/b', '/a/b/c', '/a/d', '/e', '/e/f'].map((path) => new Place({ path })));
      await using session = open();
      const query = select(Place)
        .where(Place.c.path.in(['/a', '/a/b/c']))
        .orderBy(Place.c.path);
      const option = { selectinload, joinedload, subqueryload }[strategy as 'joinedload'] as typeof joinedload | undefined;
      const options = option === undefined ? [] : [option(Place.c.below), option(Place.c.above)];
      const places = await session
        .scalars(query.options(...options))
        .unique()
        .all();
      if (option === undefined) for (const key of ['below', 'above'] as const) await session.load(places, key);
      const paths = (list: readonly Place[]) => list.map(({ path }) => path);
      expect(places.map(({ below, above }) => [paths(below), paths(above)])).toEqual([
        [['/a/b', '/a/b/c', '/a/d'], []],
        [[], ['/a', '/a/b']],
      ]);
    });
  });

  describe('a foreign key of two columns, one of which refers to itself', () => {
    const Base = declarativeBase();
    const [companies, employees] = [uniqueName('orj_company'), uniqueName('orj_employee')];
    class Company extends Base(companies, {
      id: given(),
      employees: () => relationship([Employee], { backPopulates: 'company' }),
    }) {}
    class Employee extends Base(
      employees,
      {
        companyId: mappedColumn(t.Integer, foreignKey(`${companies}.id`), { primaryKey: true, autoincrement: false }),
        number: given(),
        chiefNumber: mappedColumn(t.Integer, { nullable: true }),
        company: () => relationship(Company, { backPopulates: 'employees' }),
        chief: () =>
          relationship(Employee, {
            primaryjoin: and(
              remote(Employee.c.number).eq(foreign(Employee.c.chiefNumber)),
              remote(Employee.c.companyId).eq(Employee.c.companyId),
            ),
            backPopulates: 'staff',
            nullable: true,
          }),
        staff: () =>
          relationship([Employee], {
            primaryjoin: and(
              Employee.c.number.eq(remote(foreign(Employee.c.chiefNumber))),
              Employee.c.companyId.eq(remote(Employee.c.companyId)),
            ),
            backPopulates: 'chief',
            orderBy: Employee.c.number,
          }),
      },
      {
        tableArgs: [foreignKeyConstraint(['companyId', 'chiefNumber'], [`${employees}.companyId`, `${employees}.number`])],
      },
    ) {}
    metadataFixture(context, Base.metadata);

    test.each(strategies)('writes the other one only, loaded by %s', async (strategy) => {
      const graph = (companyId: number) => {
        const company = new Company({ id: companyId });
        const [one, two, three, four] = [1, 2, 3, 4].map((number) => new Employee({ number, company })) as [
          Employee,
          Employee,
          Employee,
          Employee,
        ];
        one.staff.push(two, three);
        four.chief = three;
        return company;
      };
      await save(graph(1), graph(2));
      await using session = open();
      const query = select(Employee).where(Employee.c.companyId.eq(2)).orderBy(Employee.c.number);
      const option = { selectinload, joinedload, subqueryload }[strategy as 'joinedload'] as typeof joinedload | undefined;
      const options = option === undefined ? [] : [option(Employee.c.staff), option(Employee.c.chief)];
      const found = await session
        .scalars(query.options(...options))
        .unique()
        .all();
      if (option === undefined) for (const key of ['staff', 'chief'] as const) await session.load(found, key);
      expect(found.map(({ staff, chief }) => [staff.map(({ number }) => number), chief?.number ?? null])).toEqual([
        [[2, 3], null],
        [[], 1],
        [[4], 1],
        [[], 3],
      ]);
      const other = aliased(Employee);
      const names = select(Employee.c.number).join(Employee.c.chief.ofType(other)).where(other.c.number.eq(1));
      expect(await session.scalars(names.where(Employee.c.companyId.eq(1)).orderBy(Employee.c.number)).all()).toEqual([2, 3]);
      const last = found[3] as Employee;
      last.chief = null;
      await session.commit();
      expect([last.companyId, last.chiefNumber]).toEqual([2, null]);
    });
  });

  describe('a condition', () => {
    const Base = declarativeBase();
    const [nets, hosts] = [uniqueName('orj_net'), uniqueName('orj_host')];
    class Net extends Base(nets, {
      id: given(),
      low: mappedColumn(t.Integer),
      high: mappedColumn(t.Integer),
      code: mappedColumn(t.String(10)),
      between: () =>
        relationship([Host], {
          primaryjoin: remote(foreign(Host.c.id)).between(Net.c.low, Net.c.high),
          viewonly: true,
          orderBy: Host.c.id,
        }),
      either: () =>
        relationship([Host], {
          primaryjoin: or(Host.c.firstId.eq(Net.c.id), Host.c.secondId.eq(Net.c.id)),
          viewonly: true,
          orderBy: Host.c.id,
        }),
      lowered: () =>
        relationship([Host], {
          primaryjoin: Net.c.code.eq(func.lower(foreign(Host.c.code))),
          viewonly: true,
          orderBy: Host.c.id,
        }),
      compared: () =>
        relationship([Host], {
          primaryjoin: func.nullif(Net.c.id, remote(foreign(Host.c.firstId))).is(null),
          viewonly: true,
          orderBy: Host.c.id,
        }),
      active: () =>
        relationship([Host], {
          primaryjoin: and(Net.c.id.eq(Host.c.firstId), Host.c.isActive),
          overlaps: 'first',
          orderBy: Host.c.id,
        }),
    }) {}
    class Host extends Base(hosts, {
      id: given(),
      code: mappedColumn(t.String(10)),
      isActive: mappedColumn(t.Boolean),
      firstId: mappedColumn(t.Integer, foreignKey(`${nets}.id`), { nullable: true }),
      secondId: mappedColumn(t.Integer, foreignKey(`${nets}.id`), { nullable: true }),
      first: () => relationship(Net, { foreignKeys: Host.c.firstId, nullable: true, overlaps: 'active' }),
    }) {}
    metadataFixture(context, Base.metadata);
    const kinds = {
      between: [[1, 2], [3]],
      either: [
        [1, 2],
        [2, 3],
      ],
      lowered: [[1, 3], [2]],
      compared: [[1, 2], [3]],
      active: [[1], [3]],
    } as const;

    const cases = strategies.flatMap((strategy) =>
      Object.keys(kinds).map((key) => [key as keyof typeof kinds, strategy] as const),
    );
    test.each(cases)('%s, loaded by %s', async (key, strategy) => {
      const host = (hostId: number, code: string, isActive: boolean, first: number, second: number | null) =>
        new Host({ id: hostId, code, isActive, firstId: first, secondId: second });
      await save(new Net({ id: 1, low: 1, high: 2, code: 'a' }), new Net({ id: 2, low: 3, high: 5, code: 'b' }));
      await save(host(1, 'a', true, 1, null), host(2, 'b', false, 1, 2), host(3, 'A', true, 2, null));
      await using session = open();
      const option = { selectinload, joinedload, subqueryload }[strategy as 'joinedload'] as typeof joinedload | undefined;
      const query = select(Net).orderBy(Net.c.id);
      const found = await session
        .scalars(option === undefined ? query : query.options(option(Net.c[key])))
        .unique()
        .all();
      if (option === undefined) await session.load(found, key);
      expect(found.map((net) => net[key].map((one) => one.id))).toEqual(kinds[key]);
    });

    test('with more than the key writes the key', async () => {
      const net = new Net({ id: 1, low: 0, high: 0, code: 'a', active: [new Host({ id: 1, code: 'a', isActive: true })] });
      await save(net);
      expect(net.active[0]?.firstId).toBe(1);
    });
  });

  describe('an alias of a class', () => {
    const Base = declarativeBase();
    const [parents, children, toys] = ['parent', 'child', 'toy'].map((stem) => uniqueName(`orj_${stem}`)) as [
      string,
      string,
      string,
    ];
    class Parent extends Base(parents, {
      id: given(),
      firstTwo: () =>
        relationship([numbered], {
          primaryjoin: and(numbered.c.parentId.eq(Parent.c.id), ranked.c.place.lt(3)),
          viewonly: true,
          orderBy: numbered.c.id,
        }),
      second: () =>
        relationship(numbered, {
          primaryjoin: and(numbered.c.parentId.eq(Parent.c.id), ranked.c.place.eq(2)),
          viewonly: true,
          nullable: true,
        }),
    }) {}
    class Child extends Base(children, {
      id: given(),
      parentId: mappedColumn(t.Integer, foreignKey(`${parents}.id`)),
      toys: () => relationship([Toy]),
    }) {}
    class Toy extends Base(toys, { id: id(), childId: mappedColumn(t.Integer, foreignKey(`${children}.id`)) }) {}
    const ranked = select(
      Child.c.id,
      Child.c.parentId,
      func.rowNumber().over({ orderBy: Child.c.id, partitionBy: Child.c.parentId }).label('place'),
    ).subquery();
    const numbered = aliased(Child, ranked);
    metadataFixture(context, Base.metadata);

    const saveAll = async () => {
      await save(new Parent({ id: 1 }), new Parent({ id: 2 }), new Parent({ id: 3 }));
      const child = (parentId: number, number: number) =>
        new Child({ id: parentId * 10 + number, parentId, toys: [new Toy({}), new Toy({})] } as never);
      await save(...[1, 2, 3].map((number) => child(1, number)), ...[1, 2, 3].map((number) => child(2, number)), child(3, 1));
    };

    const byEach = strategies.map((strategy): [typeof strategy] => [strategy]);
    context.needingEach(
      ['windowFunctions'],
      'over a subquery is what the relationship leads to, loaded by %s',
      byEach,
      async (strategy) => {
        await saveAll();
        await using session = open();
        const option = { selectinload, joinedload, subqueryload }[strategy as 'joinedload'] as typeof joinedload | undefined;
        const query = select(Parent).orderBy(Parent.c.id);
        const found = await session
          .scalars(option === undefined ? query : query.options(option(Parent.c.firstTwo)))
          .unique()
          .all();
        if (option === undefined) await session.load(found, 'firstTwo');
        await session.load(found, 'second');
        expect(found.map(({ firstTwo, second }) => [firstTwo.map((one) => one.id), second?.id ?? null])).toEqual([
          [[11, 12], 12],
          [[21, 22], 22],
          [[31], null],
        ]);
        expect(found[0]?.firstTwo[1]).toBe(found[0]?.second);
      },
    );

    context.needing(['windowFunctions'], 'is joined, asked for and followed further', async () => {
      await saveAll();
      await using session = open();
      const joined = select(Parent.c.id, numbered).join(Parent.c.firstTwo).where(numbered.c.id.gt(20)).orderBy(numbered.c.id);
      expect((await session.execute(joined).all()).map(([parent, child]) => [parent, child.id])).toEqual([
        [2, 21],
        [2, 22],
        [3, 31],
      ]);
      const asked = select(Parent.c.id).where(Parent.c.firstTwo.any(numbered.c.id.eq(12)));
      expect(await session.scalars(asked).all()).toEqual([1]);
      const twice = select(Parent)
        .join(Parent.c.firstTwo)
        .where(numbered.c.id.eq(22))
        .options(joinedload(Parent.c.firstTwo), joinedload(Parent.c.second));
      const second = await session.scalars(twice).unique().one();
      expect([second.firstTwo.map((one) => one.id), second.second?.id]).toEqual([[21, 22], 22]);
      const deep = select(Parent).options(selectinload(Parent.c.firstTwo).joinedload(numbered.c.toys)).orderBy(Parent.c.id);
      const found = await session.scalars(deep).all();
      expect(found.map(({ firstTwo }) => firstTwo.map((one) => one.toys.length))).toEqual([[2, 2], [2, 2], [2]]);
    });
  });
}
