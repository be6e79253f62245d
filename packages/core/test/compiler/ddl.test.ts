import { mariadb, mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import { describe, expect, test } from '@jest/globals';
import {
  AddConstraint,
  checkConstraint,
  column,
  computed,
  CreateIndex,
  CreateSchema,
  CreateSequence,
  CreateTable,
  DDL,
  DropConstraint,
  DropIndex,
  DropSchema,
  DropSequence,
  DropTable,
  foreignKey,
  foreignKeyConstraint,
  func,
  identity,
  index,
  MetaData,
  primaryKeyConstraint,
  select,
  Sequence,
  SetColumnComment,
  SetTableComment,
  Table,
  text,
  types as t,
  uniqueConstraint,
} from '../../src/index.ts';

const dialects = { sqlite, postgresql, mysql, mariadb };
type Expected = Partial<Record<keyof typeof dialects | 'default', string>>;

/** SQL per dialect; one that is not named is as `default`. */
function expectSql(element: { compile(options?: object): { readonly sql: string } }, expected: Expected): void {
  const printed = Object.fromEntries(
    Object.keys(expected).map((name) => [
      name,
      name === 'default' ? String(element) : element.compile({ dialect: dialects[name as 'sqlite'] }).sql,
    ]),
  );
  expect(printed).toEqual(expected);
}

const metadata = new MetaData();
const user = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30), { nullable: true }),
});
const order = new Table(
  'order',
  metadata,
  {
    id: column(t.BigInteger, { primaryKey: true }),
    userId: column('user_id', t.Integer, foreignKey('user_account.id', { ondelete: 'CASCADE', onupdate: 'SET NULL' })),
    select: column(t.String(10), { serverDefault: "it's", comment: 'a "word"' }),
    total: column(t.Numeric(10, 2), { serverDefault: text('0') }),
    twice: column(t.Integer, { computed: computed('user_id * 2', { persisted: true }), nullable: true }),
  },
  (c) => [
    uniqueConstraint('userId', 'select', { name: 'uq_order', deferrable: true, initially: 'DEFERRED' }),
    checkConstraint(c.userId.gt(5), { name: 'ck_user' }),
    checkConstraint('"select" != \'x\''),
  ],
  { comment: 'orders' },
);

