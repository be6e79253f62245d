import { declarativeBase, foreignKey, mappedColumn, relationship, select, Session, text, types as t } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import { statementsOf } from '../statement-rules.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Objects that take over the rows of deleted ones, trees that are turned round, and what else one flush has to bring together. */
export function ormRowSwitch(context: SuiteContext): void {
  const Base = declarativeBase();
  const [teams, staff, nodes, engineers, sellers] = ['team', 'staff', 'node', 'engineer', 'seller'].map((stem) =>
    uniqueName(`rsw_${stem}`),
  ) as [string, string, string, string, string];
  class Team extends Base(teams, {
    id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    name: mappedColumn(t.String(30)),
    touched: mappedColumn(t.Integer, { nullable: true, onupdate: () => 7 }),
    leaderId: mappedColumn('leader_id', t.Integer, foreignKey(`${staff}.id`, { name: `${teams}_fk`, useAlter: true }), {
      nullable: true,
    }),
    members: () => relationship([Staff], { foreignKeys: Staff.c.teamId, backPopulates: 'team', cascade: 'all, delete-orphan' }),
    leader: () => relationship(Staff, { foreignKeys: Team.c.leaderId, postUpdate: true, nullable: true }),
  }) {}
  class Staff extends Base(
    staff,
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      kind: mappedColumn(t.String(20)),
      name: mappedColumn(t.String(30)),
      teamId: mappedColumn('team_id', t.Integer, foreignKey(`${teams}.id`), { nullable: true }),
      team: () => relationship(Team, { foreignKeys: Staff.c.teamId, backPopulates: 'members', nullable: true }),
    },
    { polymorphicOn: 'kind', polymorphicIdentity: 'staff' },
  ) {}
  class Engineer extends Base.inherits(
    Staff,
    engineers,
    { id: mappedColumn(t.Integer, foreignKey(`${staff}.id`), { primaryKey: true }), level: mappedColumn(t.Integer) },
    { polymorphicIdentity: 'engineer' },
  ) {}
  class Seller extends Base.inherits(
    Staff,
    sellers,
    { id: mappedColumn(t.Integer, foreignKey(`${staff}.id`), { primaryKey: true }), region: mappedColumn(t.String(20)) },
    { polymorphicIdentity: 'seller' },
  ) {}
  class Node extends Base(nodes, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    upId: mappedColumn('up_id', t.Integer, foreignKey(`${nodes}.id`), { nullable: true }),
    nodes: () => relationship([Node], { backPopulates: 'up', cascade: 'all' }),
    up: () => relationship(Node, { backPopulates: 'nodes', remoteSide: Node.c.id, nullable: true }),
  }) {}
  metadataFixture(context, Base.metadata);

  const open = (engine = context.engine()) => new Session(engine, { autoflush: false });
  const made = (values: object) => values as never;
  const rowsOf = async (session: Session, sql: string) =>
    (await session.execute(text(sql as 'SELECT 1')).all()).map((row) => [...(row as unknown as readonly unknown[])]);

  test('an object takes the row of a deleted one; children go, and others come', async () => {
    const engine = context.engine();
    await using session = open(engine);
    const one = new Team(made({ id: 1, name: 'one', members: [new Staff(made({ name: 'a' }))] }));
    session.add(one);
    await session.commit();
    session.delete(one);
    const other = new Team(made({ id: 1, name: 'other', members: [new Staff(made({ name: 'b' }))] }));
    session.add(other);
    const sent = await statementsOf(engine, () => session.flush());
    expect(sent.map(({ sql }) => sql.split(' ')[0])).toEqual(['UPDATE', 'INSERT', 'DELETE']);
    expect(await rowsOf(session, `SELECT t.name, s.name FROM ${teams} t JOIN ${staff} s ON s.team_id = t.id`)).toEqual([
      ['other', 'b'],
    ]);
    await session.rollback();
    expect(await rowsOf(session, `SELECT t.name, s.name FROM ${teams} t JOIN ${staff} s ON s.team_id = t.id`)).toEqual([
      ['one', 'a'],
    ]);
    expect([session.has(one), session.has(other), one.members.length]).toEqual([true, false, 1]);
  });

  test('null that is set overwrites what the row refers to, be it set by the object or by its key', async () => {
    await using session = open();
    for (const values of [{ team: null }, { teamId: null }]) {
      const team = new Team(made({ id: 1, name: 'one', members: [] }));
      const member = new Staff(made({ id: 5, name: 'a', team }));
      session.addAll([team, member]);
      await session.flush();
      session.delete(member);
      session.add(new Staff(made({ id: 5, name: 'b', ...values })));
      await session.flush();
      expect(await rowsOf(session, `SELECT name, team_id FROM ${staff}`)).toEqual([['b', null]]);
      await session.rollback();
    }
  });

  test('an object of another subclass takes over what there is, and has the rest for itself', async () => {
    await using session = open();
    session.add(new Engineer(made({ id: 5, name: 'a', level: 3 })));
    await session.commit();
    session.delete(await session.getOne(Staff, 5));
    const seller = new Seller(made({ id: 5, name: 'b', region: 'north' }));
    session.add(seller);
    await session.commit();
    expect(await rowsOf(session, `SELECT kind, name FROM ${staff}`)).toEqual([['seller', 'b']]);
    expect(await rowsOf(session, `SELECT id FROM ${engineers}`)).toEqual([]);
    expect(await rowsOf(session, `SELECT id, region FROM ${sellers}`)).toEqual([[5, 'north']]);
    session.expungeAll();
    expect(await session.getOne(Staff, 5)).toBeInstanceOf(Seller);
  });

  test('parent and child change places in one flush', async () => {
    await using session = open();
    const leaf = new Node(made({}));
    const middle = new Node(made({ nodes: [leaf] }));
    const top = new Node(made({ nodes: [middle] }));
    session.add(top);
    await session.commit();
    middle.up = null;
    middle.nodes.push(top);
    await session.flush();
    expect(await session.scalars(select(Node.c.id).where(Node.c.upId.eq(middle.id)).orderBy(Node.c.id)).all()).toEqual(
      [top.id, leaf.id].sort((a, b) => a - b),
    );
    expect(middle.upId).toBeNull();
    session.delete(middle);
    await session.commit();
    expect(await session.scalars(select(Node.c.id)).all()).toEqual([]);
  });

  test('a key that is set afterwards counts as an update of its row', async () => {
    await using session = open();
    const leader = new Staff(made({ name: 'a' }));
    const team = new Team(made({ id: 1, name: 'one', members: [leader], leader }));
    session.add(team);
    await session.flush();
    expect([team.touched, team.leaderId]).toEqual([7, leader.id]);
    expect(await session.scalars(select(Team.c.touched)).all()).toEqual([7]);
    // A row that refers to another one and back could not be dropped with its table.
    await session.rollback();
  });

  test('a new object that is taken from its owner leaves the session with all that came with it', async () => {
    await using session = open();
    const team = new Team(made({ id: 1, name: 'one', members: [] }));
    session.add(team);
    await session.flush();
    const tree = new Staff(made({ name: 'a' }));
    team.members.push(tree);
    expect(session.has(tree)).toBe(true);
    team.members.splice(0, 1);
    expect(session.has(tree)).toBe(false);
    expect(session.new.size).toBe(0);
    await session.commit();
    expect(await rowsOf(session, `SELECT id FROM ${staff}`)).toEqual([]);
  });
}
