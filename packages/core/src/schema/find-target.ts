import { NoReferencedColumnError, NoReferencedTableError } from '../errors/invalid-request-errors.ts';
import type { SchemaTable } from './schema-table.ts';
import { targetParts } from './target-parts.ts';

/** The column that a foreign key names. */
export interface FoundTarget {
  readonly table: SchemaTable;
  readonly key: string;
}

/**
 * Looks the target of a foreign key up in the MetaData of its table; a target without a schema is in that of the MetaData.
 *
 * @throws NoReferencedTableError, NoReferencedColumnError
 */
export function findTarget(table: SchemaTable, column: string, target: string): FoundTarget {
  const parts = targetParts(target);
  const { metadata } = table;
  const schema = parts.schema ?? metadata.options.schema ?? null;
  const tableKey = schema === null ? parts.table : `${schema}.${parts.table}`;
  const found = metadata.tables.get(tableKey);
  const dotted = found === undefined ? dottedTarget(table, target) : null;
  if (dotted !== null) return dotted;
  if (found === undefined)
    throw new NoReferencedTableError(
      `Foreign key associated with column '${table.name}.${column}' could not find table '${tableKey}' with which to generate a foreign key to target column '${parts.column}'. Define that table with the same MetaData.`,
    );
  const key = keyOf(found, parts.column);
  if (key !== null) return { table: found, key };
  throw new NoReferencedColumnError(
    `Could not initialize target column for ForeignKey '${target}' on table '${table.name}': table '${found.name}' has no column named '${parts.column}'.`,
  );
}

/** A target whose names have dots themselves. */
function dottedTarget({ metadata }: SchemaTable, target: string): FoundTarget | null {
  for (let dot = target.lastIndexOf('.'); dot > 0; dot = target.lastIndexOf('.', dot - 1)) {
    const table = metadata.tables.get(target.slice(0, dot));
    const key = table === undefined ? null : keyOf(table, target.slice(dot + 1));
    if (table !== undefined && key !== null) return { table, key };
  }
  return null;
}

/** By the name that the database has for it; failing that, by the one that JavaScript has. */
function keyOf(table: SchemaTable, name: string): string | null {
  const keys = Object.keys(table.definition);
  return keys.find((key) => table.columnName(key) === name) ?? keys.find((key) => key === name) ?? null;
}
