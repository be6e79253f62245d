import type {
  Catalog,
  CatalogRow,
  ReflectedCheckConstraint,
  ReflectedForeignKey,
  ReflectedForeignKeyOptions,
  ReflectedPrimaryKey,
  ReflectedUniqueConstraint,
  TableFilter,
} from '@aludel/core/dialect';
import { textOf, unescaped, withoutParentheses } from './catalog-text.ts';
import { grouped, isMariaDb, schemaFilter, tablesNamed } from './table-filter.ts';

/** Primary keys: MySQL gives them no name. */
export async function primaryKeys(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, ReflectedPrimaryKey>> {
  const { where, params } = tablesNamed(tables, 's');
  const rows = await catalog.query(
    `SELECT s.table_name AS table_name, s.index_name AS name, s.column_name AS column_name FROM information_schema.statistics s
WHERE ${where} AND s.index_name = 'PRIMARY' ORDER BY s.table_name, s.seq_in_index`,
    params,
  );
  return mapValues(grouped(rows, 'name'), ([key = []]) => ({
    name: null,
    constrainedColumns: key.map((row) => textOf(row['column_name']) ?? ''),
    comment: null,
  }));
}

/** UNIQUE constraints, which are nothing but unique indexes. */
export async function uniqueConstraints(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedUniqueConstraint[]>> {
  const { where, params } = tablesNamed(tables, 's');
  const rows = await catalog.query(
    `SELECT s.table_name AS table_name, s.index_name AS name, s.column_name AS column_name FROM information_schema.statistics s
WHERE ${where} AND s.non_unique = 0 AND s.index_name <> 'PRIMARY' ORDER BY s.table_name, s.index_name, s.seq_in_index`,
    params,
  );
  return mapValues(grouped(rows, 'name'), (constraints) =>
    constraints
      // A part without column is an expression, which no constraint can have.
      .filter((parts) => parts.every((row) => textOf(row['column_name']) !== null))
      .map((parts) => ({
        name: textOf(parts[0]?.['name']),
        columnNames: parts.map((row) => textOf(row['column_name']) ?? ''),
        duplicatesIndex: textOf(parts[0]?.['name']) ?? '',
        comment: null,
      })),
  );
}

/** CHECK constraints; without `json_valid()`, which is MariaDB's way to keep JSON. */
export async function checkConstraints(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedCheckConstraint[]>> {
  const mariaDb = isMariaDb(catalog);
  const rows = await (mariaDb ? mariaDbChecks(catalog, tables) : mysqlChecks(catalog, tables));
  const written = rows.filter((row) => !mariaDb || !/^json_valid\(`(?:[^`]|``)*`\)$/.test(textOf(row['clause']) ?? ''));
  return mapValues(grouped(written, 'name'), (constraints) =>
    constraints.map((parts) => {
      const [row = {}] = parts;
      const clause = textOf(row['clause']) ?? '';
      return {
        name: textOf(row['level']) === 'Column' ? null : textOf(row['name']),
        sqltext: withoutParentheses(mariaDb ? clause : unescaped(clause)),
        comment: null,
        ...(textOf(row['enforced']) === 'NO' && { dialectOptions: { mysql: { notEnforced: true } } }),
      };
    }),
  );
}

function mysqlChecks(catalog: Catalog, tables: TableFilter): Promise<readonly CatalogRow[]> {
  const { where, params } = tablesNamed(tables, 't');
  return catalog.query(
    `SELECT t.table_name AS table_name, t.constraint_name AS name, x.check_clause AS clause, t.enforced AS enforced
FROM information_schema.table_constraints t
  JOIN information_schema.check_constraints x
    ON x.constraint_schema = t.constraint_schema AND x.constraint_name = t.constraint_name
WHERE ${where} AND t.constraint_type = 'CHECK' ORDER BY t.table_name, t.constraint_name`,
    params,
  );
}

/** Here names of checks are unique in their table only; those at a column bear its name. */
function mariaDbChecks(catalog: Catalog, tables: TableFilter): Promise<readonly CatalogRow[]> {
  const { where, params } = tablesNamed(tables, 'x', 'constraint_schema');
  return catalog.query(
    `SELECT x.table_name AS table_name, x.constraint_name AS name, x.check_clause AS clause, x.level AS level
FROM information_schema.check_constraints x WHERE ${where} ORDER BY x.table_name, x.constraint_name`,
    params,
  );
}

export async function foreignKeys(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedForeignKey[]>> {
  const { where, params } = tablesNamed(tables, 'k');
  const own = schemaFilter(tables.schema, 'r.constraint_schema');
  const rows = await catalog.query(
    `SELECT k.table_name AS table_name, k.constraint_name AS name, k.column_name AS column_name,
  CASE WHEN k.referenced_table_schema <> DATABASE() THEN k.referenced_table_schema END AS foreign_schema,
  k.referenced_table_schema AS referred_schema, k.referenced_table_name AS referred_table,
  k.referenced_column_name AS referred_column, r.update_rule AS update_rule, r.delete_rule AS delete_rule
FROM information_schema.key_column_usage k
  JOIN information_schema.referential_constraints r
    ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
WHERE ${where} AND ${own.where} AND k.referenced_table_name IS NOT NULL
ORDER BY k.table_name, k.constraint_name, k.ordinal_position`,
    [...params, ...own.params],
  );
  return mapValues(grouped(rows, 'name'), (keys) => keys.map((key) => toForeignKey(key, tables.schema)));
}

function toForeignKey(parts: readonly CatalogRow[], schema: string | null): ReflectedForeignKey {
  const [row = {}] = parts;
  return {
    name: textOf(row['name']),
    constrainedColumns: parts.map((part) => textOf(part['column_name']) ?? ''),
    referredSchema: textOf(schema === null ? row['foreign_schema'] : row['referred_schema']),
    referredTable: textOf(row['referred_table']) ?? '',
    referredColumns: parts.map((part) => textOf(part['referred_column']) ?? ''),
    options: foreignKeyOptions(row),
    comment: null,
  };
}

/** RESTRICT is not told from NO ACTION by what it does here: it is how MariaDB calls the default. */
function foreignKeyOptions(row: CatalogRow): ReflectedForeignKeyOptions {
  const action = (rule: unknown) => {
    const word = textOf(rule);
    return word === null || word === 'NO ACTION' || word === 'RESTRICT'
      ? undefined
      : (word as 'CASCADE' | 'SET NULL' | 'SET DEFAULT');
  };
  const onupdate = action(row['update_rule']);
  const ondelete = action(row['delete_rule']);
  return { ...(onupdate !== undefined && { onupdate }), ...(ondelete !== undefined && { ondelete }) };
}

function mapValues<A, B>(map: ReadonlyMap<string, A>, change: (value: A) => B): ReadonlyMap<string, B> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
