import type { ClauseElement } from '../../sql/clause-element.ts';
import type { Condition } from '../../sql/column-element.ts';
import type { OrderArgument } from '../../sql/select-clauses.ts';
import type { CascadeName } from './cascade.ts';
import type { AttributeKeyed, KeyedCollection } from './keyed-collection.ts';
import type { MappedTarget } from './phantoms.ts';
import { PropertyDefinition } from './property-definition.ts';
import type { WriteOnlyCollection } from './write-only-collection.ts';

/** How objects of a relationship are loaded unless a statement says otherwise. SQLAlchemy's `lazy`. */
export type LoadingStrategy = 'select' | 'selectin' | 'joined' | 'subquery' | 'raise' | 'raiseOnSql' | 'noload' | 'writeOnly';

/** What holds the objects of a relationship to many: an array, a Set, or a Map of `keyedBy()` or `attributeKeyed()`. */
export type CollectionClass = ArrayConstructor | SetConstructor | KeyedCollection<unknown> | AttributeKeyed<string>;

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
  /** How the two are joined, where foreign keys do not tell: `User.c.name.eq(foreign(Log.c.userName))`. */
  readonly primaryjoin?: Condition;
  readonly secondaryjoin?: Condition;
  /**
   * Which columns refer, where the foreign keys leave a choice. Of many-to-many between one class and itself: the column of
   * the table between that refers to the object that has the attribute.
   */
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
  /** Whether what it was has to be known when it is set: setting it before it was loaded is an UnloadedAttributeError. */
  readonly activeHistory?: boolean;
  /** How deep a relationship of a class to itself is loaded by joins. */
  readonly joinDepth?: number;
  /** Other relationships that write the same columns, by their keys: they do so on purpose. */
  readonly overlaps?: string | readonly string[];
  /** Whether changes are made on the other side too. Default true, unless one side is `viewonly`. */
  readonly syncBackref?: boolean;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A relationship as it was written. `T` is what the attribute holds. */
export class RelationshipDefinition<out T> extends PropertyDefinition<T> {
  readonly kind = 'relationship';
  readonly target: unknown;
  readonly isCollection: boolean;
  readonly options: RelationshipOptions;

  /** @internal */
  constructor(target: unknown, isCollection: boolean, options: RelationshipOptions) {
    super();
    this.target = target;
    this.isCollection = isCollection;
    this.options = options;
  }
}

/** An alias of a class, over the rows that the relationship may lead to: those of a subquery with a limit for each parent. */
export interface AliasTarget<out I> {
  readonly _entity: { readonly object: I };
}

/** What a relationship leads to: a class, or an alias of one. */
type Target = MappedTarget | AliasTarget<unknown>;

// The class first, by its prototype alone: the compiler is about to find out what the class is.
type Held<T, O> = T extends MappedTarget
  ? One<T['prototype'], O>
  : T extends readonly [infer C]
    ? Many<C extends MappedTarget ? C['prototype'] : ObjectOf<C>, O>
    : One<ObjectOf<T>, O>;
type ObjectOf<T> = T extends AliasTarget<infer I> ? I : never;

type One<I, O> = O extends { readonly nullable: true } ? I | null : I;
type Many<I, O> = O extends { readonly lazy: 'writeOnly' }
  ? WriteOnlyCollection<I>
  : O extends { readonly collectionClass: infer Collection }
    ? Collection extends SetConstructor
      ? Set<I>
      : Collection extends AttributeKeyed<infer A>
        ? Map<A extends keyof I ? NonNullable<I[A]> : never, I>
        : Collection extends KeyedCollection<infer K>
          ? Map<K, I>
          : I[]
    : I[];

type GivenOptions<O> = O & RelationshipOptions & { readonly [K in Exclude<keyof O, keyof RelationshipOptions>]: never };

/**
 * A relationship to another class: `relationship([Address])` to many of its objects, `relationship(User)` to one. On which
 * side the foreign key is follows from the tables.
 *
 * @example
 * class Author extends Base('user_account', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   addresses: () => relationship([Address], { backPopulates: 'user', cascade: 'all, delete-orphan' }),
 * }) {}
 */
export function relationship<
  const T extends Target | readonly [Target],
  const O extends RelationshipOptions = Record<never, never>,
>(target: T, options?: GivenOptions<O>): RelationshipDefinition<Held<T, O>>;
export function relationship(target: unknown, options: RelationshipOptions = {}): RelationshipDefinition<unknown> {
  return Array.isArray(target)
    ? new RelationshipDefinition(target.length === 1 ? target[0] : target, true, options)
    : new RelationshipDefinition(target, false, options);
}

/** What `relationship()` takes. */
export const relationshipOptionNames: readonly (keyof RelationshipOptions)[] = [
  'backPopulates',
  'cascade',
  'nullable',
  'secondary',
  'primaryjoin',
  'secondaryjoin',
  'foreignKeys',
  'remoteSide',
  'orderBy',
  'lazy',
  'collectionClass',
  'viewonly',
  'passiveDeletes',
  'passiveUpdates',
  'postUpdate',
  'singleParent',
  'innerjoin',
  'activeHistory',
  'joinDepth',
  'overlaps',
  'syncBackref',
  'info',
];
