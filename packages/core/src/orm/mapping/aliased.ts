import { ArgumentError } from '../../errors/argument-errors.ts';
import { clauseOf, type EntityElement, type FromElement, mappedClause } from '../../sql/clause-element.ts';
import { FromClause } from '../../sql/from-clause.ts';
import type { AttributesOf } from './mapped-class.ts';
import { Entity } from './entity.ts';
import { requireMapper } from './mapper-of.ts';
import type { classDefinition, MappedTarget } from './phantoms.ts';

/** An alias of a mapped class: another occurrence of it in a statement. `I` are its objects. */
export interface AliasedClass<out I, D, out S extends string> {
  readonly c: AttributesOf<D, S>;
  readonly [mappedClause]: EntityElement<I, unknown, S>;
}

/** What `aliased()` may be told. */
export interface AliasedOptions<S extends string> {
  /** Default: one that is made up, `user_account_1`. */
  readonly name?: S;
}

type DefinitionOf<C> = C extends { readonly [classDefinition]: infer D } ? D : never;

/**
 * A mapped class under another name, or over the rows of a subquery that has its columns.
 *
 * @example
 * const manager = aliased(Employee);
 * select(Employee, manager).join(Employee.c.manager, …)
 */
export function aliased<C extends MappedTarget, const S extends string = string>(
  target: C,
  options?: AliasedOptions<S>,
): AliasedClass<C['prototype'], DefinitionOf<C>, S>;
export function aliased<C extends MappedTarget, const S extends string = string>(
  target: C,
  from: FromElement<unknown, string>,
  options?: AliasedOptions<S>,
): AliasedClass<C['prototype'], DefinitionOf<C>, S>;
export function aliased(target: MappedTarget, ...rest: readonly unknown[]): AliasedClass<unknown, unknown, string> {
  const mapper = requireMapper(target, 'aliased()');
  const from = clauseOf(rest[0]);
  const { name = null } = ((from === null ? rest[0] : rest[1]) ?? {}) as { readonly name?: string };
  if (from !== null && !(from instanceof FromClause))
    throw new ArgumentError('aliased() takes a mapped class, and a subquery or CTE that has its columns.');
  const source = from ?? (mapper.table as unknown as FromClause<unknown, string>).alias(name ?? undefined);
  const entity = Entity.over(mapper, from === null ? source : source, name);
  return { c: entity.c as never, [mappedClause]: entity as never };
}
