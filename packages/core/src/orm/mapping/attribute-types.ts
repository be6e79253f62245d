import type { Column } from '../../schema/column.ts';
import type { ColumnDefinition } from '../../schema/column-definition.ts';
import type { ExpressionElement } from '../../sql/clause-element.ts';
import type { NamedColumn } from '../../sql/column-element.ts';
import type { AssociationProxyAttribute } from './association-attribute.ts';
import type { AssociationProxyDefinition, ProxiedElement, ProxiedValue } from './association-proxy.ts';
import type { CompositeAttribute, CompositeDefinition } from './composite.ts';
import type { ColumnPropertyDefinition } from './expression-property.ts';
import type { HybridDefinition, HybridMethodDefinition } from './hybrid-definition.ts';
import type { PropertyDefinition } from './property-definition.ts';
import type { NameOf, RelatedOf, RelationshipAttribute } from './relationship-attribute.ts';
import type { RelationshipDefinition } from './relationship-definition.ts';
import type { SynonymDefinition } from './synonym.ts';

/** What an attribute holds, of a class that is defined by `D`. */
export type ValueOfProperty<P, D = unknown> =
  P extends ColumnDefinition<infer T>
    ? T
    : P extends () => infer R
      ? ValueOfDefinition<R, D>
      : P extends Column<string, infer T>
        ? T
        : ValueOfDefinition<P, D>;

type ValueOfDefinition<P, D> =
  P extends SynonymDefinition<infer N>
    ? ValueAt<D, N>
    : P extends AssociationProxyDefinition<infer N, infer M>
      ? ProxiedValue<ValueAt<D, N>, M>
      : P extends CompositeDefinition<infer T, infer N>
        ? T | (null & ValueAt<D, N>)
        : P extends PropertyDefinition<infer T>
          ? T
          : P;

type ValueAt<D, N> = N extends keyof D ? ValueOfProperty<D[N], D> : never;

/** The columns that composites are made of: the constructor takes either. */
export type CompositeKey<D> = { [P in keyof D]: D[P] extends CompositeDefinition<unknown, infer N> ? N : never }[keyof D];

/** What stands for an attribute in statements. */
export type AttributeOf<K, P, S extends string, D = unknown> =
  P extends ColumnDefinition<infer T>
    ? NamedColumn<K & string, T, S>
    : P extends () => infer R
      ? AttributeOfDefinition<K, R, S, D>
      : P extends Column<string, infer T>
        ? NamedColumn<K & string, T, S>
        : AttributeOfDefinition<K, P, S, D>;

type AttributeOfDefinition<K, P, S extends string, D> =
  P extends RelationshipDefinition<infer T>
    ? RelationshipAttribute<T, NameOf<T>, S>
    : P extends SynonymDefinition<infer N>
      ? N extends keyof D
        ? AttributeOf<N, D[N], S, D>
        : never
      : P extends HybridDefinition<unknown, infer A, infer C>
        ? [C] extends [never]
          ? NamedExpression<K, A, S>
          : C
        : P extends ColumnPropertyDefinition<infer T>
          ? NamedColumn<K & string, T, S>
          : P extends CompositeDefinition<unknown, string>
            ? CompositeAttribute<K & string, ValueOfDefinition<P, D>, S>
            : P extends HybridMethodDefinition<unknown, infer A>
              ? A
              : P extends AssociationProxyDefinition<infer N, infer M>
                ? AssociationProxyAttribute<ProxiedElement<ValueAt<D, N>, M>>
                : never;

type NamedExpression<K, A, S extends string> = A extends ExpressionElement<infer V, string> ? NamedColumn<K & string, V, S> : A;

/** The attributes of a class: `User.c.name`. */
export type AttributesOf<D, S extends string> = { readonly [P in keyof D]: AttributeOf<P, D[P], S, D> };

/** The same of the class of an object. */
export type AttributesOfObject<I> = I extends { readonly _entityName?: infer S; readonly _definition?: infer D }
  ? AttributesOf<NonNullable<D>, NonNullable<S> & string>
  : never;

/** What is done with the values of attributes before they get them: of a collection it is given each object. */
export type ValidatorsOf<D> = {
  readonly [P in keyof D]?: (
    value: ValidatedValue<D[P], D>,
    key: P & string,
    self: { -readonly [Q in keyof D]: ValueOfProperty<D[Q], D> },
  ) => unknown;
};

type ValidatedValue<P, D> = P extends () => RelationshipDefinition<infer T> ? RelatedOf<T> | (T & null) : ValueOfProperty<P, D>;