describe('CREATE TABLE', () => {
  test('has the white space of SQLAlchemy', () => {
    expectSql(new CreateTable(user), {
      default: '\nCREATE TABLE user_account (\n\tid INTEGER NOT NULL, \n\tname VARCHAR(30), \n\tPRIMARY KEY (id)\n)\n\n',
      sqlite: '\nCREATE TABLE user_account (\n\tid INTEGER NOT NULL, \n\tname VARCHAR(30), \n\tPRIMARY KEY (id)\n)\n\n',
      postgresql: '\nCREATE TABLE user_account (\n\tid SERIAL NOT NULL, \n\tname VARCHAR(30), \n\tPRIMARY KEY (id)\n)\n\n',
      mysql:
        '\nCREATE TABLE user_account (\n\tid INTEGER NOT NULL AUTO_INCREMENT, \n\tname VARCHAR(30), \n\tPRIMARY KEY (id)\n)\n\n',
      mariadb:
        '\nCREATE TABLE user_account (\n\tid INTEGER NOT NULL AUTO_INCREMENT, \n\tname VARCHAR(30), \n\tPRIMARY KEY (id)\n)\n\n',
    });
  });

  test('quotes names, writes defaults, generated columns, comments and constraints as each database has them', () => {
    const constraints = (quote: string, references = 'FOREIGN KEY(user_id) REFERENCES user_account (id)') =>
      [
        'PRIMARY KEY (id)',
        `CONSTRAINT uq_order UNIQUE (user_id, ${quote}select${quote}) DEFERRABLE INITIALLY DEFERRED`,
        'CONSTRAINT ck_user CHECK (user_id > 5)',
        'CHECK ("select" != \'x\')',
        `${references} ON DELETE CASCADE ON UPDATE SET NULL`,
      ].join(', \n\t');
    expectSql(new CreateTable(order), {
      default: `\nCREATE TABLE "order" (\n\tid BIGINT NOT NULL, \n\tuser_id INTEGER NOT NULL, \n\t"select" VARCHAR(10) DEFAULT 'it''s' NOT NULL, \n\ttotal NUMERIC(10, 2) DEFAULT 0 NOT NULL, \n\ttwice INTEGER GENERATED ALWAYS AS (user_id * 2) STORED, \n\t${constraints('"')}\n)\n\n`,
      sqlite: `\nCREATE TABLE "order" (\n\tid INTEGER NOT NULL, \n\tuser_id INTEGER NOT NULL, \n\t"select" VARCHAR(10) DEFAULT 'it''s' NOT NULL, \n\ttotal NUMERIC(10, 2) DEFAULT 0 NOT NULL, \n\ttwice INTEGER GENERATED ALWAYS AS (user_id * 2) STORED, \n\t${constraints('"')}\n)\n\n`,
      postgresql: `\nCREATE TABLE "order" (\n\tid BIGSERIAL NOT NULL, \n\tuser_id INTEGER NOT NULL, \n\t"select" VARCHAR(10) DEFAULT 'it''s' NOT NULL, \n\ttotal NUMERIC(10, 2) DEFAULT 0 NOT NULL, \n\ttwice INTEGER GENERATED ALWAYS AS (user_id * 2) STORED, \n\t${constraints('"')}\n)\n\n`,
      mysql: `\nCREATE TABLE \`order\` (\n\tid BIGINT NOT NULL AUTO_INCREMENT, \n\tuser_id INTEGER NOT NULL, \n\t\`select\` VARCHAR(10) NOT NULL COMMENT 'a "word"' DEFAULT 'it''s', \n\ttotal NUMERIC(10, 2) NOT NULL DEFAULT 0, \n\ttwice INTEGER GENERATED ALWAYS AS (user_id * 2) STORED, \n\t${constraints('`')}\n)COMMENT='orders'\n\n`,
    });
  });

  test('takes IF NOT EXISTS, prefixes and a schema', () => {
    const table = new Table('t', new MetaData({ schema: 'my schema' }), { x: column(t.Integer) }, { prefixes: ['TEMPORARY'] });
    expectSql(new CreateTable(table, { ifNotExists: true }), {
      default: '\nCREATE TEMPORARY TABLE IF NOT EXISTS "my schema".t (\n\tx INTEGER NOT NULL\n)\n\n',
    });
    expectSql(new DropTable(table, { ifExists: true }), { default: '\nDROP TABLE IF EXISTS "my schema".t' });
  });

  test('puts the numbered column of a composite key first, unless the order was given', () => {
    const columns = {
      a: column(t.Integer, { primaryKey: true }),
      b: column(t.Integer, { primaryKey: true, autoincrement: true }),
    };
    expect(String(new CreateTable(new Table('t', new MetaData(), columns)))).toContain('PRIMARY KEY (b, a)');
    const given = new Table('t', new MetaData(), columns, [primaryKeyConstraint('a', 'b', { name: 'pk_t' })]);
    expect(String(new CreateTable(given))).toContain('CONSTRAINT pk_t PRIMARY KEY (a, b)');
  });

  test('has the options that only one database knows', () => {
    const table = new Table(
      't',
      new MetaData(),
      { id: column(t.Integer, { primaryKey: true }) },
      {
        dialectOptions: {
          mysql: { engine: 'InnoDB', collate: 'utf8mb4_bin', charset: 'utf8mb4' },
          sqlite: { strict: true, withoutRowid: true },
          postgresql: { with: { fillfactor: 70 }, tablespace: 'pg_default' },
        },
      },
    );
    expectSql(new CreateTable(table), {
      default: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)\n\n',
      sqlite: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)\n WITHOUT ROWID,\n STRICT\n\n',
      mysql:
        '\nCREATE TABLE t (\n\tid INTEGER NOT NULL AUTO_INCREMENT, \n\tPRIMARY KEY (id)\n)ENGINE=InnoDB CHARSET=utf8mb4 COLLATE utf8mb4_bin\n\n',
      postgresql:
        '\nCREATE TABLE t (\n\tid SERIAL NOT NULL, \n\tPRIMARY KEY (id)\n)\n WITH (fillfactor = 70)\n TABLESPACE pg_default\n\n',
    });
  });

  test("SQLite's AUTOINCREMENT stands behind the column", () => {
    const options = { dialectOptions: { sqlite: { autoincrement: true } } };
    const table = new Table('t', new MetaData(), { id: column(t.Integer, { primaryKey: true }) }, options);
    expectSql(new CreateTable(table), { sqlite: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n)\n\n' });
  });

  test('an expression as DEFAULT stands in parentheses where the database wants them', () => {
    const table = new Table('t', new MetaData(), { x: column(t.Integer, { serverDefault: text('1 + 2') }) });
    expectSql(new CreateTable(table), {
      default: '\nCREATE TABLE t (\n\tx INTEGER DEFAULT 1 + 2 NOT NULL\n)\n\n',
      sqlite: '\nCREATE TABLE t (\n\tx INTEGER DEFAULT (1 + 2) NOT NULL\n)\n\n',
      mysql: '\nCREATE TABLE t (\n\tx INTEGER NOT NULL DEFAULT (1 + 2)\n)\n\n',
      postgresql: '\nCREATE TABLE t (\n\tx INTEGER DEFAULT 1 + 2 NOT NULL\n)\n\n',
    });
  });

  test('MySQL gets a clock as precise as the column', () => {
    const table = new Table('t', new MetaData(), { at: column(t.DateTime, { serverDefault: func.now() }) });
    expect(new CreateTable(table).compile({ dialect: mysql }).sql).toMatch(
      /DATETIME\(3\) NOT NULL DEFAULT (now|CURRENT_TIMESTAMP)\(3\)/i,
    );
  });

  test('identity columns are written where the database has them', () => {
    const columns = {
      id: column(t.Integer, { primaryKey: true, identity: identity({ always: true, start: 4, increment: 2, cycle: false }) }),
    };
    expectSql(new CreateTable(new Table('t', new MetaData(), columns)), {
      default:
        '\nCREATE TABLE t (\n\tid INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 START WITH 4 NO CYCLE), \n\tPRIMARY KEY (id)\n)\n\n',
      postgresql:
        '\nCREATE TABLE t (\n\tid INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 START WITH 4 NO CYCLE), \n\tPRIMARY KEY (id)\n)\n\n',
      sqlite: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)\n\n',
      mysql: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL AUTO_INCREMENT, \n\tPRIMARY KEY (id)\n)\n\n',
    });
  });

  test('a type that cannot be written says of which column', () => {
    const table = new Table('t', new MetaData(), { x: column(t.String()) });
    expect(() => new CreateTable(table).compile({ dialect: mysql })).toThrow(/\(in table 't', column 'x'\): /);
  });

  test('a foreign key of several columns is one constraint', () => {
    const schema = new MetaData();
    new Table('line', schema, { a: column(t.Integer, { primaryKey: true }), b: column('bee', t.Integer, { primaryKey: true }) });
    const table = new Table('part', schema, { x: column(t.Integer), y: column(t.Integer) }, [
      foreignKeyConstraint(['x', 'y'], ['line.a', 'line.bee'], { name: 'fk_line', match: 'FULL' }),
    ]);
    expectSql(new CreateTable(table), {
      default:
        '\nCREATE TABLE part (\n\tx INTEGER NOT NULL, \n\ty INTEGER NOT NULL, \n\tCONSTRAINT fk_line FOREIGN KEY(x, y) REFERENCES line (a, bee) MATCH FULL\n)\n\n',
    });
    expect(() => new CreateTable(table).compile({ dialect: mysql })).toThrow('MATCH');
  });

  test('a made-up name is cut where the database would cut it without a word', () => {
    const long = new Table('x'.repeat(63), new MetaData(), { y: column('y'.repeat(62), t.Integer), id: column(t.Integer) });
    const [one, two] = [long.alias(), long.alias()];
    const joined = select(one.c.id.label('a')).join(two, two.c.id.eq(one.c.id));
    const short = `${'x'.repeat(57)}_`;
    expect(joined.compile({ dialect: postgresql }).sql).toBe(
      `SELECT ${short}1.id AS a \nFROM ${'x'.repeat(63)} AS ${short}1 JOIN ${'x'.repeat(63)} AS ${short}2 ON ${short}2.id = ${short}1.id`,
    );
    expect(joined.compile({ dialect: sqlite }).sql).toContain(`AS ${'x'.repeat(63)}_2 ON`);
    const accented = new Table('é'.repeat(31), new MetaData(), { id: column(t.Integer) }).alias();
    expect(select(accented).compile({ dialect: postgresql }).sql).toContain(`AS "${'é'.repeat(28)}_1"`);
    const parameter = select(long.c.id).where(long.c.y.eq(1));
    expect(Object.keys(parameter.compile({ dialect: postgresql }).params)).toEqual([`${'y'.repeat(62)}_1`]);
  });

  test('a name of a constraint that is too long is refused, and cut if the convention made it', () => {
    const long = 'a'.repeat(70);
    const given = new Table('t', new MetaData(), { x: column(t.Integer) }, [uniqueConstraint('x', { name: long })]);
    expect(() => new CreateTable(given).compile({ dialect: postgresql })).toThrow('exceeds maximum length of 63 characters');
    const namingConvention = { uq: `uq_${long}_%(column_0_name)s` };
    const made = new Table('t', new MetaData({ namingConvention }), { x: column(t.Integer, { unique: true }) });
    const { sql } = new CreateTable(made).compile({ dialect: postgresql });
    expect(/CONSTRAINT (\w+) /.exec(sql)?.[1]).toMatch(/^uq_a{52}_[0-9a-f]{4}$/);
  });
});

