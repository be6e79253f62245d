import type {
  ReflectedCheckConstraint,
  ReflectedForeignKey,
  ReflectedIndex,
  ReflectedPrimaryKey,
  ReflectedUniqueConstraint,
} from '../dialect/introspector.ts';
import {
  checkConstraint,
  foreignKeyConstraint,
  index,
  type IndexOptions,
  primaryKeyConstraint,
  type TableItem,
  uniqueConstraint,
} from '../schema/table-item.ts';
import type { ClauseElement } from '../sql/clause-element.ts';
import type { ColumnElement } from '../sql/column-element.ts';
import { literalColumn } from '../sql/literals.ts';
import { boolean } from '../types/boolean.ts';
import { warn } from '../util/warn.ts';

/** What the database says of a table, beside its columns. */
export interface ReflectedParts {
  readonly primaryKey: ReflectedPrimaryKey;
  /** Whether the table has this primary key, not one that the application knows better. */
  readonly isPrimaryKeyKnown: boolean;
  readonly foreignKeys: readonly ReflectedForeignKey[];
  readonly uniqueConstraints: readonly ReflectedUniqueConstraint[];
  readonly checkConstraints: readonly ReflectedCheckConstraint[];
  readonly indexes: readonly ReflectedIndex[];
}

type Keys = ReadonlyMap<string, string>;
/** The columns of the table that is made. */
export interface TableColumns {
  /** Their keys by their names in the database. */
  readonly keys: Keys;
  /** By key. */
  readonly columns: Readonly<Record<string, ColumnElement<unknown>>>;
}

/** Constraints and indexes of a table; those of columns that were left out are left out as well. */
export function reflectedItems(
  table: string,
  parts: ReflectedParts,
  { keys, columns: expressions }: TableColumns,
): readonly TableItem[] {
  const covered = (what: string, columns: readonly (string | null)[]): boolean => {
    const isCovered = columns.every((name) => name === null || keys.has(name));
    if (!isCovered)
      warn(`The ${what} of the reflected table "${table}" is left out, since it needs columns that are not included.`);
    return isCovered;
  };
  const { primaryKey, foreignKeys, uniqueConstraints, checkConstraints, indexes } = parts;
  return [
    ...(parts.isPrimaryKeyKnown ? primaryKeyItem(primaryKey, keys) : []),
    ...foreignKeys
      .filter((key) => covered(`foreign key ${key.name ?? ''}`, key.constrainedColumns))
      .map((key) => foreignKeyItem(key, keys)),
    ...uniqueConstraints
      // Where the two are one thing, the index says more of it.
      .filter((unique) => unique.duplicatesIndex === undefined)
      .filter((unique) => covered(`unique constraint ${unique.name ?? ''}`, unique.columnNames))
      .map((unique) => uniqueItem(unique, keys)),
    ...checkConstraints.map(checkItem),
    ...indexes
      .filter((found) => found.duplicatesConstraint === undefined && covered(`index ${found.name}`, found.columnNames))
      .map((found) => indexItem(found, { keys, columns: expressions })),
  ];
}

function primaryKeyItem({ name, constrainedColumns, comment }: ReflectedPrimaryKey, keys: Keys): readonly TableItem[] {
  const isWhole = constrainedColumns.every((column) => keys.has(column));
  if (!isWhole || constrainedColumns.length === 0 || (constrainedColumns.length === 1 && name === null)) return [];
  return [primaryKeyConstraint(...firstOf(constrainedColumns, keys), { ...named(name), ...commented(comment) })];
}

function foreignKeyItem(key: ReflectedForeignKey, keys: Keys): TableItem {
  const table = key.referredSchema === null ? key.referredTable : `${key.referredSchema}.${key.referredTable}`;
  return foreignKeyConstraint(
    firstOf(key.constrainedColumns, keys),
    key.referredColumns.map((column) => `${table}.${column}`),
    { ...named(key.name), ...key.options, ...commented(key.comment) },
  );
}

function uniqueItem(unique: ReflectedUniqueConstraint, keys: Keys): TableItem {
  const { name, deferrable, initially, comment, dialectOptions } = unique;
  return uniqueConstraint(...firstOf(unique.columnNames, keys), {
    ...named(name),
    ...(deferrable !== undefined && { deferrable }),
    ...(initially !== undefined && { initially }),
    ...commented(comment),
    ...(dialectOptions !== undefined && { dialectOptions }),
  });
}

function checkItem({ name, sqltext, comment, dialectOptions }: ReflectedCheckConstraint): TableItem {
  return checkConstraint(literalColumn(sqltext, boolean), {
    ...named(name),
    ...commented(comment),
    ...(dialectOptions !== undefined && { dialectOptions }),
  });
}

function indexItem(found: ReflectedIndex, columns: TableColumns): TableItem {
  const parts = found.columnNames.map((name, at) => indexPart(found, { name, at }, columns));
  const options: IndexOptions = {
    ...(found.unique && { unique: true }),
    ...(found.where !== undefined && { where: literalColumn(found.where, boolean) }),
    ...(found.using !== undefined && { using: found.using }),
    ...(found.dialectOptions !== undefined && { dialectOptions: found.dialectOptions }),
  };
  return index(found.name, ...(parts as [string, ...string[]]), options);
}

interface PartOfIndex {
  /** Null: an expression. */
  readonly name: string | null;
  readonly at: number;
}

function indexPart(found: ReflectedIndex, { name, at }: PartOfIndex, { keys, columns }: TableColumns): string | ClauseElement {
  const expression = found.expressions?.[at] ?? '';
  const sorting = found.columnSorting?.[name ?? expression] ?? [];
  if (name === null) return sorted(literalColumn(expression), sorting);
  const key = keys.get(name) ?? name;
  return sorting.length === 0 ? key : sorted(columns[key] as ColumnElement<unknown>, sorting);
}

function sorted(element: ColumnElement<unknown>, sorting: readonly string[]): ColumnElement<unknown> {
  const ordered = sorting.includes('desc') ? element.desc() : element;
  if (sorting.includes('nulls_first')) return ordered.nullsFirst();
  return sorting.includes('nulls_last') ? ordered.nullsLast() : ordered;
}

function firstOf(names: readonly string[], keys: Keys): [string, ...string[]] {
  return names.map((name) => keys.get(name) ?? name) as [string, ...string[]];
}

function named(name: string | null): { readonly name?: string } {
  return name === null ? {} : { name };
}

function commented(comment: string | null): { readonly comment?: string } {
  return comment === null ? {} : { comment };
}
