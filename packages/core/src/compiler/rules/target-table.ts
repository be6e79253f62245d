import { autoincrementColumn } from '../../schema/autoincrement.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { Table } from '../../schema/table.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromIdentity, FromNode } from '../../sql/nodes/sql-node.ts';

/** A column of the table that is written, with what its definition says; null for a table of which only the names are known. */
export interface TargetColumn {
  readonly node: ColumnNode;
  readonly definition: AnyColumn | null;
}

/** The table that a statement writes. */
export interface TargetTable {
  readonly node: FromNode;
  readonly columns: readonly TargetColumn[];
  readonly primaryKey: readonly TargetColumn[];
  /** The primary key, then other columns that no two rows have the same values in, and that are never NULL. */
  readonly uniqueKeys: readonly (readonly TargetColumn[])[];
  /** The column that the database numbers. */
  readonly autoincrement: TargetColumn | null;
}

const known = new WeakMap<FromIdentity, TargetTable>();

/** What there is to know of a table; found out once. */
export function targetTable(node: FromNode): TargetTable {
  const before = known.get(node.identity);
  if (before !== undefined) return before;
  const found = describe(node);
  known.set(node.identity, found);
  return found;
}

function describe(node: FromNode): TargetTable {
  const definitions = Table.is(node.identity) ? (node.identity.c as Readonly<Record<string, AnyColumn | undefined>>) : null;
  const columns = (node.identity.columnNodes as readonly ColumnNode[]).map((column) => ({
    node: column,
    definition: definitions?.[column.key] ?? null,
  }));
  const primaryKey = columns.filter(({ definition }) => definition?.primaryKey === true);
  const uniqueKeys = uniqueKeysOf(node.identity, columns, primaryKey);
  return { node, columns, primaryKey, uniqueKeys, autoincrement: autoincrementOf(node.identity, primaryKey) };
}

function uniqueKeysOf(
  table: unknown,
  columns: readonly TargetColumn[],
  primaryKey: readonly TargetColumn[],
): TargetTable['uniqueKeys'] {
  const constraints = Table.is(table) ? table.constraints.filter(({ kind }) => kind === 'unique') : [];
  const others = constraints.map((constraint) =>
    columns.filter(({ definition }) => definition !== null && constraint.columns.includes(definition)),
  );
  const keys = [primaryKey, ...others.filter((key) => key.every(({ definition }) => definition?.nullable === false))];
  return keys.filter((key) => key.length > 0);
}

function autoincrementOf(table: unknown, primaryKey: readonly TargetColumn[]): TargetColumn | null {
  if (!Table.is(table)) return null;
  const numbered = primaryKey.find(({ definition }) => definition?.options.identity !== undefined)?.definition;
  const wanted = numbered ?? autoincrementColumn(table);
  return primaryKey.find(({ definition }) => definition === wanted) ?? null;
}

/** What parameters of an execution can be called. */
export function columnKeys({ columns }: TargetTable): readonly string[] {
  return columns.map(({ node }) => node.key);
}
