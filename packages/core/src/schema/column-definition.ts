import { isTypeEngine } from '../types/define-type.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import type { ClauseElement } from '../sql/clause-element.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { Computed } from './computed.ts';
import { ForeignKey } from './foreign-key.ts';
import type { Identity } from './identity.ts';
import type { Sequence } from './sequence.ts';

/** A value that a column gets by itself: the value, a function that makes one, or SQL. */
export type ColumnDefault<T> = T | ClauseElement | ((context: DefaultContext) => T | Promise<T>);

/** What a default function may look at. */
export interface DefaultContext {
  /** The values of the row, by the keys of the columns. */
  readonly currentParameters: Readonly<Record<string, unknown>>;
}

/** What a column is, beside its name and type. */
export interface ColumnOptions<T = unknown> {
  readonly primaryKey?: boolean;
  /** Whether NULL may be in it; default false, unlike SQLAlchemy's Core. */
  readonly nullable?: boolean;
  /** A UNIQUE constraint of this column alone; with {@link index}, a unique index. */
  readonly unique?: boolean;
  /** An index of this column alone, named by the naming convention: `ix_user_account_name`. */
  readonly index?: boolean;
  /** What INSERT puts in where nothing is given; sent by Aludel. */
  readonly default?: ColumnDefault<NoInfer<T>>;
  /** The DEFAULT of the column in the database: SQL, or a text that is written as a literal. */
  readonly serverDefault?: string | ClauseElement | true;
  /** What UPDATE puts in where nothing is given; sent by Aludel. */
  readonly onupdate?: ColumnDefault<NoInfer<T>>;
  /** Says that the database sets it by itself at UPDATE, by a trigger or a rule. */
  readonly serverOnupdate?: true;
  /** Whether the database numbers the rows; default `auto`: a whole-number primary key of one column without foreign key. */
  readonly autoincrement?: boolean | 'auto';
  /** Computed by the database from other columns: `computed('x * y')`. */
  readonly computed?: Computed;
  /** Numbered by the database: `identity({ start: 100 })`. */
  readonly identity?: Identity;
  /** A sequence that numbers it. */
  readonly sequence?: Sequence;
  readonly comment?: string;
  /** What only one database knows, by its name: `{ sqlite: { onConflictNotNull: 'FAIL' } }`. */
  readonly dialectOptions?: DialectOptions;
  /** Anything of the application's. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/** Options that only one database knows, by the name of its dialect. */
export type DialectOptions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Whether every row must be given a column; `'key'`: it is a part of the primary key of a mapped class. */
export type Requirement = boolean | 'key';

/** A column before it has a table: what `column()` and `mappedColumn()` give. `T` is its type, `Required` whether every row must be given it. */
export class ColumnDefinition<out T, out Required extends Requirement = Requirement> {
  readonly #isGenuine = true;
  /** Null: it is made of the key. */
  readonly name: string | null;
  /** Null: that of the column that its foreign key refers to. */
  readonly type: AnyType | null;
  readonly foreignKeys: readonly ForeignKey[];
  readonly options: ColumnOptions;
  /** Only for the compiler: carries `T` and `Required`. Never there at run time. */
  declare readonly _valueType?: T;
  declare readonly _isRequired?: Required;

  /** @internal @param made what `new` was called with: a class that adds to this one freezes by itself */
  constructor(
    name: string | null,
    type: AnyType | null,
    foreignKeys: readonly ForeignKey[],
    options: ColumnOptions,
    made: unknown = ColumnDefinition,
  ) {
    this.name = name;
    this.type = type;
    this.foreignKeys = foreignKeys;
    this.options = options;
    if (made === ColumnDefinition) Object.freeze(this);
  }

