import type { NamedColumn } from '../sql/column-element.ts';
import { checkOptionNames } from '../util/check-options.ts';

/** What happens to rows that refer to a row that changes or goes. */
export type ReferentialAction = 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT' | 'NO ACTION';

/** When a constraint is checked. */
export interface Deferral {
  /** Whether it can be checked at the end of a transaction. Absent: as the database does. */
  readonly deferrable?: boolean;
  /** When it is checked where the transaction says nothing. Absent: as the database does. */
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
}

/** How a foreign key behaves. */
export interface ForeignKeyOptions extends Deferral {
  readonly ondelete?: ReferentialAction;
  readonly onupdate?: ReferentialAction;
  /** The constraint's name; without one the naming convention makes it, or the database. */
  readonly name?: string;
  readonly match?: 'FULL' | 'PARTIAL' | 'SIMPLE';
  /** Adds the constraint after all tables are there: for tables that refer to one another. */
  readonly useAlter?: boolean;
  readonly comment?: string;
}

/** The names of {@link ForeignKeyOptions}. */
export const foreignKeyOptionNames = [
  'name',
  'ondelete',
  'onupdate',
  'deferrable',
  'initially',
  'match',
  'useAlter',
  'comment',
] as const;

/** What a foreign key refers to: `table.column` or `schema.table.column`, as the database names it, or a column. */
export type ForeignKeyTarget<T = unknown> = string | NamedColumn<string, T, string>;

/** That a column refers to a column of another table. `T` is the type of that column, where the column is given. */
export class ForeignKey<out T = unknown> {
  readonly #isGenuine = true;
  readonly target: ForeignKeyTarget;
  readonly options: ForeignKeyOptions;
  /** Only for the compiler: carries `T`. Never there at run time. */
  declare readonly _valueType?: T;

  constructor(target: ForeignKeyTarget<T>, options: ForeignKeyOptions) {
    this.target = target;
    this.options = Object.freeze({ ...checkOptionNames(options, foreignKeyOptionNames, 'foreignKey()') });
    Object.freeze(this);
  }

  static is(value: unknown): value is ForeignKey {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }
}

/**
 * Says that a column refers to another one. The table that a string names may be defined later.
 *
 * @example
 * column(t.Integer, foreignKey('user_account.id', { ondelete: 'CASCADE' }))
 * column(foreignKey(userTable.c.id)) // of the same type
 */
export function foreignKey(target: string, options?: ForeignKeyOptions): ForeignKey;
export function foreignKey<T>(target: NamedColumn<string, T, string>, options?: ForeignKeyOptions): ForeignKey<NonNullable<T>>;
export function foreignKey(target: ForeignKeyTarget, options: ForeignKeyOptions = {}): ForeignKey {
  return new ForeignKey(target, options);
}
