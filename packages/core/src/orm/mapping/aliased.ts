import { ArgumentError } from '../../errors/argument-errors.ts';
import { clauseOf, type FromElement, mappedClause } from '../../sql/clause-element.ts';
import { FromClause } from '../../sql/from-clause.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import type { AttributesOf } from './attribute-types.ts';
import { Entity } from './entity.ts';
import type { RowsOf } from './mapped-class.ts';
import type { Mapper } from './mapper.ts';
import { requireMapper } from './mapper-of.ts';
import type { DefinitionOf, MappedTarget } from './phantoms.ts';

/** An alias of a mapped class: another occurrence of it in a statement. `I` are its objects. */
export interface AliasedClass<out I, D, out S extends string> {
  readonly c: AttributesOf<D, S>;
  /** Only for the compiler. Never there at run time. */
  readonly _entity: { readonly object: I; readonly rows: RowsOf<D>; readonly name: S };
}

/** What `aliased()` may be told. */
export interface AliasedOptions<S extends string> {
  /** Default: one that is made up, `user_account_1`. */
  readonly name?: S;
}

/**
 * A mapped class under another name, or over the rows of a subquery that has its columns, or others of their names. What it
 * lacks is not loaded.
 *
 * @example
 * const other = aliased(User);
 * select(User, other).join(other, User.c.name.eq(other.c.name))
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
  const options: AliasedOptions<string> = (from === null ? rest[0] : rest[1]) ?? {};
  const { name = null } = checkOptionNames(options, ['name'], 'aliased()');
  if (from !== null && !(from instanceof FromClause))
    throw new ArgumentError('aliased() takes a mapped class, and a subquery or CTE that has its columns.');
  const entity = from === null ? aliasOf(mapper, name) : Entity.over(mapper, from, name);
  return { c: entity.c, [mappedClause]: entity } as never;
}

/** Another occurrence of a class, over an alias of its table. */
export function aliasOf(mapper: Mapper, name: string | null = null): Entity {
  return Entity.from(mapper, { isAliased: true, name });
}
