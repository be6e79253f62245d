import { ArgumentError } from '../../errors/argument-errors.ts';
import { type EntitySource, RelationshipElement } from '../../sql/clause-element.ts';
import { conditionNode } from '../../sql/coerce.ts';
import { ColumnElement, type Condition } from '../../sql/column-element.ts';
import type { RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import { operatorsOf } from './relationship-operators.ts';
import type { WriteOnlyCollection } from './write-only-collection.ts';

/** What holds the objects of a relationship to many. */
export type ToMany = readonly unknown[] | ReadonlySet<unknown> | ReadonlyMap<unknown, unknown> | WriteOnlyCollection<unknown>;

/** What holds the object of a relationship to one: anything that is no collection. */
export type ToOne = (object & { readonly [Symbol.iterator]?: never }) | null;

/** The objects that an attribute holds: one, or those of a collection. */
export type RelatedOf<T> =
  NonNullable<T> extends readonly (infer E)[]
    ? E
    : NonNullable<T> extends ReadonlySet<infer E>
      ? E
      : NonNullable<T> extends ReadonlyMap<unknown, infer E>
        ? E
        : NonNullable<T> extends WriteOnlyCollection<infer E>
          ? E
          : NonNullable<T>;

/** What the objects that an attribute leads to are called in a statement. */
export type NameOf<T> = RelatedOf<T> extends { readonly _entityName?: infer S extends string } ? S : string;

type Bool = ColumnElement<boolean>;

/**
 * A relationship of a class, for statements: `User.c.addresses`. `T` is what the attribute holds, `S` what the objects are
 * called in a statement, `P` what those of its own class are.
 */
export class RelationshipAttribute<
  out T,
  out S extends string = NameOf<T>,
  out P extends string = string,
> extends RelationshipElement<RelatedOf<T>, S> {
  /** Only for the compiler: carries `P`. Never there at run time. */
  declare readonly _parent?: P;
  readonly node: RelationshipNode;
  readonly key: string;

  /** @internal */
  constructor(node: RelationshipNode, key: string) {
    super();
    this.node = node;
    this.key = key;
  }

  /** `User.addresses`: it is no SQL by itself. */
  override toString(): string {
    return (this.node.property as { readonly name: string }).name;
  }

  // Conditions ---------------------------------------------------------------------------------------------------

  /** Whether there is a related object that meets all conditions: `EXISTS (SELECT 1 …)`. For collections. */
  any(this: RelationshipAttribute<ToMany, string>, ...criteria: readonly Condition[]): Bool {
    const conditions = criteria.map((one) => conditionNode(one, 'any()'));
    return new ColumnElement(operatorsOf().exists(this.node, conditions, 'any'));
  }

  /** Whether there is a related object, and it meets all conditions. For relationships to one. */
  has(this: RelationshipAttribute<ToOne, string>, ...criteria: readonly Condition[]): Bool {
    const conditions = criteria.map((one) => conditionNode(one, 'has()'));
    return new ColumnElement(operatorsOf().exists(this.node, conditions, 'has'));
  }

  /** Whether an object is in the collection. Its key is looked up when the statement is sent. */
  contains(this: RelationshipAttribute<ToMany, string>, object: RelatedOf<T>): Bool {
    return new ColumnElement(operatorsOf().contains(this.node, object));
  }

  /** Whether it is this object, of which the key is looked up when the statement is sent; null: whether there is none. */
  eq(object: T extends ToMany ? null : T | null): Bool {
    return new ColumnElement(operatorsOf().equals(this.node, object));
  }

  /** Whether it is another object, or none; null: whether there is one. */
  ne(object: T extends ToMany ? null : T | null): Bool {
    return new ColumnElement(operatorsOf().differs(this.node, object));
  }

  /** @throws ArgumentError always: a list of objects has no form in SQL */
  in(_objects: never): never {
    throw new ArgumentError(
      `in() is not supported for relationships. Compare the foreign key with the keys of the objects: Address.c.userId.in([1, 2]).`,
    );
  }

  // Joins --------------------------------------------------------------------------------------------------------

  /** The same relationship to an alias of its class, or to a subclass of it: `join(User.c.addresses.ofType(homeAddress))`. */
  ofType<S2 extends string>(target: EntitySource<unknown, unknown, S2>): RelationshipAttribute<T, S2, P> {
    return new RelationshipAttribute<T, S2, P>(operatorsOf().toward(this.node, target), this.key);
  }

  /** The same relationship with more conditions, for a join or a loader option: they become part of ON. */
  and(...criteria: readonly Condition[]): RelationshipAttribute<T, S, P> {
    const added = criteria.map((one) => conditionNode(one, 'and()'));
    return new RelationshipAttribute<T, S, P>({ ...this.node, criteria: [...this.node.criteria, ...added] }, this.key);
  }
}

/**
 * That a row is related to an object by a relationship of the object's class: what loading the attribute would look for.
 *
 * @example select(Address).where(withParent(user, User.c.addresses))
 */
export function withParent(object: object, relationship: RelationshipAttribute<unknown, string>): ColumnElement<boolean> {
  if (!(relationship instanceof RelationshipAttribute))
    throw new ArgumentError('withParent() takes an object and a relationship of its class: withParent(user, User.c.addresses).');
  return new ColumnElement(operatorsOf().hasParent(relationship.node, object));
}
