import { ArgumentError } from '../../errors/argument-errors.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { ColumnProperty } from './column-property.ts';

/** A class whose rows are to be told apart. */
export interface KeyedClass {
  readonly name: string;
  readonly table: SchemaTable;
  readonly columns: readonly ColumnProperty[];
  /** Attributes that tell, in place of the table's primary key. */
  readonly named: readonly string[] | undefined;
}

/** What tells the rows of a class apart. @throws ArgumentError where nothing does */
export function primaryKeyOf({ name, table, columns, named }: KeyedClass): readonly ColumnProperty[] {
  if (named !== undefined && named.length > 0) return named.map((key) => namedColumn(name, columns, key));
  const key = table.primaryKey.columns.flatMap((column) => columns.filter((property) => property.columns.includes(column)));
  if (key.length > 0) return key;
  throw new ArgumentError(
    `Mapper Mapper(${name} -> ${table.fullname}) could not assemble any primary key columns for mapped table '${table.fullname}'. Give a column { primaryKey: true }, or say which attributes tell its rows apart: { primaryKey: ['…'] }.`,
  );
}

function namedColumn(name: string, columns: readonly ColumnProperty[], key: string): ColumnProperty {
  const property = columns.find((one) => one.key === key);
  if (property !== undefined) return property;
  throw new ArgumentError(`The option "primaryKey" of ${name} names "${key}", which is no column of it.`);
}
