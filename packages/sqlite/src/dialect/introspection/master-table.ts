import type { TableFilter } from '@aludel/core/dialect';

/**
 * `sqlite_master` of a schema, as a subquery with the columns `db`, `type`, `name` and `sql`. Without a schema it is that
 * of the main database, where temporary tables hide others of the same name.
 */
export function masterTable(schema: string | null): string {
  if (schema !== null) return `(SELECT ${literal(schema)} AS db, type, name, sql FROM ${identifier(schema)}.sqlite_master)`;
  return `(SELECT 'temp' AS db, type, name, sql FROM temp.sqlite_master
  UNION ALL SELECT 'main', type, name, sql FROM main.sqlite_master
  WHERE name NOT IN (SELECT name FROM temp.sqlite_master))`;
}

/** Tables and views of these names, as `m`. */
export function tablesNamed({ schema, names }: TableFilter): {
  readonly from: string;
  readonly where: string;
  readonly params: readonly unknown[];
} {
  return {
    from: `${masterTable(schema)} m`,
    where: "m.type IN ('table', 'view') AND m.name IN (SELECT value FROM json_each(?))",
    params: [JSON.stringify(names)],
  };
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