  static is(value: unknown): value is ColumnDefinition<unknown> {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }
}

/** Options of a column of type `T`, and no others: TypeScript does not look for those by itself where a type is inferred. */
type GivenOptions<T, O> = O & ColumnOptions<NoInfer<T>> & { readonly [K in Exclude<keyof O, keyof ColumnOptions>]: never };

type Value<T, O> = O extends { readonly nullable: true } ? T | null : T;
type IsRequired<O> = O extends
  | { readonly primaryKey: true }
  | { readonly nullable: true }
  | { readonly default: unknown }
  | { readonly serverDefault: unknown }
  | { readonly computed: unknown }
  | { readonly identity: unknown }
  | { readonly sequence: unknown }
  ? false
  : true;

/**
 * A column of a table.
 *
 * @example
 * column(t.String(30))
 * column('user_id', t.Integer, foreignKey('user_account.id'), { nullable: true })
 */
export function column<T, const O extends ColumnOptions = Record<never, never>>(
  type: TypeEngine<T>,
  foreignKey: ForeignKey,
  options?: GivenOptions<T, O>,
): ColumnDefinition<Value<T, O>, IsRequired<O>>;
export function column<T, const O extends ColumnOptions = Record<never, never>>(
  name: string,
  type: TypeEngine<T>,
  options?: GivenOptions<T, O>,
): ColumnDefinition<Value<T, O>, IsRequired<O>>;
export function column<T, const O extends ColumnOptions = Record<never, never>>(
  name: string,
  type: TypeEngine<T>,
  foreignKey: ForeignKey,
  options?: GivenOptions<T, O>,
): ColumnDefinition<Value<T, O>, IsRequired<O>>;
/** Without a type: that of the column referred to. */
export function column<T, const O extends ColumnOptions = Record<never, never>>(
  foreignKey: ForeignKey<T>,
  options?: GivenOptions<T, O>,
): ColumnDefinition<Value<T, O>, IsRequired<O>>;
export function column<T, const O extends ColumnOptions = Record<never, never>>(
  name: string,
  foreignKey: ForeignKey<T>,
  options?: GivenOptions<T, O>,
): ColumnDefinition<Value<T, O>, IsRequired<O>>;
// The last one is what errors are about.
export function column<T, const O extends ColumnOptions = Record<never, never>>(
  type: TypeEngine<T>,
  options?: GivenOptions<T, O>,
): ColumnDefinition<Value<T, O>, IsRequired<O>>;
export function column(...given: readonly unknown[]): ColumnDefinition<unknown> {
  const rest = given.slice();
  const name = typeof rest[0] === 'string' ? (rest.shift() as string) : null;
  const type = isTypeEngine(rest[0]) ? (rest.shift() as AnyType) : null;
  const foreignKeys: ForeignKey[] = [];
  while (ForeignKey.is(rest[0])) foreignKeys.push(rest.shift() as ForeignKey);
  const options = checkOptions((rest[0] === undefined ? {} : rest[0]) as ColumnOptions);
  if (type === null && foreignKeys.length === 0)
    throw new ArgumentError(
      `column(${name === null ? '' : JSON.stringify(name)}) got no type. Give one of types: column(t.Integer).`,
    );
  if (rest.length > 1) throw new ArgumentError('column() takes a name, a type, foreign keys and options, in this order.');
  return new ColumnDefinition(name, type, foreignKeys, options);
}

/** Options that are misspelled would do nothing, and nobody would know. */
function checkOptions(options: ColumnOptions): ColumnOptions {
  for (const [name, value] of Object.entries(checkOptionNames(options, optionNames, 'column()'))) {
    if (value === undefined) throw new ArgumentError(`The option "${name}" of column() is undefined. Leave it out.`);
  }
  return Object.freeze({ ...options });
}

const optionNames: readonly (keyof ColumnOptions)[] = [
  'primaryKey',
  'nullable',
  'unique',
  'index',
  'default',
  'serverDefault',
  'onupdate',
  'serverOnupdate',
  'autoincrement',
  'computed',
  'identity',
  'sequence',
  'comment',
  'dialectOptions',
  'info',
];
