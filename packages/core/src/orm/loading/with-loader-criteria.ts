import { ArgumentError } from '../../errors/argument-errors.ts';
import type { EntitySource } from '../../sql/clause-element.ts';
import { conditionNode } from '../../sql/coerce.ts';
import type { Condition } from '../../sql/column-element.ts';
import { type LoaderOption, loaderOption } from '../../sql/loader-option.ts';
import { booleanList } from '../../sql/nodes/make-nodes.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { findEntity } from '../mapping/entity.ts';
import type { LoaderStep } from './loader-step.ts';
import { nodeOfTree } from './option-node.ts';

/** How `withLoaderCriteria()` is applied. */
export interface LoaderCriteriaOptions {
  /** Whether aliases of the class are meant as well. Default false. */
  readonly includeAliases?: boolean;
  /** Whether it holds for what `session.load()` asks for later. Default true. */
  readonly propagateToLoaders?: boolean;
}

/**
 * Adds a condition wherever a class occurs in a statement: in FROM, joins, subqueries, and what is loaded with it.
 *
 * @example select(Invoice).options(withLoaderCriteria(Customer, Customer.c.tenant.eq(7)))
 */
export function withLoaderCriteria<C extends EntitySource>(
  target: C,
  condition: Condition | ((cls: C) => Condition),
  options: LoaderCriteriaOptions = {},
): LoaderOption {
  const entity = findEntity(target);
  if (entity === null) throw new ArgumentError('withLoaderCriteria() takes a mapped class.');
  checkOptionNames(options, ['includeAliases', 'propagateToLoaders'], 'withLoaderCriteria()');
  const given = typeof condition === 'function' ? condition(target) : condition;
  const step: LoaderStep = {
    kind: 'criteria',
    mapper: entity.mapper,
    condition: booleanList('and', [conditionNode(given, 'withLoaderCriteria()')]),
    includeAliases: options.includeAliases ?? false,
    propagates: options.propagateToLoaders ?? true,
  };
  return { [loaderOption]: nodeOfTree({ entity: null, path: null, children: [step] }) };
}
