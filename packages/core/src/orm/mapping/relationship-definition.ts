import type { ClauseElement } from '../../sql/clause-element.ts';
import type { Condition } from '../../sql/column-element.ts';
import type { OrderArgument } from '../../sql/select-clauses.ts';
import type { CascadeName } from './cascade.ts';
import type { MappedTarget } from './phantoms.ts';
import { PropertyDefinition } from './property-definition.ts';

/** How objects of a relationship are loaded unless a statement says otherwise. SQLAlchemy's `lazy`. */
export type LoadingStrategy = 'select' | 'selectin' | 'joined' | 'subquery' | 'raise' | 'raiseOnSql' | 'noload' | 'writeOnly';

/** What holds the objects of a relationship to many. */
export type CollectionClass = ArrayConstructor | SetConstructor | KeyedCollection<unknown>;

/** A Map by a key that each object gives: `keyedBy((note: Note) => note.title)`. */
export interface KeyedCollection<out K> {
  readonly keyOf: (object: never) => K;
}

/** What a relationship is, beside what it leads to. */
export interface RelationshipOptions {
  /** The relationship of the other class that is this one, seen from there. */
  readonly backPopulates?: string;
  /** Default `save-update, merge`. Names with commas between them, or a list. */
  readonly cascade?: string | readonly CascadeName[];
  /** Whether there may be no object. */
  readonly nullable?: boolean;
  /** The table between, of many-to-many. */
  readonly secondary?: ClauseElement;
  readonly primaryjoin?: Condition;
  readonly secondaryjoin?: Condition;
  /** Which columns refer, where the foreign keys leave a choice. */
  readonly foreignKeys?: ClauseElement | readonly ClauseElement[];
  /** Which columns are on the other side, where both sides are one table. */
  readonly remoteSide?: ClauseElement | readonly ClauseElement[];
  readonly orderBy?: OrderArgument | readonly OrderArgument[];
  readonly lazy?: LoadingStrategy;
  readonly collectionClass?: CollectionClass;
  /** Only for reading: changes are not saved. */
  readonly viewonly?: boolean;
  /** `true`: the database deletes or clears rows that are not loaded; `'all'`: also those that are. */
  readonly passiveDeletes?: boolean | 'all';
  /** Whether the database changes foreign keys where a key changes (ON UPDATE CASCADE). Default true. */
  readonly passiveUpdates?: boolean;
  /** Sets the foreign key by an UPDATE afterwards: for rows that refer to one another. */
  readonly postUpdate?: boolean;
  /** Whether an object has one parent at most: asked for by delete-orphan of many-to-one and many-to-many. */
  readonly singleParent?: boolean;
  /** Whether the object joined is always there, so that an inner join serves. */
  readonly innerjoin?: boolean;
  readonly activeHistory?: boolean;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A relationship as it was written. `T` is what the attribute holds. */
export class RelationshipDefinition<out T> extends PropertyDefinition<T> {
  readonly kind = 'relationship';
  readonly target: MappedTarget;
  readonly isCollection: boolean;
  readonly options: RelationshipOptions;

  constructor(target: MappedTarget, isCollection: boolean, options: RelationshipOptions) {
    super();
    this.target = target;
    this.isCollection = isCollection;
    this.options = options;
  }
}

type One<C extends MappedTarget, O> = O extends { readonly nullable: true } ? C['prototype'] | null : C['prototype'];
type Many<C extends MappedTarget, O> = O extends { readonly collectionClass: SetConstructor }
  ? Set<C['prototype']>
  : O extends { readonly collectionClass: KeyedCollection<infer K> }
    ? Map<K, C['prototype']>
    : C['prototype'][];

/**
 * A relationship to another class: `relationship([Address])` to many of its objects, `relationship(User)` to one. On which
 * side the foreign key is follows from the tables.
 *
 * @example
 * addresses: () => relationship([Address], { backPopulates: 'user', cascade: 'all, delete-orphan' }),
 */
export function relationship<C extends MappedTarget, const O extends RelationshipOptions = Record<never, never>>(
  target: readonly [C],
  options?: O & RelationshipOptions,
): RelationshipDefinition<Many<C, O>>;
export function relationship<C extends MappedTarget, const O extends RelationshipOptions = Record<never, never>>(
  target: C,
  options?: O & RelationshipOptions,
): RelationshipDefinition<One<C, O>>;
export function relationship(
  target: MappedTarget | readonly [MappedTarget],
  options: RelationshipOptions = {},
): RelationshipDefinition<unknown> {
  return Array.isArray(target)
    ? new RelationshipDefinition(target[0] as MappedTarget, true, options)
    : new RelationshipDefinition(target as MappedTarget, false, options);
}
