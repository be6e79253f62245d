// What must compile about inspectors and reflected tables, and what must not. Never run.
import {
  column,
  type Column,
  type Connection,
  type Engine,
  inspect,
  MetaData,
  type ReflectedColumn,
  select,
  Table,
  types as t,
} from '@aludel/core';

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
declare function same<A, B>(...proof: Equal<A, B> extends true ? [] : [never]): void;

declare const engine: Engine;
declare const connection: Connection;
const metadata = new MetaData();

export async function anInspectorReadsFromEngineOrConnection(): Promise<void> {
  const columns = await inspect(engine).getColumns('user_account', { schema: 'app' });
  same<typeof columns, readonly ReflectedColumn[]>();
  const many = await inspect(connection).getMultiColumns({ kind: 'view', scope: 'any', filterNames: ['a'] });
  same<ReturnType<typeof many.get>, readonly ReflectedColumn[] | undefined>();
  // @ts-expect-error a URL is no engine
  inspect('sqlite://');
  // @ts-expect-error a table is named, not given
  await inspect(engine).getColumns({ name: 'user_account' });
  // @ts-expect-error there is no such kind
  await inspect(engine).getMultiColumns({ kind: 'sequence' });
}

export async function aReflectedTableHasColumnsOfUnknownType(): Promise<void> {
  const table = await Table.reflect('user_account', metadata, engine);
  const name = table.c['name'];
  same<typeof name, Column<string, unknown, 'user_account'> | undefined>();
  if (name !== undefined) await connection.execute(select(name).where(name.eq('sandy')));
  await metadata.reflect(connection, { only: (found, own) => found !== own.toString(), views: true });
  // @ts-expect-error it is read from a database, not from its URL
  await Table.reflect('user_account', metadata, 'sqlite://');
}

export async function columnsThatAreGivenAreTyped(): Promise<void> {
  const table = await Table.reflect('user_account', metadata, engine, {
    columns: { id: column(t.Integer, { primaryKey: true }) },
  });
  same<typeof table.c.id, Column<'id', number, 'user_account'>>();
  const row = await connection.execute(select(table.c.id)).one();
  same<typeof row.id, number>();
}
