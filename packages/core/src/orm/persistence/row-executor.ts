import { type Connection, executeAtOnce } from '../../engine/connection.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { ClauseElement } from '../../sql/clause-element.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';

/** A row to write, by the keys of columns. */
export type Row = Record<string, unknown>;

/** Executes a statement of tables: once, or once for each of several rows. */
export function run(
  connection: Connection,
  statement: ClauseElement,
  params: Row | readonly Row[] | null,
): MaybePromise<CursorResult> {
  return connection[executeAtOnce](statement as never, params as never, undefined);
}

/** A table whose columns TypeScript does not know. */
export function asFrom(table: SchemaTable): FromClause<Record<string, unknown>, string> {
  return table as unknown as FromClause<Record<string, unknown>, string>;
}

/** A name for the parameter of a condition, beside those of the columns that are set. */
export function conditionName(table: SchemaTable, key: string): string {
  const name = `${table.name}_${key}`;
  return table.columnList.some((column) => column.key === name) ? `${name}_before` : name;
}
