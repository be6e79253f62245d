import type { Catalog, CatalogRow, ReflectedColumn, ReflectedComputed, TableFilter } from '@aludel/core/dialect';
import { reflectedType } from '../reflected-types.ts';
import { quoted, textOf, unescaped, withoutParentheses } from './catalog-text.ts';
import { byTable, isMariaDb, tablesNamed } from './table-filter.ts';

/** The columns of tables and views, from one query; of a MariaDB with JSON from two. */
export async function columns(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedColumn[]>> {
  const { where, params } = tablesNamed(tables, 'c');
  const rows = await catalog.query(
    `SELECT c.table_name AS table_name, c.column_name AS name, c.column_type AS column_type, c.is_nullable AS nullable,
  c.column_default AS default_value, c.extra AS extra, c.column_comment AS comment, c.generation_expression AS expression,
  CASE WHEN c.collation_name <> t.table_collation THEN c.collation_name END AS collation_name
FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE ${where}
ORDER BY c.table_name, c.ordinal_position`,
    params,
  );
  const mariaDb = isMariaDb(catalog);
  const isJson = mariaDb ? await jsonColumns(catalog, tables, rows) : () => false;
  return byTable(rows, (row) => toColumn(row, mariaDb, isJson(row)));
}

type IsJson = (row: CatalogRow) => boolean;

/** MariaDB makes of JSON a LONGTEXT with the check `json_valid()`, named after the column. */
async function jsonColumns(catalog: Catalog, tables: TableFilter, rows: readonly CatalogRow[]): Promise<IsJson> {
  if (!rows.some((row) => textOf(row['column_type']) === 'longtext')) return () => false;
  const { where, params } = tablesNamed(tables, 'x', 'constraint_schema');
  const checks = await catalog.query(
    `SELECT x.table_name AS table_name, x.check_clause AS clause FROM information_schema.check_constraints x
WHERE ${where} AND x.check_clause LIKE 'json\\_valid(%'`,
    params,
  );
  const found = new Set(checks.map((row) => `${textOf(row['table_name'])}\0${textOf(row['clause'])}`));
  return (row) => {
    const name = (textOf(row['name']) ?? '').replaceAll('`', '``');
    return textOf(row['column_type']) === 'longtext' && found.has(`${textOf(row['table_name'])}\0json_valid(\`${name}\`)`);
  };
}

function toColumn(row: CatalogRow, mariaDb: boolean, isJson: boolean): ReflectedColumn {
  const name = textOf(row['name']) ?? '';
  const extra = textOf(row['extra']) ?? '';
  const computed = toComputed(row, extra, mariaDb);
  return {
    name,
    type: reflectedType({
      column: `${textOf(row['table_name'])}.${name}`,
      columnType: isJson ? 'json' : (textOf(row['column_type']) ?? ''),
      collation: isJson ? null : textOf(row['collation_name']),
    }),
    nullable: row['nullable'] === 'YES',
    default: computed === null ? defaultSql(row, extra, mariaDb) : null,
    autoincrement: /\bauto_increment\b/i.test(extra),
    comment: textOf(row['comment']),
    computed,
    identity: null,
  };
}

function toComputed(row: CatalogRow, extra: string, mariaDb: boolean): ReflectedComputed | null {
  const expression = textOf(row['expression']);
  if (expression === null) return null;
  const sqltext = withoutParentheses(mariaDb ? expression : unescaped(expression));
  return { sqltext, persisted: /\b(?:stored|persistent)\b/i.test(extra) };
}

/**
 * MariaDB gives SQL, with NULL as a word. MySQL gives the bare value, and an expression only where it says so.
 * `ON UPDATE` belongs to it, as in a definition that is written by hand.
 */
function defaultSql(row: CatalogRow, extra: string, mariaDb: boolean): string | null {
  const given = row['default_value'];
  if (given === null || given === undefined) return null;
  const value = textOf(given) ?? '';
  const onUpdate = /\bon update (\S+)/i.exec(extra)?.[1];
  const suffix = onUpdate === undefined ? '' : ` ON UPDATE ${onUpdate}`;
  if (mariaDb) return value.toUpperCase() === 'NULL' ? null : value + suffix;
  if (/\bDEFAULT_GENERATED\b/i.test(extra)) return expressionSql(unescaped(value)) + suffix;
  if (/^(?:bit|binary|varbinary)\b/i.test(textOf(row['column_type']) ?? '') && /^(?:b'[01]*'|0x[\da-f]*)$/i.test(value))
    return value;
  return quoted(value);
}

/** Only the current time may stand without parentheses. */
function expressionSql(expression: string): string {
  if (/^(?:CURRENT_TIMESTAMP|NOW)(?:\(\d*\))?$/i.test(expression)) return expression;
  return expression === withoutParentheses(expression) ? `(${expression})` : expression;
}
