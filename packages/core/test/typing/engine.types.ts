// What must compile about engines and connections, and what must not. Never run.
import {
  createEngine,
  event,
  type CursorResult,
  type Engine,
  type NestedTransaction,
  type RootTransaction,
  sql,
  text,
  types as t,
} from '@aludel/core';

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
declare function same<A, B>(...proof: Equal<A, B> extends true ? [] : [never]): void;

declare const engine: Engine;
declare const madeAtRunTime: string;

export async function rowsHaveTheTypeOfTheText(): Promise<void> {
  await using connection = await engine.connect();
  const point = text<{ x: number; y: string | null }>('SELECT x, y FROM point');
  const row = (await connection.execute(point)).one();
  same<typeof row.x, number>();
  same<typeof row.y, string | null>();
  // @ts-expect-error no such column
  row.z;
  for await (const streamed of connection.stream(point)) same<typeof streamed.x, number>();
  const mappings = await connection.execute(point).mappings().all();
  same<(typeof mappings)[number], { x: number; y: string | null }>();
}

export async function rowsHaveTheTypeOfTheColumns(): Promise<void> {
  await using connection = await engine.connect();
  const statement = text('SELECT id, name FROM point').columns({ id: t.Integer, name: t.String(30) });
  const row = await connection.execute(statement).first();
  if (row === null) return;
  const id: number = row.id;
  // @ts-expect-error a number is no text
  const wrong: string = row.id;
  void [id, wrong];
}

export async function aDynamicStringIsRefused(): Promise<void> {
  await using connection = await engine.connect();
  await connection.execute('SELECT 1');
  await connection.execute(text(madeAtRunTime));
  await connection.execute(sql`SELECT ${1}`);
  // @ts-expect-error it must go through text()
  await connection.execute(madeAtRunTime);
  // @ts-expect-error also with a literal in it
  await connection.execute(`SELECT ${madeAtRunTime}`);
  // @ts-expect-error even with a number in it
  await connection.execute(`SELECT ${1 as number}`);
  await connection.execute(`SELECT 1`);
  // @ts-expect-error scalar() likewise
  await connection.scalar(madeAtRunTime);
  // @ts-expect-error stream() likewise
  connection.stream(madeAtRunTime);
  // execDriverSql() takes any string: it is the way around the compiler.
  await connection.execDriverSql(madeAtRunTime, [1]);
}

export async function parametersAreObjects(): Promise<void> {
  await using connection = await engine.connect();
  await connection.execute('A', { x: 1 });
  await connection.execute('A', [{ x: 1 }, { x: 2 }]);
  await connection.execute('A', null, { timeout: 5, signal: AbortSignal.timeout(10) });
  // @ts-expect-error a string is no set of parameters
  await connection.execute('A', 'x');
  // @ts-expect-error an option of a statement must exist
  await connection.execute('A', {}, { timeuot: 5 });
}

export function optionsMustExist(): void {
  createEngine('sqlite://', { echo: 'debug', poolSize: 3, isolationLevel: 'SERIALIZABLE', executionOptions: { yieldPer: 10 } });
  // @ts-expect-error a misspelled option
  createEngine('sqlite://', { pool_size: 3 });
  // @ts-expect-error a value that no database has
  createEngine('sqlite://', { isolationLevel: 'CHAOS' });
  // @ts-expect-error a misspelled execution option
  engine.executionOptions({ yield_per: 10 });
  // @ts-expect-error a URL is a string or a URL of ours
  createEngine(42);
}

export async function aBlockGivesWhatItsCallbackGives(): Promise<void> {
  const scalar = await engine.begin((connection) => connection.scalar(text<{ n: number }>('SELECT 1 AS n')));
  same<typeof scalar, number | null>();
  const nothing = await engine.begin(async () => undefined);
  same<typeof nothing, undefined>();
  const atOnce = await engine.begin(() => 7);
  same<typeof atOnce, number>();
  await using connection = await engine.connect();
  const nested = await connection.beginNested(async (same) => same.execute('SELECT 1'));
  const result: CursorResult = nested;
  const transaction: RootTransaction = await connection.begin();
  const savepoint: NestedTransaction = await connection.beginNested();
  void [result, transaction, savepoint];
  // @ts-expect-error a block wants a function
  await engine.begin(42);
}

export function listenersAreTyped(): void {
  event.listen(engine, 'beforeCursorExecute', (connection, _sql, params, isMany) => {
    same<typeof _sql, string>();
    same<typeof params, readonly unknown[]>();
    same<typeof isMany, boolean>();
    void connection.inTransaction();
  });
  event.listen(engine, 'beforeCursorExecute', (_connection, text, params) => [`${text} /* tagged */`, params], { retval: true });
  event.listen(engine, 'handleError', ({ originalException, isDisconnect }) => {
    if (!isDisconnect) throw originalException;
  });
  // @ts-expect-error no such event
  event.listen(engine, 'afterLunch', () => undefined);
}

interface Point {
  readonly x: number;
}

export async function parametersMayHaveAnyObjectType(point: Point, points: readonly Point[]): Promise<void> {
  await using connection = await engine.connect();
  await connection.execute(text('INSERT INTO point (x) VALUES (:x)'), point);
  await connection.execute(text('INSERT INTO point (x) VALUES (:x)'), points);
  await connection.execute(text('INSERT INTO point (x) VALUES (:x)'), { x: 1 });
  // @ts-expect-error a value is no set of parameters
  await connection.execute(text('INSERT INTO point (x) VALUES (:x)'), 1);
  // @ts-expect-error nor is a list of values
  await connection.execute(text('INSERT INTO point (x) VALUES (:x)'), [1]);
  // @ts-expect-error nor is a Map
  await connection.execute(text('INSERT INTO point (x) VALUES (:x)'), new Map([['x', 1]]));
}