describe('CREATE INDEX', () => {
  const table = new Table(
    'doc',
    new MetaData(),
    { id: column(t.Integer, { primaryKey: true }), title: column(t.String(50)), rank: column('rnk', t.Integer) },
    (c) => [
      index('ix_open', 'title', { where: c.rank.gt(5) }),
      index('ix_lower', func.lower(c.title), c.rank.desc(), { unique: true }),
      index('ix_sum', c.rank.add(c.id)),
      index('ix_hash', 'title', { using: 'hash' }),
    ],
  );
  const named = (name: string) => new CreateIndex(table.indexes.find((item) => item.name === name)!);

  test('a partial index', () => {
    expectSql(named('ix_open'), {
      default: 'CREATE INDEX ix_open ON doc (title) WHERE rnk > 5',
      sqlite: 'CREATE INDEX ix_open ON doc (title) WHERE rnk > 5',
      postgresql: 'CREATE INDEX ix_open ON doc (title) WHERE rnk > 5',
      mysql: 'CREATE INDEX ix_open ON doc (title)',
    });
  });

  test('a unique partial index is refused where it would forbid more than it says', () => {
    const partial = new Table('t', new MetaData(), { x: column(t.Integer) }, (c) => [
      index('ix_t', 'x', { unique: true, where: c.x.gt(1) }),
    ]);
    expect(() => new CreateIndex(partial.indexes[0]!).compile({ dialect: mysql })).toThrow('some rows only');
  });

  test('expressions stand in parentheses where the database wants them', () => {
    expectSql(named('ix_lower'), {
      default: 'CREATE UNIQUE INDEX ix_lower ON doc (lower(title), rnk DESC)',
      sqlite: 'CREATE UNIQUE INDEX ix_lower ON doc (lower(title), rnk DESC)',
      postgresql: 'CREATE UNIQUE INDEX ix_lower ON doc (lower(title), rnk DESC)',
      mysql: 'CREATE UNIQUE INDEX ix_lower ON doc ((lower(title)), rnk DESC)',
    });
    expectSql(named('ix_sum'), {
      default: 'CREATE INDEX ix_sum ON doc (rnk + id)',
      postgresql: 'CREATE INDEX ix_sum ON doc ((rnk + id))',
      mysql: 'CREATE INDEX ix_sum ON doc ((rnk + id))',
    });
  });

  test('the kind of an index', () => {
    expectSql(named('ix_hash'), {
      postgresql: 'CREATE INDEX ix_hash ON doc USING hash (title)',
      mysql: 'CREATE INDEX ix_hash ON doc (title) USING hash',
      sqlite: 'CREATE INDEX ix_hash ON doc (title)',
    });
  });

  test('an index is dropped by its name, in MySQL from its table', () => {
    expectSql(new DropIndex(table.indexes[0]!), {
      default: '\nDROP INDEX ix_hash',
      mysql: '\nDROP INDEX ix_hash ON doc',
      postgresql: '\nDROP INDEX ix_hash',
    });
  });
});

