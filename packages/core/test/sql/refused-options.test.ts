import { describe, expect, test } from '@jest/globals';
import {
  between,
  bindparam,
  case_,
  checkConstraint,
  column,
  computed,
  CreateIndex,
  CreateSchema,
  CreateSequence,
  createEngine,
  CreateTable,
  cte,
  delete_,
  DropConstraint,
  DropIndex,
  DropSchema,
  DropSequence,
  DropTable,
  DropType,
  event,
  foreignKey,
  foreignKeyConstraint,
  func,
  identity,
  index,
  insert,
  inspect,
  join,
  makeUrl,
  MetaData,
  NullPool,
  outerjoin,
  primaryKeyConstraint,
  QueuePool,
  select,
  Sequence,
  Session,
  sessionmaker,
  sortTablesAndConstraints,
  Table,
  tablesample,
  text,
  types as t,
  uniqueConstraint,
  update,
  values,
} from '../../src/index.ts';
import { sqlite } from '@aludel/sqlite';

const metadata = new MetaData();
const user = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  tags: column(t.ARRAY(t.String)),
});
const address = new Table('address', metadata, { id: column(t.Integer, foreignKey('user_account.id')) });
const { c } = user;
const one = select(c.id);
const engine = createEngine('sqlite://', { dialect: sqlite });
const called = func('json_each', c.name);
const numbers = new Sequence('numbers');

