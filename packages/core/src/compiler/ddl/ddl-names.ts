import { createHash } from 'node:crypto';
import { IdentifierError } from '../../errors/argument-errors.ts';
import { CompileError } from '../../errors/compile-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { ItemName } from '../../schema/constraint.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { TableOutline } from '../../schema/table-outline.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { cutToBytes, standardIdentifiers } from '../identifier-rules.ts';
import type { SelectScope } from '../rules.ts';
import type { DdlWriter } from './ddl-writer.ts';

/** A table with its schema. */
export function tableName({ name, schema }: TableOutline | SchemaTable, { sql }: DdlWriter): string {
  return sql.tableName(name, schema);
}

/** Names of columns, in a list. */
export function columnNames(columns: readonly AnyColumn[], { sql }: DdlWriter): string {
  return columns.map(({ name }) => sql.identifier(name)).join(', ');
}

/**
 * The name of a constraint or index. One that a naming convention made is cut where it is too long, and gets a piece of
 * its hash in place of the end, so that it stays unique.
 *
 * @throws IdentifierError for one that was given and is too long
 */
export function itemName(item: ItemName, what: string, ddl: DdlWriter): string {
  const { sql, traits } = ddl;
  const { name } = item;
  if (name === null) throw new CompileError(`${what} needs a name. Give one, or a naming convention to the MetaData.`);
  const max = traits.maxConstraintNameLength ?? (sql.dialect.identifiers ?? standardIdentifiers).maxLength;
  if (Buffer.byteLength(name) <= max) return sql.identifier(name);
  if (!item.isNameGenerated) throw tooLong(name, max);
  const hash = createHash('md5').update(name).digest('hex').slice(-4);
  return sql.identifier(`${cutToBytes(name, max - 8)}_${hash}`);
}

/** Refuses names that the database would cut without a word. */
export function checkLength(name: string, { sql }: DdlWriter): void {
  const { maxLength } = sql.dialect.identifiers ?? standardIdentifiers;
  if (Buffer.byteLength(name) > maxLength) throw tooLong(name, maxLength);
}

function tooLong(name: string, max: number): IdentifierError {
  return new IdentifierError(`Identifier '${name}' exceeds maximum length of ${max} characters. Give a shorter name.`);
}

/** An expression of a table's definition: columns without the table in front. */
export function tableExpression(node: SqlNode, table: TableOutline, ddl: DdlWriter): string {
  return inTable(table, () => ddl.sql.write(node), ddl);
}

/** Writes with the columns of a table unqualified: inside its definition. */
export function inTable(table: TableOutline, write: () => string, { sql }: DdlWriter): string {
  const scope: SelectScope = {
    unqualified: table,
    froms: [],
    visible: [],
    labels: new Map(),
    labelOf: new Map(),
    part: 'other',
  };
  sql.scopes.push(scope);
  const written = write();
  sql.scopes.pop();
  return written;
}
