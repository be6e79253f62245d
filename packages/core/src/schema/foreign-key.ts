/** What happens to rows that refer to a row that changes or goes. */
export type ReferentialAction = 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT' | 'NO ACTION';

/** How a foreign key behaves. */
export interface ForeignKeyOptions {
  readonly ondelete?: ReferentialAction;
  readonly onupdate?: ReferentialAction;
  /** The constraint's name; without one the naming convention makes it, or the database. */
  readonly name?: string;
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  readonly match?: 'FULL' | 'PARTIAL' | 'SIMPLE';
  /** Adds the constraint after all tables are there: for tables that refer to one another. */
  readonly useAlter?: boolean;
}

/** That a column refers to a column of another table, named as the database names it. */
export class ForeignKey {
  readonly #isGenuine = true;
  /** `table.column` or `schema.table.column`. */
  readonly target: string;
  readonly options: ForeignKeyOptions;

  constructor(target: string, options: ForeignKeyOptions) {
    this.target = target;
    this.options = options;
    Object.freeze(this);
  }

  static is(value: unknown): value is ForeignKey {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }
}

/**
 * Says that a column refers to another one.
 *
 * @example column(t.Integer, foreignKey('user_account.id', { ondelete: 'CASCADE' }))
 */
export function foreignKey(target: string, options: ForeignKeyOptions = {}): ForeignKey {
  return new ForeignKey(target, options);
}