/** What takes options, given the options; with one that it knows. The known one is misspelled by a test. */
const takers: Readonly<Record<string, readonly [known: string, take: (options: never) => unknown]>> = {
  'fetch()': ['withTies', (o) => one.fetch(1, o)],
  'withForUpdate()': ['skipLocked', (o) => one.withForUpdate(o)],
  'addCte()': ['nestHere', (o) => one.addCte(one.cte('x'), o)],
  'select.join()': ['isouter', (o) => one.join(address, null, o)],
  'select.joinFrom()': ['isouter', (o) => one.joinFrom(user, address, null, o)],
  'join()': ['full', (o) => join(user, address, null, o)],
  'outerjoin()': ['full', (o) => outerjoin(user, address, null, o)],
  'query.cte()': ['recursive', (o) => one.cte('x', o)],
  'cte()': ['materialized', (o) => cte(one, 'x', o)],
  'values.cte()': [
    'nesting',
    (o) =>
      values({ x: t.Integer })
        .data([[1]])
        .cte('x', o),
  ],
  'text.cte()': ['nesting', (o) => text('SELECT 1 AS x').columns({ x: t.Integer }).cte('x', o)],
  'tablesample()': ['seed', (o) => tablesample(user, 5, o)],
  'from.tablesample()': ['name', (o) => user.tablesample(5, o)],
  'executionOptions() of select': ['schemaTranslateMap', (o) => one.executionOptions(o)],
  'executionOptions() of insert': ['yieldPer', (o) => insert(user).executionOptions(o)],
  'executionOptions() of text': ['compiledCache', (o) => text('SELECT 1').executionOptions(o)],
  'executionOptions() of an engine': ['isolationLevel', (o) => engine.executionOptions(o)],
  'compile()': ['literalBinds', (o) => one.compile(o)],
  'like()': ['escape', (o) => c.name.like('x', o)],
  'notLike()': ['escape', (o) => c.name.notLike('x', o)],
  'ilike()': ['escape', (o) => c.name.ilike('x', o)],
  'notIlike()': ['escape', (o) => c.name.notIlike('x', o)],
  'startsWith()': ['autoescape', (o) => c.name.startsWith('x', o)],
  'endsWith()': ['autoescape', (o) => c.name.endsWith('x', o)],
  'contains()': ['autoescape', (o) => c.name.contains('x', o)],
  'istartsWith()': ['autoescape', (o) => c.name.istartsWith('x', o)],
  'iendsWith()': ['autoescape', (o) => c.name.iendsWith('x', o)],
  'icontains()': ['autoescape', (o) => c.name.icontains('x', o)],
  'between()': ['symmetric', (o) => between(c.id, 1, 2, o)],
  'notBetween()': ['symmetric', (o) => c.id.notBetween(1, 2, o)],
  'op()': ['precedence', (o) => c.id.op('+', undefined, o)(1)],
  'boolOp()': ['precedence', (o) => c.id.boolOp('=', o)(1)],
  'over()': ['partitionBy', (o) => func.count().over(o)],
  'case_()': ['else', (o) => case_([c.id.eq(1), 'x'], o)],
  'case_() with a value': ['value', (o) => case_({ x: 'y' }, o)],
  'bindparam()': ['expanding', (o) => bindparam('x', o)],
  'tableValued()': ['withOrdinality', (o) => called.tableValued('key', o)],
  'renderDerived()': ['withTypes', (o) => called.tableValued('key').renderDerived(o)],
  'fromSelect()': ['includeDefaults', (o) => insert(user).fromSelect(['id'], one, o)],
  'returnDefaults()': ['sortByParameterOrder', (o) => insert(user).returnDefaults(o)],
  'onConflictDoNothing()': ['indexElements', (o) => insert(user).onConflictDoNothing(o)],
  'onConflictDoUpdate()': ['indexElements', (o) => insert(user).onConflictDoUpdate(o)],
  'prefixWith()': ['dialectName', (o) => update(user).prefixWith('X', o)],
  'withHint()': ['dialectName', (o) => delete_(user).withHint('X', o)],
  'new Table()': ['comment', (o) => new Table('x', new MetaData(), { id: column(t.Integer) }, [], o)],
  'new Table(), options alone': ['comment', (o) => new Table('x', new MetaData(), { id: column(t.Integer) }, o)],
  'column()': ['primaryKey', (o) => column('x', t.Integer, o)],
  'foreignKey()': ['ondelete', (o) => foreignKey('a.b', o)],
  'foreignKeyConstraint()': ['useAlter', (o) => foreignKeyConstraint(['a'], ['b.a'], o)],
  'checkConstraint()': ['name', (o) => checkConstraint('x > 0', o)],
  'computed()': ['persisted', (o) => computed('x + 1', o)],
  'identity()': ['minvalue', (o) => identity(o)],
  'new Sequence()': ['increment', (o) => new Sequence('x', o)],
  'new MetaData()': ['namingConvention', (o) => new MetaData(o)],
  'createAll()': ['checkfirst', (o) => metadata.createAll(engine, o)],
  'dropAll()': ['checkfirst', (o) => metadata.dropAll(engine, o)],
  'metadata.reflect()': ['resolveFks', (o) => metadata.reflect(engine, o)],
  'Table.reflect()': ['includeColumns', (o) => Table.reflect('x', metadata, engine, o)],
  'table.create()': ['checkfirst', (o) => user.create(engine, o)],
  'table.drop()': ['checkfirst', (o) => user.drop(engine, o)],
  'toMetadata()': ['schema', (o) => user.toMetadata(new MetaData(), o)],
  'new CreateTable()': ['ifNotExists', (o) => new CreateTable(user, o)],
  'new DropTable()': ['ifExists', (o) => new DropTable(user, o)],
  'new CreateIndex()': ['ifNotExists', (o) => new CreateIndex({} as never, o)],
  'new DropIndex()': ['ifExists', (o) => new DropIndex({} as never, o)],
  'new DropConstraint()': ['cascade', (o) => new DropConstraint(user.primaryKey, o)],
  'new CreateSequence()': ['ifNotExists', (o) => new CreateSequence(numbers, o)],
  'new DropSequence()': ['ifExists', (o) => new DropSequence(numbers, o)],
  'new CreateSchema()': ['ifNotExists', (o) => new CreateSchema('x', o)],
  'new DropSchema()': ['cascade', (o) => new DropSchema('x', o)],
  'new DropType()': ['ifExists', (o) => new DropType({ name: 'x', schema: null } as never, o)],
  'sortTablesAndConstraints()': ['onCycle', (o) => sortTablesAndConstraints([user], o)],
  String: ['collation', (o) => t.String(5, o)],
  Numeric: ['mode', (o) => t.Numeric(5, 2, o)],
  BigInteger: ['mode', (o) => t.BigInteger(o)],
  Interval: ['mode', (o) => t.Interval(o)],
  Time: ['precision', (o) => t.Time(o)],
  DateTime: ['timezone', (o) => t.DateTime(o)],
  ARRAY: ['dimensions', (o) => t.ARRAY(t.Integer, o)],
  'createEngine()': ['poolSize', (o) => createEngine('sqlite://', o)],
  'engine.connect()': ['signal', (o) => engine.connect(o)],
  'engine.dispose()': ['close', (o) => engine.dispose(o)],
  'execute()': ['timeout', (o) => inConnection((connection) => connection.execute('SELECT 1', null, o))],
  'stream()': ['timeout', (o) => inConnection((connection) => connection.stream('SELECT 1', null, o))],
  'explain()': ['analyze', (o) => inConnection((connection) => connection.explain(one, null, o))],
  'executionOptions() of a connection': ['readOnly', (o) => inConnection((connection) => connection.executionOptions(o))],
  'executionOptions of a call': [
    'yieldPer',
    (o) => inConnection((connection) => connection.execute('SELECT 1', null, { executionOptions: o })),
  ],
  'inspector.getColumns()': ['schema', (o) => inspect(engine).getColumns('x', o)],
  'inspector.getTableNames()': ['schema', (o) => inspect(engine).getTableNames(o)],
  'inspector.getMultiColumns()': ['filterNames', (o) => inspect(engine).getMultiColumns(o)],
  'event.listen()': ['insert', (o) => event.listen(engine, 'beforeExecute', () => {}, o)],
  'new QueuePool()': ['poolSize', (o) => new QueuePool({} as never, o)],
  'new NullPool()': ['prePing', (o) => new NullPool({} as never, o)],
  'url.updateQueryDict()': ['append', (o) => makeUrl('sqlite://').updateQueryDict({ a: '1' }, o)],
  'url.renderAsString()': ['hidePassword', (o) => makeUrl('sqlite://').renderAsString(o)],
};

