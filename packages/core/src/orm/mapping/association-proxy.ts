import { ArgumentError } from '../../errors/argument-errors.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { AssociationProxyAttribute } from './association-attribute.ts';
import { associationView, type Association } from './association-view.ts';
import { AttributeDefinition } from './attribute-definition.ts';
import type { Mapper } from './mapper.ts';
import type { RelationshipAttribute } from './relationship-attribute.ts';

/** What an association proxy shows: attribute `M` of the objects in `V`, held as they are. */
export type ProxiedValue<V, M extends string> = V extends readonly (infer E)[]
  ? At<E, M>[]
  : V extends ReadonlySet<infer E>
    ? Set<At<E, M>>
    : V extends ReadonlyMap<infer K, infer E>
      ? Map<K, At<E, M>>
      : V extends null
        ? null
        : At<V, M>;

/** One of them. */
export type ProxiedElement<V, M extends string> = V extends readonly (infer E)[]
  ? At<E, M>
  : V extends ReadonlySet<infer E>
    ? At<E, M>
    : V extends ReadonlyMap<unknown, infer E>
      ? At<E, M>
      : At<NonNullable<V>, M>;

type At<E, M extends string> = E extends { readonly [K in M]: infer X } ? X : never;

/** How an association proxy makes the object between. */
export interface AssociationProxyOptions {
  /** Default: `new Association({ [attribute]: value })`. Of a Map it is given the key behind the value. */
  readonly creator?: (value: never, key: never) => object;
}

/** An association proxy as it was written: attribute `M` of what the relationship `N` leads to. */
export class AssociationProxyDefinition<out N extends string, out M extends string> extends AttributeDefinition<unknown> {
  readonly kind = 'associationProxy';
  readonly relationship: N;
  readonly attribute: M;
  readonly #options: AssociationProxyOptions;

  /** @internal */
  constructor(relationship: N, attribute: M, options: AssociationProxyOptions) {
    super();
    this.relationship = relationship;
    this.attribute = attribute;
    this.#options = checkOptionNames(options, ['creator'], 'associationProxy()');
  }

  attach(mapper: Mapper, key: string): void {
    const { relationship, attribute } = this;
    const association = this.#association(mapper, key);
    mapper.addDescriptor({
      key,
      get(object) {
        const value = (object as Readonly<Record<string, unknown>>)[relationship];
        const view = associationView(object, association);
        return view ?? (value === null ? null : (value as Record<string, unknown>)[attribute]);
      },
      set: (object, value) => assign(object as Record<string, unknown>, value, association),
      attributeOf: ({ c }) =>
        new AssociationProxyAttribute(
          c[relationship] as RelationshipAttribute<unknown, string>,
          attribute,
          `${mapper.name}.${key}`,
        ),
    });
  }

  #association(mapper: Mapper, key: string): Association {
    const { relationship, attribute } = this;
    const given = this.#options.creator as ((value: unknown, key?: unknown) => object) | undefined;
    const create = (value: unknown, mapKey?: unknown): object => {
      if (given !== undefined) return given(value, mapKey);
      const property = mapper.requireProperty(relationship);
      if (property.kind !== 'relationship')
        throw new ArgumentError(`${mapper.name}.${key} goes through "${relationship}", which is no relationship.`);
      return new property.target.construct({ [attribute]: value });
    };
    return { relationship, attribute, create, name: `${mapper.name}.${key}` };
  }
}

/**
 * An attribute of related objects as if it were this object's own: `user.emails` instead of
 * `user.addresses.map((one) => one.emailAddress)`. What is added to it makes the object between.
 *
 * @example
 * class Person extends Base('user_account', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   addresses: () => relationship([Address]),
 *   emails: associationProxy('addresses', 'emailAddress', { creator: (emailAddress: string) => new Address({ emailAddress }) }),
 * }) {}
 */
export function associationProxy<const N extends string, const M extends string>(
  relationship: N,
  attribute: M,
  options: AssociationProxyOptions = {},
): AssociationProxyDefinition<N, M> {
  return new AssociationProxyDefinition(relationship, attribute, options);
}

function assign(object: Record<string, unknown>, value: unknown, association: Association): void {
  const { relationship, attribute, create, name } = association;
  const before = object[relationship];
  if (before instanceof Map) {
    if (!(value instanceof Map)) throw wrong(name, 'a Map', value);
    object[relationship] = new Map([...value].map(([key, one]) => [key, kept(before.get(key), one, association, key)]));
  } else if (Array.isArray(before) || before instanceof Set) {
    if (!Array.isArray(value) && !(value instanceof Set)) throw wrong(name, 'an array or a Set', value);
    const left = [...(before as Iterable<Record<string, unknown>>)];
    const objects = [...(value as Iterable<unknown>)].map((one) => {
      const index = left.findIndex((each) => each[attribute] === one);
      return index < 0 ? create(one) : left.splice(index, 1)[0];
    });
    object[relationship] = objects;
  } else if (before === null) object[relationship] = value === null ? null : create(value);
  else (before as Record<string, unknown>)[attribute] = value;
}

/** The object between that is there stays, with another value. */
function kept(before: unknown, value: unknown, { attribute, create }: Association, key: unknown): object {
  if (typeof before !== 'object' || before === null) return create(value, key);
  (before as Record<string, unknown>)[attribute] = value;
  return before;
}

function wrong(name: string, expected: string, value: unknown): ArgumentError {
  return new ArgumentError(`${name} takes ${expected}; it got ${kindOfValue(value)}.`);
}
