import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { Entity } from '../mapping/entity.ts';
import type { LoaderStep, LoaderTree } from './loader-step.ts';

/** The node of an option: its key says what is in the tree, aliases and conditions stand beside it in the same order. */
export function nodeOfTree(tree: LoaderTree): OptionNode {
  const nodes: SqlNode[] = [];
  const path = tree.path === null ? '' : `/${tree.path.map(({ uid }) => uid).join()}`;
  const key = `${tree.entity === null ? '*' : entityKey(tree.entity, nodes)}${path}${childrenKey(tree.children, nodes)}`;
  return { kind: 'option', key, criteria: nodes, option: tree };
}

/** The tree of an option that came with a statement. */
export function treeOf({ option }: OptionNode): LoaderTree {
  return option as LoaderTree;
}

function childrenKey(children: readonly LoaderStep[], nodes: SqlNode[]): string {
  return `(${children.map((child) => stepKey(child, nodes)).join(';')})`;
}

function stepKey(step: LoaderStep, nodes: SqlNode[]): string {
  switch (step.kind) {
    case 'wildcard':
      return `w${step.strategy}${step.isGlobal}`;
    case 'columns': {
      const entity = step.entity === null ? '*' : entityKey(step.entity, nodes);
      return `c${step.action}${step.raises ? '!' : ''}${entity}${JSON.stringify([step.keys, step.group])}`;
    }
    case 'expression':
      nodes.push(step.expression);
      return `e${entityKey(step.entity, nodes)}${JSON.stringify(step.key)}`;
    case 'criteria':
      nodes.push(step.condition);
      return `l${step.mapper.uid}${step.includeAliases}${step.propagates}`;
    case 'subclasses':
      return `s${entityKey(step.entity, nodes)}${step.mappers.map(({ uid }) => uid).join()}`;
    case 'relationship': {
      const ends = entityKey(step.entity, nodes) + entityKey(step.target, nodes);
      nodes.push(...step.criteria, ...step.orderBy);
      const { strategy, property, options, criteria, orderBy } = step;
      return `r${property.uid},${strategy}${ends}${JSON.stringify(options)}${criteria.length},${orderBy.length}${childrenKey(step.children, nodes)}`;
    }
  }
}

/** A class by its number; an alias by its place among those of the statement, which the statement's key finds. */
function entityKey({ isClass, mapper, node }: Entity, nodes: SqlNode[]): string {
  if (!isClass) nodes.push(node);
  return `${isClass ? 'm' : 'a'}${mapper.uid}`;
}