describe('the rest of DDL', () => {
  test('constraints are added and dropped', () => {
    const unique = order.constraints.find(({ name }) => name === 'uq_order')!;
    expectSql(new AddConstraint(unique), {
      default: 'ALTER TABLE "order" ADD CONSTRAINT uq_order UNIQUE (user_id, "select") DEFERRABLE INITIALLY DEFERRED',
    });
    expectSql(new DropConstraint(unique, { cascade: true, ifExists: true }), {
      default: 'ALTER TABLE "order" DROP CONSTRAINT IF EXISTS uq_order CASCADE',
      mysql: 'ALTER TABLE `order` DROP INDEX uq_order',
    });
    const check = order.constraints.find(({ name }) => name === 'ck_user')!;
    expectSql(new DropConstraint(check), {
      mysql: 'ALTER TABLE `order` DROP CHECK ck_user',
      mariadb: 'ALTER TABLE `order` DROP CONSTRAINT ck_user',
    });
    expect(() => String(new DropConstraint(user.primaryKey))).toThrow('needs a name');
  });

  test('sequences', () => {
    const sequence = new Sequence('s', {
      schema: 'app',
      start: 5,
      increment: 2,
      minvalue: 1,
      nomaxvalue: true,
      cache: 10n,
      cycle: true,
    });
    expectSql(new CreateSequence(sequence), {
      default: 'CREATE SEQUENCE app.s INCREMENT BY 2 START WITH 5 MINVALUE 1 NO MAXVALUE CACHE 10 CYCLE',
    });
    expectSql(new DropSequence(sequence, { ifExists: true }), { default: 'DROP SEQUENCE IF EXISTS app.s' });
    expect(sequence.nextValue().compile({ dialect: postgresql }).sql).toBe("nextval('app.s')");
    expect(sequence.nextValue().compile({ dialect: mariadb }).sql).toBe('nextval(app.s)');
  });

  test('schemas, comments and plain SQL', () => {
    expectSql(new CreateSchema('My', { ifNotExists: true }), { default: 'CREATE SCHEMA IF NOT EXISTS "My"' });
    expectSql(new DropSchema('my', { cascade: true }), { default: 'DROP SCHEMA my CASCADE' });
    expectSql(new SetTableComment(order), {
      default: 'COMMENT ON TABLE "order" IS \'orders\'',
      mysql: "ALTER TABLE `order` COMMENT 'orders'",
    });
    expectSql(new SetColumnComment(order.c.select), {
      default: 'COMMENT ON COLUMN "order"."select" IS \'a "word"\'',
      mysql: "ALTER TABLE `order` CHANGE `select` `select` VARCHAR(10) NOT NULL COMMENT 'a \"word\"' DEFAULT 'it''s'",
    });
    expectSql(new DDL("ALTER TABLE t SET (x = ':no')"), { default: "ALTER TABLE t SET (x = ':no')" });
  });

  test('a parameter without value is refused, since DDL takes none', () => {
    const table = new Table('t', new MetaData(), { x: column(t.Integer) }, [checkConstraint('x > :limit')]);
    expect(() => String(new CreateTable(table))).toThrow('DDL takes no parameters');
  });

  test('enumerations are types of their own in PostgreSQL, and checked elsewhere only if asked', () => {
    const columns = { state: column(t.Enum('new', "it's", { name: 'state', createConstraint: true })) };
    const table = new Table('t', new MetaData(), columns);
    expectSql(new CreateTable(table), {
      postgresql: '\nCREATE TABLE t (\n\tstate state NOT NULL\n)\n\n',
      sqlite: "\nCREATE TABLE t (\n\tstate VARCHAR(4) NOT NULL, \n\tCONSTRAINT state CHECK (state IN ('new', 'it''s'))\n)\n\n",
    });
  });
});
