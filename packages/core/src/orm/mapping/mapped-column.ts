import { ColumnDefinition, type ColumnOptions, column, type Requirement } from '../../schema/column-definition.ts';
import { ForeignKey } from '../../schema/foreign-key.ts';
import { isTypeEngine } from '../../types/define-type.ts';
import type { TypeEngine } from '../../types/type-engine.ts';

/** What a mapped column is, beside what a column is. */
export interface MappedColumnOptions<T = unknown> extends ColumnOptions<T> {
  /** Whether it is left out of SELECTs until it is asked for: `session.load(object, 'key')` or `undefer()`. */
  readonly deferred?: boolean;
  /** Deferred columns of one group are loaded together. */
  readonly deferredGroup?: string;
  /** Of single-table inheritance: takes the column that another class has put into the table. */
  readonly useExistingColumn?: boolean;
}

/** A column of a mapped class. `Required` is `'key'` for a part of the primary key. */
export class MappedColumn<out T, out Required extends Requirement = Requirement> extends ColumnDefinition<T, Required> {
  readonly deferred: boolean;
  readonly deferredGroup: string | null;
  readonly useExistingColumn: boolean;

  /** @internal */
  constructor({ name, type, foreignKeys, options }: ColumnDefinition<T>, given: MappedColumnOptions) {
    super(name, type, foreignKeys, options, new.target);
    this.deferred = given.deferred ?? given.deferredGroup !== undefined;
    this.deferredGroup = given.deferredGroup ?? null;
    this.useExistingColumn = given.useExistingColumn ?? false;
    Object.freeze(this);
  }
}

type GivenOptions<T, O> = O &
  MappedColumnOptions<NoInfer<T>> & { readonly [K in Exclude<keyof O, keyof MappedColumnOptions>]: never };
type Value<T, O> = O extends { readonly nullable: true } ? T | null : T;
type IsRequired<O> = O extends { readonly primaryKey: true }
  ? 'key'
  : O extends
        | { readonly nullable: true }
        | { readonly default: unknown }
        | { readonly serverDefault: unknown }
        | { readonly computed: unknown }
        | { readonly identity: unknown }
        | { readonly sequence: unknown }
    ? false
    : true;

/** Of a column with a foreign key, which a relationship may fill. */
type IsKey<O> = O extends { readonly primaryKey: true } ? 'key' : false;
type None = Record<never, never>;

/**
 * A column of a mapped class: `column()`, with options for objects. One with a foreign key need not be given to the
 * constructor, since a relationship may fill it.
 *
 * @example
 * mappedColumn(t.String(30))
 * mappedColumn('user_id', t.Integer, foreignKey('user_account.id'), { nullable: true })
 */
export function mappedColumn<T, const O extends MappedColumnOptions = None>(
  type: TypeEngine<T>,
  foreignKey: ForeignKey,
  options?: GivenOptions<T, O>,
): MappedColumn<Value<T, O>, IsKey<O>>;
export function mappedColumn<T, const O extends MappedColumnOptions = None>(
  name: string,
  type: TypeEngine<T>,
  options?: GivenOptions<T, O>,
): MappedColumn<Value<T, O>, IsRequired<O>>;
export function mappedColumn<T, const O extends MappedColumnOptions = None>(
  name: string,
  type: TypeEngine<T>,
  foreignKey: ForeignKey,
  options?: GivenOptions<T, O>,
): MappedColumn<Value<T, O>, IsKey<O>>;
/** Without a type: that of the column referred to. */
export function mappedColumn<T, const O extends MappedColumnOptions = None>(
  foreignKey: ForeignKey<T>,
  options?: GivenOptions<T, O>,
): MappedColumn<Value<T, O>, IsKey<O>>;
export function mappedColumn<T, const O extends MappedColumnOptions = None>(
  name: string,
  foreignKey: ForeignKey<T>,
  options?: GivenOptions<T, O>,
): MappedColumn<Value<T, O>, IsKey<O>>;
// The last one is what errors are about.
export function mappedColumn<T, const O extends MappedColumnOptions = None>(
  type: TypeEngine<T>,
  options?: GivenOptions<T, O>,
): MappedColumn<Value<T, O>, IsRequired<O>>;
export function mappedColumn(...given: readonly unknown[]): MappedColumn<unknown> {
  const last = given.at(-1);
  const hasOptions = typeof last === 'object' && !isTypeEngine(last) && !ForeignKey.is(last);
  const mapped = (hasOptions ? last : {}) as MappedColumnOptions;
  const { deferred, deferredGroup, useExistingColumn, ...options } = mapped;
  const rest = hasOptions ? [...given.slice(0, -1), options] : given;
  const definition = (column as (...given: readonly unknown[]) => ColumnDefinition<unknown>)(...rest);
  return new MappedColumn(definition, mapped);
}
