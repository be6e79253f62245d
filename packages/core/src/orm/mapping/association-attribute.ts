import { or } from '../../sql/and-or-not.ts';
import type { ColumnElement, Condition } from '../../sql/column-element.ts';
import { entityOf } from './entity.ts';
import type { Mapper } from './mapper.ts';
import { RelationshipAttribute } from './relationship-attribute.ts';
import type { RelationshipProperty } from './relationship-property.ts';

type Bool = ColumnElement<boolean>;

interface Comparable {
  eq(value: unknown): Bool;
  ne(value: unknown): Bool;
  in(values: readonly unknown[]): Bool;
  any(...criteria: readonly Condition[]): Bool;
  has(...criteria: readonly Condition[]): Bool;
}

/** An association proxy in statements: conditions about what it shows, `E`, which become EXISTS. */
export class AssociationProxyAttribute<in E> {
  /** The relationship that it goes through. */
  readonly relationship: RelationshipAttribute<unknown, string>;
  readonly attribute: string;
  readonly #name: string;

  /** @internal */
  constructor(relationship: RelationshipAttribute<unknown, string>, attribute: string, name: string) {
    this.relationship = relationship;
    this.attribute = attribute;
    this.#name = name;
  }

  /** Whether the collection has this value, or this object. */
  contains(value: E): Bool {
    return this.#exists(this.#shown.eq(value));
  }

  /** Whether it is this value, or this object; null: whether there is none. */
  eq(value: E | null): Bool {
    const equal = this.#exists(this.#shown.eq(value));
    return value === null ? or(equal, this.#exists().not()) : equal;
  }

  /** Whether it is another value; of a collection, whether it has another one. */
  ne(value: E | null): Bool {
    return this.#exists(this.#shown.ne(value));
  }

  /** Whether it is one of these values, or of these objects. */
  in(values: readonly E[]): Bool {
    const shown = this.#shown;
    return this.#exists(
      shown instanceof RelationshipAttribute ? or(false, ...values.map((one) => shown.eq(one as never))) : shown.in(values),
    );
  }

  /** Whether one of what it shows meets all conditions. */
  any(...criteria: readonly Condition[]): Bool {
    const shown = this.#shown;
    if (!(shown instanceof RelationshipAttribute)) return this.#exists(...criteria);
    return this.#exists(isMany(shown) ? (shown as Comparable).any(...criteria) : (shown as Comparable).has(...criteria));
  }

  /** The same of a relationship to one. */
  has(...criteria: readonly Condition[]): Bool {
    return this.any(...criteria);
  }

  toString(): string {
    return `associationProxy(${this.#name})`;
  }

  get #shown(): Comparable {
    const { target } = this.relationship.node.property as RelationshipProperty<Mapper>;
    return entityOf(target).c[this.attribute] as unknown as Comparable;
  }

  #exists(...criteria: readonly Condition[]): Bool {
    const relationship = this.relationship as unknown as Comparable;
    return isMany(this.relationship) ? relationship.any(...criteria) : relationship.has(...criteria);
  }
}

function isMany({ node }: RelationshipAttribute<unknown, string>): boolean {
  return (node.property as RelationshipProperty<Mapper>).isCollection;
}
