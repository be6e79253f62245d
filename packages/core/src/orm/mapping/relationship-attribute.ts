import { RelationshipElement } from '../../sql/clause-element.ts';
import type { RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { entityName } from './phantoms.ts';

/** The objects that an attribute holds: one, or those of a collection. */
export type RelatedOf<T> =
  NonNullable<T> extends readonly (infer E)[]
    ? E
    : NonNullable<T> extends ReadonlySet<infer E>
      ? E
      : NonNullable<T> extends ReadonlyMap<unknown, infer E>
        ? E
        : NonNullable<T>;

type NameOf<T> = RelatedOf<T> extends { readonly [entityName]?: infer S extends string } ? S : string;

/** A relationship of a class, for statements: `User.c.addresses`. `T` is what the attribute holds. */
export class RelationshipAttribute<out T> extends RelationshipElement<RelatedOf<T>, NameOf<T>> {
  readonly node: RelationshipNode;
  readonly key: string;

  constructor(node: RelationshipNode, key: string) {
    super();
    this.node = node;
    this.key = key;
  }
}
