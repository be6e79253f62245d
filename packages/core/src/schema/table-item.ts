import { ArgumentError } from '../errors/argument-errors.ts';
import { ClauseElement } from '../sql/clause-element.ts';
import type { Condition } from '../sql/column-element.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { DialectOptions } from './column-definition.ts';
import { type Deferral, type ForeignKeyOptions, foreignKeyOptionNames, type ForeignKeyTarget } from './foreign-key.ts';

/** What any constraint can be told. */
export interface ConstraintOptions extends Deferral {
  /** Without one the naming convention makes it, or the database. */
  readonly name?: string;
  readonly comment?: string;
  readonly dialectOptions?: DialectOptions;
}

/** How an index is made. */
export interface IndexOptions {
  readonly unique?: boolean;
  /** Only rows that meet it are in the index, where the database can do so. */
  readonly where?: Condition;
  /** The kind of index, by the database's name: `gin`. */
  readonly using?: string;
  readonly comment?: string;
  readonly dialectOptions?: DialectOptions;
}

/** What a constraint or an index is to be, before it has a table. */
export type ItemDescription =
  | { readonly kind: 'primaryKey' | 'unique'; readonly keys: readonly string[]; readonly options: ConstraintOptions }
  | { readonly kind: 'check'; readonly condition: string | ClauseElement; readonly options: ConstraintOptions }
  | {
      readonly kind: 'foreignKey';
      readonly keys: readonly string[];
      readonly targets: readonly ForeignKeyTarget[];
      readonly options: ForeignKeyOptions & ConstraintOptions;
    }
  | {
      readonly kind: 'index';
      readonly name: string | null;
      readonly expressions: readonly (string | ClauseElement)[];
      readonly options: IndexOptions;
    };

/** A constraint or an index before it has a table. `K` are the columns it names. */
export class TableItem<out K extends string = string> {
  readonly #isGenuine = true;
  readonly description: ItemDescription;
  /** Only for the compiler: carries `K`. Never there at run time. */
  declare readonly _keys?: K;

  /** @internal */
  constructor(description: ItemDescription) {
    this.description = Object.freeze(description);
    Object.freeze(this);
  }

  static is(value: unknown): value is TableItem {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }
}

/**
 * No two rows have the same values in these columns. Columns are named as in JavaScript.
 *
 * @example uniqueConstraint('userId', 'emailAddress', { name: 'uq_address' })
 */
export function uniqueConstraint<const A extends KeysAndOptions>(...given: A): TableItem<KeysOf<A>> {
  return new TableItem({ kind: 'unique', ...keysAndOptions(given, 'uniqueConstraint()') });
}

/**
 * The primary key, where it needs a name or another order than that of the columns.
 *
 * @example new Table('membership', metadata, { userId: column(t.Integer), groupId: column(t.Integer) }, [primaryKeyConstraint('userId', 'groupId')]);
 */
export function primaryKeyConstraint<const A extends KeysAndOptions>(...given: A): TableItem<KeysOf<A>> {
  return new TableItem({ kind: 'primaryKey', ...keysAndOptions(given, 'primaryKeyConstraint()') });
}

/**
 * Every row meets a condition. A string is SQL, with the database's names of the columns.
 *
 * @example
 * checkConstraint('price > 0', { name: 'ck_price' });
 * const ofTable = (c: typeof user.c) => [checkConstraint(c.name.ne(c.fullname))]; // in place of the list of the table
 */
export function checkConstraint(condition: string | Condition, options: ConstraintOptions = {}): TableItem<never> {
  if (typeof condition === 'boolean' || condition === undefined || condition === null)
    throw new ArgumentError("checkConstraint() takes a condition: checkConstraint('price > 0').");
  return new TableItem({
    kind: 'check',
    condition: condition as string | ClauseElement,
    options: checked(options, constraintNames, 'checkConstraint()'),
  });
}

/**
 * Columns refer to those of another table, together. Targets are named as the database names them.
 *
 * @example foreignKeyConstraint(['orderId', 'line'], ['order_line.order_id', 'order_line.line'], { ondelete: 'CASCADE' })
 */
export function foreignKeyConstraint<const K extends string>(
  columns: readonly K[],
  targets: readonly ForeignKeyTarget[],
  options: ForeignKeyOptions & ConstraintOptions = {},
): TableItem<K> {
  if (!Array.isArray(columns) || !Array.isArray(targets) || columns.length === 0 || columns.length !== targets.length)
    throw new ArgumentError(
      'foreignKeyConstraint() takes as many columns as targets, at least one: foreignKeyConstraint(["a", "b"], ["t.a", "t.b"]).',
    );
  return new TableItem({
    kind: 'foreignKey',
    keys: [...columns],
    targets: [...targets],
    options: checked(options, foreignKeyConstraintNames, 'foreignKeyConstraint()'),
  });
}

/**
 * An index of columns, which are named as in JavaScript, or of expressions.
 *
 * @param name null: by the naming convention
 * @example
 * index('ix_email', 'emailAddress', { unique: true });
 * const ofTable = (c: typeof user.c) => [index('ix_name', c.name.desc(), { where: c.fullname.is(null) })]; // in place of the list
 */
export function index<const A extends IndexParts>(name: string | null, ...given: A): TableItem<KeysOf<A>> {
  const parts: unknown[] = [...given];
  const options = isOptions(parts.at(-1)) ? (parts.pop() as IndexOptions) : {};
  if (parts.length === 0)
    throw new ArgumentError(`The index ${name ?? ''} has no columns. Name them: index('ix_email', 'email').`);
  for (const part of parts) {
    if (typeof part === 'string' || ClauseElement.is(part)) continue;
    throw new ArgumentError(`The index ${name ?? ''} takes names of columns and SQL expressions, and its options last.`);
  }
  return new TableItem({
    kind: 'index',
    name,
    expressions: parts as (string | ClauseElement)[],
    options: checked(options, indexNames, 'index()'),
  });
}

/** Names of columns, and options last. */
type KeysAndOptions = readonly [string, ...(string | ConstraintOptions)[]];
type IndexParts = readonly [string | ClauseElement, ...(string | ClauseElement | IndexOptions)[]];
type KeysOf<A extends readonly unknown[]> = Extract<A[number], string>;

function keysAndOptions(given: readonly unknown[], where: string): { keys: readonly string[]; options: ConstraintOptions } {
  const keys = [...given];
  const options = isOptions(keys.at(-1)) ? (keys.pop() as ConstraintOptions) : {};
  if (keys.length === 0 || keys.some((key) => typeof key !== 'string'))
    throw new ArgumentError(`${where} takes names of columns, as they are in JavaScript, and its options last.`);
  return { keys: keys as string[], options: checked(options, constraintNames, where) };
}

function isOptions(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !ClauseElement.is(value);
}

const constraintNames = ['name', 'comment', 'dialectOptions', 'deferrable', 'initially'] as const;
const foreignKeyConstraintNames = [...foreignKeyOptionNames, 'dialectOptions'] as const;
const indexNames = ['unique', 'where', 'using', 'comment', 'dialectOptions'] as const;

function checked<O extends object>(options: O, known: readonly (keyof O & string)[], where: string): O {
  checkOptionNames(options, known, where);
  const missing = Object.entries(options).find(([, value]) => value === undefined);
  if (missing !== undefined) throw new ArgumentError(`The option "${missing[0]}" is undefined. Leave it out.`);
  return Object.freeze({ ...options });
}
