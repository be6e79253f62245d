import type { ReflectedColumn, ReflectedPrimaryKey } from '../dialect/introspector.ts';
import { column, ColumnDefinition, type ColumnOptions } from '../schema/column-definition.ts';
import { computed } from '../schema/computed.ts';
import { identity } from '../schema/identity.ts';
import { literalColumn } from '../sql/literals.ts';

/** Definitions of columns, by key, with a way from the names of the database to the keys. */
export interface ColumnSet {
  readonly definitions: Readonly<Record<string, ColumnDefinition<unknown>>>;
  readonly keys: ReadonlyMap<string, string>;
}

/** How columns are to be read. */
export interface ColumnChoice {
  readonly table: string;
  readonly primaryKey: ReflectedPrimaryKey;
  /** Instead of what the database says, by key. */
  readonly overrides: Readonly<Record<string, ColumnDefinition<unknown>>>;
  /** By their names in the database; null: all. */
  readonly includeColumns: readonly string[] | null;
}

/** Makes definitions from what the database says of columns, and from what the application knows better. */
export function reflectedColumns(columns: readonly ReflectedColumn[], choice: ColumnChoice): ColumnSet {
  const { overrides, includeColumns } = choice;
  const known = new Map(Object.entries(overrides).map(([key, definition]) => [definition.name ?? key, key]));
  const wanted = columns.filter(({ name }) => known.has(name) || includeColumns === null || includeColumns.includes(name));
  const entries = wanted.map((found): [string, ColumnDefinition<unknown>] => {
    const key = known.get(found.name);
    if (key === undefined) return [found.name, definitionOf(found, choice)];
    return [
      key,
      withPrimaryKey(overrides[key] as ColumnDefinition<unknown>, choice.primaryKey.constrainedColumns.includes(found.name)),
    ];
  });
  const additional = Object.entries(overrides).filter(([key]) => !entries.some(([other]) => other === key));
  const keys = wanted.map(({ name }): [string, string] => [name, known.get(name) ?? name]);
  return { definitions: Object.fromEntries([...entries, ...additional]), keys: new Map(keys) };
}

function withPrimaryKey(definition: ColumnDefinition<unknown>, isPrimaryKey: boolean): ColumnDefinition<unknown> {
  if (!isPrimaryKey || definition.options.primaryKey === true) return definition;
  const { name, type, foreignKeys, options } = definition;
  return new ColumnDefinition(name, type, foreignKeys, { ...options, primaryKey: true });
}

function definitionOf(found: ReflectedColumn, { table, primaryKey }: ColumnChoice): ColumnDefinition<unknown> {
  const isPrimaryKey = primaryKey.constrainedColumns.includes(found.name);
  const isAlone = primaryKey.constrainedColumns.length === 1;
  const isOwnSequence = found.autoincrement && nextOf(table, found.name).test(found.default ?? '');
  const options: ColumnOptions = {
    ...(isPrimaryKey ? { primaryKey: true } : { nullable: found.nullable }),
    ...(isPrimaryKey && (isAlone || found.autoincrement) && { autoincrement: found.autoincrement }),
    ...(found.default !== null && !(isOwnSequence && isPrimaryKey) && { serverDefault: literalColumn(found.default) }),
    ...(found.computed !== null && {
      computed: computed(literalColumn(found.computed.sqltext), { persisted: found.computed.persisted }),
    }),
    ...(found.identity !== null && { identity: identity(found.identity) }),
    ...(found.comment !== null && { comment: found.comment }),
  };
  return column(found.name, found.type, options);
}

/** The default of a SERIAL column: `nextval('t_id_seq'::regclass)`, which the database makes by itself. */
function nextOf(table: string, name: string): RegExp {
  return new RegExp(`^nextval\\('(?:[^']*\\.)?"?${escaped(`${table}_${name}_seq`)}"?'::regclass\\)$`);
}

function escaped(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('"', '""')
    .replaceAll("'", "''");
}