/** Where what is no object of options is something else: an engine, a column. */
const takersOfMore: typeof takers = {
  'new Session()': ['autoflush', (o) => new Session(o)],
  'sessionmaker()': ['autoflush', (o) => sessionmaker(o)],
  'uniqueConstraint()': ['name', (o) => uniqueConstraint('a', o)],
  'primaryKeyConstraint()': ['name', (o) => primaryKeyConstraint('a', o)],
  'index()': ['unique', (o) => index('ix', 'a', o)],
  'returning()': ['sortByParameterOrder', (o) => insert(user).returning(c.id, o)],
  Enum: ['nativeEnum', (o) => t.Enum('a', o)],
};

function inConnection(call: (connection: Awaited<ReturnType<typeof engine.connect>>) => unknown): Promise<unknown> {
  return engine.connect().then(async (connection) => {
    try {
      return await call(connection);
    } finally {
      await connection.close();
    }
  });
}

/** What it throws, at once or by its promise. */
function refusalOf(take: () => unknown): Promise<unknown> {
  return Promise.resolve()
    .then(take)
    .then(
      () => 'nothing was refused',
      (error: unknown) => `${(error as Error).constructor.name}: ${(error as Error).message}`,
    );
}

describe('an option that is not known is refused', () => {
  test.each(Object.entries({ ...takers, ...takersOfMore }))('by %s', async (_name, [known, take]) => {
    const refusal = await refusalOf(() => take({ nonsenseOption: true } as never));
    expect(refusal).toMatch(/^ArgumentError: .*"nonsenseOption"/);
    expect(refusal).toContain(known);
  });

  const withoutSuggestion: readonly string[] = ['returning()'];
  const spelled = Object.entries({ ...takers, ...takersOfMore }).filter(([name]) => !withoutSuggestion.includes(name));
  test.each(spelled)('by %s, with the one that was meant', async (_name, [known, take]) => {
    const misspelled = known.replace(/[A-Z]|$/, (letter) => `_${letter.toLowerCase()}`);
    expect(await refusalOf(() => take({ [misspelled]: true } as never))).toContain(`did you mean "${known}"?`);
  });
});

describe('what is no object of options is refused', () => {
  test.each(Object.entries(takers))('by %s', async (_name, [, take]) => {
    for (const given of [null, 5, new Map([['escape', '/']])])
      expect(await refusalOf(() => take(given as never))).toMatch(/^ArgumentError: /);
  });
});

describe('the value of an execution option is of its kind', () => {
  test.each([
    ['yieldPer', '10'],
    ['yieldPer', 0],
    ['insertmanyvaluesPageSize', 1.5],
    ['compiledCache', {}],
    ['schemaTranslateMap', 'x'],
    ['streamResults', 'yes'],
    ['readOnly', 1],
    ['deferrable', 'false'],
    ['loggingToken', 5],
  ])('%s: %p', (name, value) => {
    expect(() => engine.executionOptions({ [name]: value } as never)).toThrow(`"${name}" `);
  });
});
