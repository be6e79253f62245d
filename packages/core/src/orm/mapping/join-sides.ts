import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { Entity } from './entity.ts';

/** The tables of a class. */
export interface ClassTables {
  /** Its own; where a foreign key leads to it, those of the classes it inherits from are not asked. */
  readonly own: SchemaTable;
  readonly all: readonly SchemaTable[];
}

/** Two sides of a relationship, as far as their tables go, and what the application says of how they are joined. */
export interface JoinSides {
  /** `User.addresses`, for messages. */
  readonly name: string;
  readonly parent: ClassTables;
  readonly target: ClassTables;
  /** For each part of the target's primary key the columns that it stands for. */
  readonly targetKey: readonly (readonly AnyColumn[])[];
  readonly isCollection: boolean;
  readonly secondary: SchemaTable | null;
  readonly primaryjoin: SqlNode | null;
  readonly secondaryjoin: SqlNode | null;
  readonly foreignKeys: readonly AnyColumn[];
  readonly remoteSide: readonly AnyColumn[];
  readonly viewonly: boolean;
  /** The alias of the target that the relationship leads to; null: the class itself. */
  readonly alias: Entity | null;
}

/** Whether a column is one of a class's tables. */
export function hasColumn({ all }: ClassTables, { table }: AnyColumn): boolean {
  return all.includes(table as SchemaTable);
}
