import {
  AddConstraint,
  checkConstraint,
  CheckViolationError,
  column,
  computed,
  type Connection,
  CreateSchema,
  CreateTable,
  DropConstraint,
  DropSchema,
  DropTable,
  type Engine,
  ForeignKeyViolationError,
  foreignKey,
  foreignKeyConstraint,
  func,
  identity,
  index,
  MetaData,
  type MetaDataOptions,
  NotNullViolationError,
  Sequence,
  sql,
  Table,
  text,
  types as t,
  uniqueConstraint,
  UniqueViolationError,
} from '@aludel/core';
import { afterEach, expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

let counter = 0;

/** Inserts an order, with more columns and their values if they are given. */
type InsertOrder = (id: string, userId: number, rest?: string, values?: string) => Promise<unknown>;

export function ddl(context: SuiteContext): void {
  const made: MetaData[] = [];
  /** Tables of one test: names nobody else has, and all of it gone afterwards. */
  const schema = (options?: MetaDataOptions) => {
    const metadata = new MetaData(options);
    made.push(metadata);
    const suffix = `${process.pid}_${++counter}`;
    return { metadata, name: (stem: string) => `ddl_${stem}_${suffix}` };
  };
  afterEach(async () => {
    if (!context.gate.isOpen) return;
    const engine = context.engine({ poolSize: 1 });
    for (const metadata of made.splice(0)) await metadata.dropAll(engine);
  });
  const run = (engine: Engine, statement: string) => engine.begin((connection) => connection.execute(text(statement)));

  test('what is not there is created, and what is there is left alone', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const parent = new Table(name('parent'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${parent.name} (id) VALUES (7)`);
    const child = new Table(name('child'), metadata, {
      id: column(t.Integer, { primaryKey: true }),
      parentId: column('parent_id', foreignKey(parent.c.id)),
    });
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${child.name} (id, parent_id) VALUES (1, 7)`);
    await metadata.dropAll(engine);
    await metadata.dropAll(engine);
    await expect(run(engine, `SELECT * FROM ${parent.name}`)).rejects.toThrow();
  });

  test('without checking first, what is there is an error', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    await table.create(engine);
    await expect(metadata.createAll(engine, { checkfirst: false })).rejects.toThrow();
    await table.drop(engine);
    await expect(table.drop(engine, { checkfirst: false })).rejects.toThrow();
  });

  test('only the tables asked for are created', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const one = new Table(name('one'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    const two = new Table(name('two'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    await metadata.createAll(engine, { tables: [one] });
    await run(engine, `INSERT INTO ${one.name} (id) VALUES (1)`);
    await expect(run(engine, `INSERT INTO ${two.name} (id) VALUES (1)`)).rejects.toThrow();
  });

  async function withOrders(work: (insert: InsertOrder) => Promise<void>): Promise<void> {
    const { metadata, name } = schema({ naming: 'snake_case' });
    const engine = context.engine();
    const user = new Table(name('user'), metadata, { id: column(t.Integer, { primaryKey: true, autoincrement: false }) });
    const order = new Table(
      name('order'),
      metadata,
      {
        id: column(t.Integer, { primaryKey: true, autoincrement: false }),
        userId: column(t.Integer, foreignKey(user.c.id)),
        email: column(t.String(30), { unique: true, nullable: true }),
        group: column(t.String(10), { serverDefault: "it's" }),
      },
      (c) => [uniqueConstraint('userId', 'group'), checkConstraint(c.id.gt(0).and(c.group.ne("o'clock")))],
    );
    await metadata.createAll(engine);
    const insert = (id: string, userId: number, rest = '', values = '') =>
      run(engine, `INSERT INTO ${order.name} (id, user_id${rest}) VALUES (${id}, ${userId}${values})`);
    await run(engine, `INSERT INTO ${user.name} (id) VALUES (1)`);
    await run(engine, `INSERT INTO ${user.name} (id) VALUES (2)`);
    await insert('1', 1, ', email', ", 'a'");
    await expect(run(engine, `INSERT INTO ${order.name} (id) VALUES (3)`)).rejects.toThrow(NotNullViolationError);
    await work(insert);
  }

  test('keys are unique and columns have values, and offending against each is an error of its own kind', () =>
    withOrders(async (insert) => {
      await expect(insert('2', 1)).rejects.toThrow(UniqueViolationError);
      await expect(insert('2', 2, ', email', ", 'a'")).rejects.toThrow(UniqueViolationError);
    }));

  context.when('foreignKeys', 'a foreign key that leads nowhere is an error of its own kind', () =>
    withOrders(async (insert) => {
      await expect(insert('2', 99)).rejects.toThrow(ForeignKeyViolationError);
    }),
  );

  context.when('checkConstraints', 'a row that a CHECK does not take is an error of its own kind', () =>
    withOrders(async (insert) => {
      await expect(insert('-2', 2)).rejects.toThrow(CheckViolationError);
    }),
  );

  context.when('deleteActions', 'a foreign key of several columns, with what happens to its rows', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const line = name('line');
    new Table(line, metadata, {
      a: column(t.Integer, { primaryKey: true, autoincrement: false }),
      b: column(t.Integer, { primaryKey: true, autoincrement: false }),
    });
    const part = new Table(name('part'), metadata, { x: column(t.Integer), y: column(t.Integer) }, [
      foreignKeyConstraint(['x', 'y'], [`${line}.a`, `${line}.b`], { ondelete: 'CASCADE' }),
    ]);
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${line} (a, b) VALUES (1, 2)`);
    await run(engine, `INSERT INTO ${part.name} (x, y) VALUES (1, 2)`);
    await run(engine, `DELETE FROM ${line}`);
    expect(await engine.begin((connection) => connection.scalar(text(`SELECT count(*) FROM ${part.name}`)))).toBe(0);
  });

  context.when('mutualForeignKeys', 'tables that refer to one another are created and dropped', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const [one, two] = [name('one'), name('two')];
    new Table(one, metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      twoId: column('two_id', t.Integer, foreignKey(`${two}.id`, { name: `fk_${one}`, useAlter: true }), { nullable: true }),
    });
    new Table(two, metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      oneId: column('one_id', t.Integer, foreignKey(`${one}.id`), { nullable: true }),
    });
    await metadata.createAll(engine);
    await expect(run(engine, `INSERT INTO ${one} (id, two_id) VALUES (1, 5)`)).rejects.toThrow(ForeignKeyViolationError);
    await metadata.dropAll(engine);
  });

  test('indexes are unique if they say so, and have the names of the convention', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(
      name('t'),
      metadata,
      { id: column(t.Integer, { primaryKey: true }), x: column(t.Integer, { index: true, unique: true }), y: column(t.Integer) },
      (c) => [index(null, c.y.desc(), 'x')],
    );
    expect(table.indexes.map((item) => item.name)).toEqual([`ix_${table.name}_x`, `ix_${table.name}_y`].sort());
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${table.name} (id, x, y) VALUES (1, 1, 1)`);
    await expect(run(engine, `INSERT INTO ${table.name} (id, x, y) VALUES (2, 1, 1)`)).rejects.toThrow(UniqueViolationError);
  });

  context.when('partialIndexes', 'a partial index holds for its rows only', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, { x: column(t.Integer), open: column(t.Integer) }, (c) => [
      index(name('ix'), 'x', { unique: true, where: c.open.eq(1) }),
    ]);
    await metadata.createAll(engine);
    for (const open of [0, 0, 1]) await run(engine, `INSERT INTO ${table.name} (x, open) VALUES (5, ${open})`);
    await expect(run(engine, `INSERT INTO ${table.name} (x, open) VALUES (5, 1)`)).rejects.toThrow(UniqueViolationError);
  });

  context.when('expressionIndexes', 'an index can be of an expression', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, { name: column(t.String(20)), n: column(t.Integer) }, (c) => [
      index(name('ix'), func.lower(c.name), c.n.add(1).desc(), { unique: true }),
    ]);
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${table.name} (name, n) VALUES ('Ann', 1)`);
    await expect(run(engine, `INSERT INTO ${table.name} (name, n) VALUES ('ANN', 1)`)).rejects.toThrow(UniqueViolationError);
  });

  context.when(
    'constraintsInErrors',
    'the naming convention names constraints, so that they can be told apart in errors',
    async () => {
      const namingConvention = {
        pk: 'pk_%(table_name)s',
        uq: 'uq_%(table_name)s_%(column_0_N_name)s',
        ck: 'ck_%(table_name)s_%(constraint_name)s',
        fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
      };
      const { metadata, name } = schema({ namingConvention });
      const engine = context.engine();
      const table = new Table(name('t'), metadata, { a: column(t.Integer), b: column(t.Integer) }, [
        uniqueConstraint('a', 'b'),
        checkConstraint('a > 0', { name: 'positive' }),
      ]);
      await metadata.createAll(engine);
      const error = await run(engine, `INSERT INTO ${table.name} (a, b) VALUES (-1, 1)`).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(CheckViolationError);
      expect(error).toMatchObject({ constraint: `ck_${table.name}_positive` });
    },
  );

  context.when('storedColumns', 'columns have their defaults and are computed', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, {
      id: column(t.Integer, { primaryKey: true }),
      side: column(t.Integer, { serverDefault: text('3 + 4') }),
      area: column(t.Integer, { computed: computed('side * side', { persisted: true }), nullable: true }),
      label: column(t.String(20), { serverDefault: "it's \\ 100%" }),
      moment: column(t.DateTime, { serverDefault: func.now() }),
    });
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${table.name} (id) VALUES (1)`);
    const row = await engine.begin((connection) =>
      connection.execute(sql`SELECT side, area, label, moment FROM ${text(table.name)}`).one(),
    );
    expect([row['side'], row['area'], row['label']]).toEqual([7, 49, "it's \\ 100%"]);
    expect(row['moment']).not.toBeNull();
  });

  test('the primary key of one whole number is numbered by the database', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, { id: column(t.Integer, { primaryKey: true }), x: column(t.Integer) });
    await metadata.createAll(engine);
    for (const x of [5, 6]) await run(engine, `INSERT INTO ${table.name} (x) VALUES (${x})`);
    const ids = await engine.begin((connection) => connection.scalars(text(`SELECT id FROM ${table.name} ORDER BY x`)).all());
    expect(ids).toEqual([1, 2]);
  });

  context.when('identityColumns', 'an identity column counts as it says', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, {
      id: column(t.Integer, { primaryKey: true, identity: identity({ start: 10, increment: 5 }) }),
      x: column(t.Integer),
    });
    await metadata.createAll(engine);
    for (const x of [1, 2]) await run(engine, `INSERT INTO ${table.name} (x) VALUES (${x})`);
    const ids = await engine.begin((connection) => connection.scalars(text(`SELECT id FROM ${table.name} ORDER BY x`)).all());
    expect(ids).toEqual([10, 15]);
  });

  context.when('sequenceObjects', 'sequences are created with the tables and dropped with them', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const free = new Sequence(name('free'), { metadata, start: 50 });
    const table = new Table(name('t'), metadata, {
      id: column(t.Integer, { primaryKey: true, sequence: new Sequence(name('seq'), { start: 7 }) }),
    });
    await metadata.createAll(engine);
    await metadata.createAll(engine);
    const next = (sequence: Sequence) =>
      engine.begin((connection) => connection.scalar(text(`SELECT ${sequence.nextValue().compile({ dialect: engine }).sql}`)));
    expect(Number(await next(free))).toBe(50);
    expect(Number(await next(table.c.id.sequence as Sequence))).toBe(7);
    await metadata.dropAll(engine);
    await expect(next(free)).rejects.toThrow();
  });

  context.when('alteredConstraints', 'constraints are added to a table and dropped from it', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const columns = { x: column(t.Integer), y: column(t.Integer) };
    const table = new Table(name('t'), metadata, columns, [
      uniqueConstraint('x', { name: name('uq') }),
      checkConstraint('y > 0', { name: name('ck') }),
    ]);
    await table.create(engine);
    const [, unique, check] = table.constraints;
    await engine.begin(async (connection: Connection) => {
      await connection.execute(new DropConstraint(unique!));
      await connection.execute(new DropConstraint(check!));
    });
    await run(engine, `INSERT INTO ${table.name} (x, y) VALUES (1, -1)`);
    await run(engine, `DELETE FROM ${table.name}`);
    await engine.begin(async (connection: Connection) => {
      await connection.execute(new AddConstraint(unique!));
      await connection.execute(new AddConstraint(check!));
    });
    await expect(run(engine, `INSERT INTO ${table.name} (x, y) VALUES (1, -1)`)).rejects.toThrow(CheckViolationError);
  });

  context.when('deferrableConstraints', 'a deferred foreign key is checked at the end of the transaction', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = name('t');
    new Table(table, metadata, {
      id: column(t.Integer, { primaryKey: true }),
      next: column(t.Integer, foreignKey(`${table}.id`, { deferrable: true, initially: 'DEFERRED' })),
    });
    await metadata.createAll(engine);
    await engine.begin(async (connection) => {
      await connection.execute(text(`INSERT INTO ${table} (id, next) VALUES (1, 2)`));
      await connection.execute(text(`INSERT INTO ${table} (id, next) VALUES (2, 1)`));
    });
    await expect(run(engine, `INSERT INTO ${table} (id, next) VALUES (3, 99)`)).rejects.toThrow(ForeignKeyViolationError);
  });

  context.when('createdSchemas', 'tables live in schemas, also in another one than they say', async () => {
    const [tenant, other] = [`ddl_tenant_${process.pid}`, `ddl_other_${process.pid}`];
    const metadata = new MetaData({ schema: tenant });
    const parent = new Table('parent', metadata, { id: column(t.Integer, { primaryKey: true }) });
    new Table('child', metadata, { parentId: column('parent_id', t.Integer, foreignKey('parent.id'), { index: true }) });
    const engine = context.engine();
    for (const name of [tenant, other])
      await engine.begin((connection) => connection.execute(new CreateSchema(name, { ifNotExists: true })));
    await tidily(
      async () => {
        await metadata.createAll(engine);
        await metadata.createAll(engine);
        await run(engine, `INSERT INTO ${parent.fullname} (id) VALUES (1)`);
        const elsewhere = engine.executionOptions({ schemaTranslateMap: { [tenant]: other } });
        await metadata.createAll(elsewhere);
        expect(await engine.begin((connection) => connection.scalar(text(`SELECT count(*) FROM ${other}.parent`)))).toBe(0);
        await metadata.dropAll(elsewhere);
        await metadata.dropAll(engine);
      },
      async () => {
        for (const name of [tenant, other]) await engine.begin((connection) => connection.execute(new DropSchema(name)));
      },
    );
  });

  context.needing(['checkConstraints'], 'an enumeration takes its values only', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const state = t.Enum('new', "it's", { name: name('state'), createConstraint: true });
    const table = new Table(name('t'), metadata, { state: column(state), before: column(state, { nullable: true }) });
    await metadata.createAll(engine);
    await run(engine, `INSERT INTO ${table.name} (state) VALUES ('it''s')`);
    await expect(run(engine, `INSERT INTO ${table.name} (state) VALUES ('old')`)).rejects.toThrow();
    await metadata.dropAll(engine);
    await metadata.createAll(engine);
  });

  test('a type that two tables share stays as long as one of them is there', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const state = t.Enum('on', 'off', { name: name('state') });
    const one = new Table(name('one'), metadata, { state: column(state) });
    const two = new Table(name('two'), metadata, { state: column(state) });
    await metadata.createAll(engine);
    await one.drop(engine);
    await run(engine, `INSERT INTO ${two.name} (state) VALUES ('on')`);
    await one.create(engine);
    await run(engine, `INSERT INTO ${one.name} (state) VALUES ('off')`);
  });

  test('DDL is executed like any statement, in a transaction where the database can', async () => {
    const { metadata, name } = schema();
    const engine = context.engine();
    const table = new Table(name('t'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    await engine.begin(async (connection) => {
      await connection.execute(new CreateTable(table));
      await connection.execute(text(`INSERT INTO ${table.name} (id) VALUES (1)`));
      await connection.execute(new DropTable(table));
    });
    await expect(run(engine, `SELECT * FROM ${table.name}`)).rejects.toThrow();
  });
}
