// What must compile about results, and what must not. Never run.
import {
  type CursorResult,
  type FrozenResult,
  type Result,
  type ResultPromise,
  type Row,
  rowMapping,
  rowValues,
  type StreamingResult,
  type StreamPromise,
} from '@aludel/core';

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
declare function same<A, B>(...proof: Equal<A, B> extends true ? [] : [never]): void;

type T = [number, string | null];
type N = { id: number; name: string | null };

declare const row: Row<T, N>;
declare const result: CursorResult<T, N>;
declare const promise: ResultPromise<CursorResult<T, N>>;
declare const stream: StreamingResult<T, N>;
declare const streamPromise: StreamPromise<T, N>;

export function aRowIsTypedThreeWays(): void {
  const [id, name] = row;
  same<typeof id, number>();
  same<typeof name, string | null>();
  same<typeof row.id, number>();
  same<(typeof row)[1], string | null>();
  same<typeof row.length, 2>();
  same<typeof row.mapping, Readonly<N>>();
  const { name: renamed } = row;
  same<typeof renamed, string | null>();
  const values: readonly unknown[] = row;
  row.map((value: number | string | null) => value);
  const anyRow: Row<readonly unknown[], object> = row;
  void [values, anyRow];
}

export function aRowIsReadonly(): void {
  // @ts-expect-error a column cannot be assigned
  row.id = 1;
  // @ts-expect-error nor a position
  row[0] = 1;
  // @ts-expect-error nor the mapping
  row.mapping.id = 1;
  // @ts-expect-error a row has no methods that change it
  row.push(1);
}

export function aRowHasNoOtherColumns(): void {
  // @ts-expect-error no such name
  row.email;
  // TypeScript only knows of a tuple with names that its third value may be undefined.
  const [, , third] = row;
  same<typeof third, string | number | null | undefined>();
  // @ts-expect-error a number is no text
  const text: string = row.id;
  void [third, text];
}

export function aColumnCalledLengthHasItsOwnType(line: Row<[number, string], { id: number; length: string }>): void {
  same<typeof line.length, string>();
  same<(typeof line)[0], number>();
  same<typeof line.id, number>();
  const [first] = line;
  same<typeof first, number>();
}

export function anUntypedRowHasUnknownColumns(untyped: Row): void {
  same<typeof untyped.x, unknown>();
  const [x] = untyped;
  same<typeof x, unknown>();
  const length: number = untyped.length;
  // @ts-expect-error unknown must be checked first
  const text: string = untyped.x;
  void [length, text, `${untyped.x}`];
}

export function shadowedRowsAreReadByFunctions(): void {
  same<ReturnType<typeof rowMapping<T, N>>, Readonly<N>>();
  const mapping = rowMapping(row);
  same<typeof mapping.name, string | null>();
  const values = rowValues(row);
  same<(typeof values)[0], number>();
}

export function aResultGivesRows(): void {
  same<ReturnType<typeof result.all>, Row<T, N>[]>();
  same<ReturnType<typeof result.first>, Row<T, N> | null>();
  same<ReturnType<typeof result.one>, Row<T, N>>();
  for (const { id, name } of result) {
    same<typeof id, number>();
    same<typeof name, string | null>();
  }
  for (const [id] of result) same<typeof id, number>();
  for (const rows of result.partitions(10)) same<typeof rows, Row<T, N>[]>();
  const count = <A extends readonly unknown[], B>(anyResult: Result<A, B>): number => anyResult.all().length;
  count(result);
}

export function aResultGivesScalars(): void {
  const scalar = result.scalar();
  same<typeof scalar, number | null>();
  const one = result.scalarOne();
  same<typeof one, number>();
  const first = result.scalars().all();
  same<typeof first, number[]>();
  const named = result.scalars('name').all();
  same<typeof named, (string | null)[]>();
  const second = result.scalars(1).one();
  same<typeof second, string | null>();
  // @ts-expect-error no such column
  result.scalars('email');
  // @ts-expect-error a scalar result cannot tell NULL from the end
  result.scalars().fetchone();
}

export function aResultGivesMappingsAndColumns(): void {
  const mappings = result.mappings().all();
  same<typeof mappings, N[]>();
  const ids = result.mappings().columns('id').one();
  same<typeof ids.id, number>();
  // @ts-expect-error left out
  ids.name;
  const turned = result.columns('name', 'id').one();
  const [name, id] = turned;
  same<typeof name, string | null>();
  same<typeof id, number>();
  same<typeof turned.name, string | null>();
  const byPosition = result.columns(1, 0).one();
  const [second] = byPosition;
  same<typeof second, string | null>();
  // @ts-expect-error no such column
  result.columns('email');
  result.unique((candidate) => candidate.name).all();
  // @ts-expect-error no such column
  result.unique((candidate) => candidate.email);
  const frozen: FrozenResult<Result<T, N>> = result.freeze();
  same<ReturnType<typeof frozen>, Result<T, N>>();
}

export async function aPromiseOfAResultHasItsMethods(): Promise<void> {
  const rows = await promise.all();
  same<(typeof rows)[number], Row<T, N>>();
  const awaited = await promise;
  same<typeof awaited, CursorResult<T, N>>();
  same<typeof awaited.rowcount, number>();
  const scalar = await promise.scalar();
  same<typeof scalar, number | null>();
  const names = await promise.scalars('name').all();
  same<typeof names, (string | null)[]>();
  const first = await promise.scalars().one();
  same<typeof first, number>();
  const mappings = await promise.unique().mappings().all();
  same<typeof mappings, N[]>();
  const [name] = await promise.columns('name').one();
  same<typeof name, string | null>();
  const frozen = await promise.freeze();
  same<ReturnType<typeof frozen>, Result<T, N>>();
  // @ts-expect-error the rows are not there yet
  promise.all().length;
  // @ts-expect-error no such column
  promise.scalars('email');
  // @ts-expect-error rowcount is the result's
  promise.rowcount;
}

export async function aStreamIsTypedLikeAResult(): Promise<void> {
  for await (const { id } of stream) same<typeof id, number>();
  for await (const row of streamPromise) same<typeof row, Row<T, N>>();
  for await (const name of streamPromise.scalars('name')) same<typeof name, string | null>();
  for await (const rows of stream.partitions(10)) same<typeof rows, Row<T, N>[]>();
  const mapping = await streamPromise.mappings().first();
  same<typeof mapping, N | null>();
  // @ts-expect-error a stream is read with await
  for (const row of stream) void row;
}
