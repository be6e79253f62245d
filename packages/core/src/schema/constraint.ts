import type { SqlNode } from '../sql/nodes/sql-node.ts';
import type { AnyColumn } from './column.ts';
import type { ForeignKeyElement } from './foreign-key-element.ts';
import type { ForeignKeyOptions } from './foreign-key.ts';
import type { ConstraintOptions, IndexOptions } from './table-item.ts';
import type { TableOutline } from './table-outline.ts';

/** What a constraint or an index of a table is called. */
export interface ItemName {
  /** Null: the database names it. */
  readonly name: string | null;
  /** Whether the naming convention made it: then it is cut where it is too long for the database. */
  readonly isNameGenerated: boolean;
}

interface ConstraintParts extends ItemName {
  readonly table: TableOutline;
  readonly columns: readonly AnyColumn[];
  readonly options: ConstraintOptions;
}

/** What all constraints have. */
abstract class ConstraintBase implements ItemName {
  readonly name: string | null;
  readonly isNameGenerated: boolean;
  readonly table: TableOutline;
  /** In the order of the constraint. */
  readonly columns: readonly AnyColumn[];
  readonly options: ConstraintOptions;

  /** @internal */
  constructor({ name, isNameGenerated, table, columns, options }: ConstraintParts) {
    this.name = name;
    this.isNameGenerated = isNameGenerated;
    this.table = table;
    this.columns = columns;
    this.options = options;
  }

  get comment(): string | null {
    return this.options.comment ?? null;
  }

  toString(): string {
    return `${this.constructor.name}(${this.columns.map((column) => `'${column.name}'`).join(', ')})`;
  }
}

/** The primary key of a table; without columns where it has none. */
export class PrimaryKeyConstraint extends ConstraintBase {
  readonly kind = 'primaryKey';
  /** Whether it follows from the columns that say `primaryKey`, rather than being given in a certain order. */
  readonly isImplicit: boolean;

  /** @internal */
  constructor(parts: ConstraintParts, isImplicit: boolean) {
    super(parts);
    this.isImplicit = isImplicit;
  }
}

/** No two rows have the same values in its columns. */
export class UniqueConstraint extends ConstraintBase {
  readonly kind = 'unique';
}

/** Every row meets its condition. */
export class CheckConstraint extends ConstraintBase {
  readonly kind = 'check';
  readonly condition: SqlNode;
  /** Whether it is there because a type asks for it, in databases that do not have the type. */
  readonly isOfType: boolean;

  /** @internal */
  constructor(parts: ConstraintParts, condition: SqlNode, isOfType = false) {
    super(parts);
    this.condition = condition;
    this.isOfType = isOfType;
  }
}

/** Its columns refer to those of another table. */
export class ForeignKeyConstraint extends ConstraintBase {
  readonly kind = 'foreignKey';
  declare readonly options: ForeignKeyOptions & ConstraintOptions;
  readonly elements: readonly ForeignKeyElement<AnyColumn>[];

  /** @internal */
  constructor(parts: ConstraintParts, elements: readonly ForeignKeyElement<AnyColumn>[]) {
    super(parts);
    this.elements = elements;
  }

  /**
   * The table that it refers to.
   *
   * @throws NoReferencedTableError as long as that is not defined
   */
  get referredTable(): TableOutline {
    return (this.elements[0] as ForeignKeyElement<AnyColumn>).column.table;
  }

  get useAlter(): boolean {
    return this.options.useAlter ?? false;
  }
}

/** A constraint of any kind. */
export type Constraint = PrimaryKeyConstraint | UniqueConstraint | CheckConstraint | ForeignKeyConstraint;

interface IndexParts extends ItemName {
  readonly table: TableOutline;
  readonly expressions: readonly SqlNode[];
  readonly columns: readonly AnyColumn[];
  readonly where: SqlNode | null;
  readonly options: IndexOptions;
}

/** An index of a table. */
export class Index implements ItemName {
  /** Tells it from constraints. */
  readonly kind = 'index';
  /** Null: there is no naming convention that makes one. */
  readonly name: string | null;
  /** Whether the naming convention made the name. */
  readonly isNameGenerated: boolean;
  /** The table that it is an index of. */
  readonly table: TableOutline;
  /** What it is made of, in order. */
  readonly expressions: readonly SqlNode[];
  /** The columns that occur in its expressions. */
  readonly columns: readonly AnyColumn[];
  /** Which rows it has; null: all. */
  readonly where: SqlNode | null;
  /** What else it was declared with. */
  readonly options: IndexOptions;

  /** @internal */
  constructor({ name, isNameGenerated, table, expressions, columns, where, options }: IndexParts) {
    this.name = name;
    this.isNameGenerated = isNameGenerated;
    this.table = table;
    this.expressions = expressions;
    this.columns = columns;
    this.where = where;
    this.options = options;
  }

  /** Whether no two rows have the same values. */
  get unique(): boolean {
    return this.options.unique ?? false;
  }

  /** For error messages. */
  toString(): string {
    return `Index('${this.name}')`;
  }
}
