import type { RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import { booleanList } from '../../sql/nodes/make-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { DeleteNode, OptionNode, PendingJoinNode, SelectNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { Entity } from '../mapping/entity.ts';
import type { CriteriaStep } from './loader-step.ts';
import { namedClasses } from './named-classes.ts';
import { treeOf } from './option-node.ts';

/** The conditions that `withLoaderCriteria()` gives to a statement and to all inside it. */
export class LoaderCriteria {
  readonly #steps: readonly CriteriaStep[];

  private constructor(steps: readonly CriteriaStep[]) {
    this.#steps = steps;
  }

  /** Null: there are none. */
  static of(options: readonly OptionNode[]): LoaderCriteria | null {
    const steps = options.flatMap((option) => treeOf(option).children.filter(({ kind }) => kind === 'criteria'));
    return steps.length === 0 ? null : new LoaderCriteria(steps as CriteriaStep[]);
  }

  /** What a relationship is joined on in addition: the alias is none that the application made. */
  joinedTo(target: Entity): readonly SqlNode[] {
    return this.#steps.filter(({ mapper }) => target.mapper.isA(mapper)).map(({ condition }) => adaptedTo(condition, target));
  }

  /** A SELECT with the conditions: in ON of what is joined, in WHERE of the rest. */
  applied(select: SelectNode): SelectNode {
    const joined = new Set(select.joins.map(({ right }) => right.identity as unknown));
    const named = namedClasses([...select.columns, ...select.froms, ...select.where]);
    const where = [...named].filter((entity) => !joined.has(entity)).flatMap((entity) => this.#conditionsFor(entity));
    const joins = select.joins.map((join) => this.#withConditions(join));
    return { ...select, joins, where: [...select.where, ...where] };
  }

  /** The same for an UPDATE or DELETE: all in WHERE. */
  written(node: UpdateNode | DeleteNode): readonly SqlNode[] {
    const others = node.kind === 'update' ? (node as UpdateNode).froms : (node as DeleteNode).using;
    const named = namedClasses([node.table, ...others, ...node.where]);
    return [...named].flatMap((entity) => this.#conditionsFor(entity));
  }

  #withConditions(join: PendingJoinNode): PendingJoinNode {
    const { identity } = join.right;
    const conditions = identity instanceof Entity ? this.#conditionsFor(identity) : [];
    if (conditions.length === 0 || join.on === null) return join;
    if (join.on.kind !== 'relationship') return { ...join, on: booleanList('and', [join.on, ...conditions]) };
    const on = join.on as RelationshipNode;
    return { ...join, on: { ...on, criteria: [...on.criteria, ...conditions] } as RelationshipNode };
  }

  #conditionsFor(entity: Entity): readonly SqlNode[] {
    return this.#steps
      .filter(({ mapper, includeAliases }) => entity.mapper.isA(mapper) && (entity.isClass || includeAliases))
      .map(({ condition }) => adaptedTo(condition, entity));
  }
}

/** What an UPDATE or DELETE says itself of the rows it is about, and what `withLoaderCriteria()` adds. */
export function whereOf(node: UpdateNode | DeleteNode): readonly SqlNode[] {
  const criteria = LoaderCriteria.of(node.options ?? []);
  return criteria === null ? node.where : [...node.where, ...criteria.written(node)];
}
