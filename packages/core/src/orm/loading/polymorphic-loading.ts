import { ArgumentError } from '../../errors/argument-errors.ts';
import { mappedClause } from '../../sql/clause-element.ts';
import { type LoaderOption, loaderOption } from '../../sql/loader-option.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import type { AliasedClass } from '../mapping/aliased.ts';
import { concreteUnion } from '../mapping/concrete-union.ts';
import { Entity, entityOf, findEntity } from '../mapping/entity.ts';
import { requireMapper } from '../mapping/mapper-of.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { DefinitionOf, MappedTarget } from '../mapping/phantoms.ts';
import { nodeOfTree } from './option-node.ts';

/** How `withPolymorphic()` selects. */
export interface PolymorphicOptions {
  /** Whether the tables get other names, so that they may stand in the statement once more. */
  readonly aliased?: boolean;
  /** That name. */
  readonly name?: string;
  /** Only rows of the subclasses: INNER JOIN. */
  readonly innerjoin?: boolean;
}

/** What {@link selectinPolymorphic} gives: an option of a statement, or of a relationship to the class. */
export interface SubclassesOption extends LoaderOption {
  /** Only for the compiler: tells it from other options. Never there at run time. */
  readonly _loadsSubclasses: true;
}

/** A class with the columns of subclasses. */
export interface PolymorphicClass<out I, D, out S extends string> extends AliasedClass<I, D, S> {
  /** One of the subclasses, in the same rows: `.of(Engineer).c.level`. */
  of<C extends MappedTarget>(subclass: C): AliasedClass<C['prototype'], DefinitionOf<C>, S>;
}

/**
 * A class with what its subclasses have, in one SELECT: their tables are joined, or left out for rows that are none of theirs.
 * Those of concrete classes stand in `UNION ALL`.
 *
 * @param subclasses `'*'`: all
 * @example
 * const employee = withPolymorphic(Employee, [Engineer, Manager]);
 * select(employee).where(employee.of(Engineer).c.level.gt(3))
 */
export function withPolymorphic<C extends MappedTarget, const S extends string = string>(
  target: C,
  subclasses: readonly MappedTarget[] | '*',
  options: PolymorphicOptions = {},
): PolymorphicClass<C['prototype'], DefinitionOf<C>, S> {
  const {
    aliased: isAliased = false,
    name = null,
    innerjoin: isInner = false,
  } = checkOptionNames(options, ['aliased', 'name', 'innerjoin'], 'withPolymorphic()');
  const mapper = requireMapper(target, 'withPolymorphic()');
  const wanted = subclassesOf(mapper, subclasses, 'withPolymorphic()');
  const entity = wanted.some(({ base }) => base !== mapper.base)
    ? concreteUnion([mapper, ...wanted], name)
    : Entity.from(mapper, { subclasses: wanted, isAliased: isAliased || name !== null, name, isInner });
  const of = (subclass: MappedTarget): unknown => {
    const part = requireMapper(subclass, 'of()');
    if (part !== mapper && !wanted.includes(part))
      throw new ArgumentError(`${part.name} is none of the subclasses that withPolymorphic() was given.`);
    return clauseOf(entity.part(part));
  };
  return { ...clauseOf(entity), of } as never;
}

/**
 * Loads what rows of subclasses have beside by a statement for each subclass, with the keys of the first one.
 *
 * @example select(Employee).options(selectinPolymorphic(Employee, [Engineer, Manager]))
 */
export function selectinPolymorphic(target: MappedTarget, subclasses: readonly MappedTarget[] | '*'): SubclassesOption {
  const entity = findEntity(target) ?? entityOf(requireMapper(target, 'selectinPolymorphic()'));
  const mappers = subclassesOf(entity.mapper, subclasses, 'selectinPolymorphic()');
  const tree = { entity: null, path: null, children: [{ kind: 'subclasses', entity, mappers } as const] };
  return { [loaderOption]: nodeOfTree(tree) } as unknown as SubclassesOption;
}

function clauseOf(entity: Entity): object {
  return {
    get c() {
      return entity.c;
    },
    [mappedClause]: entity,
  };
}

/** With the classes between them and the parent. */
function subclassesOf(mapper: Mapper, given: readonly MappedTarget[] | '*', where: string): readonly Mapper[] {
  const below = mapper.polymorphism.selfAndDescendants.filter((one) => one !== mapper);
  if (given === '*') {
    const joined = below.filter(({ base }) => base === mapper.base);
    return joined.length > 0 ? joined : below;
  }
  const named = given.map((one) => requireMapper(one, where));
  const other = named.find((one) => !one.isA(mapper));
  if (other !== undefined) throw new ArgumentError(`${where}: ${other.name} does not inherit from ${mapper.name}.`);
  return below.filter((one) => named.some((leaf) => leaf.isA(one)));
}
