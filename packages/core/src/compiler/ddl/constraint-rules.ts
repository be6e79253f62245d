import { CompileError } from '../../errors/compile-errors.ts';
import { autoincrementColumn } from '../../schema/autoincrement.ts';
import type { Constraint, PrimaryKeyConstraint } from '../../schema/constraint.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { Deferral, ForeignKeyOptions } from '../../schema/foreign-key.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { columnNames, itemName, tableExpression, tableName } from './ddl-names.ts';
import type { DdlRules, DdlWriter } from './ddl-writer.ts';
import { joined, writeConstraint } from './table-rules.ts';

/** Constraints as standard SQL has them. */
export const constraintRules = {
  primaryKey: (constraint, ddl) =>
    joined(
      constraintName(constraint, ddl),
      `PRIMARY KEY (${columnNames(keyColumns(constraint), ddl)})`,
      deferral(constraint.options),
    ),
  unique: (constraint, ddl) =>
    joined(constraintName(constraint, ddl), `UNIQUE (${columnNames(constraint.columns, ddl)})`, deferral(constraint.options)),
  check: (constraint, ddl) =>
    joined(
      constraintName(constraint, ddl),
      `CHECK (${tableExpression(constraint.condition, constraint.table, ddl)})`,
      deferral(constraint.options),
    ),
  foreignKey: (constraint, ddl) => {
    const { elements, options } = constraint;
    const referred = elements.map(({ column }) => column);
    return joined(
      constraintName(constraint, ddl),
      `FOREIGN KEY(${columnNames(constraint.columns, ddl)})`,
      `REFERENCES ${tableName(constraint.referredTable, ddl)} (${columnNames(referred, ddl)})`,
      options.match === undefined ? '' : `MATCH ${phrase(options.match, /^(?:FULL|PARTIAL|SIMPLE)$/i)}`,
      referentialActions(options),
      deferral(options),
    );
  },
  addConstraint: ({ constraint }, ddl) =>
    `ALTER TABLE ${tableName(constraint.table, ddl)} ADD ${writeConstraint(constraint, ddl)}`,
  dropConstraint: ({ constraint, cascade, ifExists }, ddl) =>
    joined(
      `ALTER TABLE ${tableName(constraint.table, ddl)} DROP CONSTRAINT`,
      ifExists ? 'IF EXISTS' : '',
      itemName(constraint, `DROP CONSTRAINT of a constraint of table "${constraint.table.fullname}"`, ddl),
      cascade ? 'CASCADE' : '',
    ),
} as const satisfies Partial<DdlRules>;

/** `CONSTRAINT name`; empty for one without name. */
export function constraintName(constraint: Constraint, ddl: DdlWriter): string {
  return constraint.name === null ? '' : `CONSTRAINT ${itemName(constraint, 'A constraint', ddl)}`;
}

/** The columns of a primary key; the one that the database numbers first, unless the order was given. */
function keyColumns(constraint: PrimaryKeyConstraint): readonly AnyColumn[] {
  const { columns, table, isImplicit } = constraint;
  const first = isImplicit ? autoincrementColumn(table as SchemaTable) : null;
  return first === null ? columns : [first, ...columns.filter((column) => column !== first)];
}

/** `ON DELETE CASCADE ON UPDATE CASCADE` */
export function referentialActions({ ondelete, onupdate }: ForeignKeyOptions): string {
  return joined(
    ondelete === undefined ? '' : `ON DELETE ${phrase(ondelete, action)}`,
    onupdate === undefined ? '' : `ON UPDATE ${phrase(onupdate, action)}`,
  );
}

/** `DEFERRABLE INITIALLY DEFERRED` */
export function deferral({ deferrable, initially }: Deferral): string {
  return joined(
    deferrable === undefined ? '' : deferrable ? 'DEFERRABLE' : 'NOT DEFERRABLE',
    initially === undefined ? '' : `INITIALLY ${phrase(initially, /^(?:DEFERRED|IMMEDIATE)$/i)}`,
  );
}

const action = /^(?:RESTRICT|CASCADE|SET NULL|SET DEFAULT|NO ACTION)(?:\s*\([^();]+\))?$/i;

/** Words that go into the SQL as they are must be some that are known. */
export function phrase(given: string, known: RegExp): string {
  if (known.test(given)) return given;
  throw new CompileError(`Unexpected SQL phrase: ${JSON.stringify(given)} (matching against ${String(known)}).`);
}
