import { ColumnElement } from '../../sql/column-element.ts';
import { findColumnByNode } from '../../schema/foreign-key-resolution.ts';
import { compoundNode } from '../../sql/compound-node.ts';
import type { ColumnNode, RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import { exportedColumns } from '../../sql/exported-columns.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { CompoundNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { select } from '../../sql/select.ts';
import { subqueryOf } from '../../sql/subquery.ts';
import { Entity, plainColumn } from '../mapping/entity.ts';
import { RelationshipAttribute } from '../mapping/relationship-attribute.ts';
import { fromsOf } from './query-node.ts';

/** Puts what stands for one thing in place of another, in a clause. */
export type Adapt = <N extends SqlNode>(node: N) => N;

/**
 * The rows of several queries as those of one: `SELECT … FROM (SELECT … UNION SELECT …) AS anon_1`.
 *
 * @returns it, and what clauses that name the classes of the first query mean in it
 */
export function combinedSelect(
  keyword: CompoundNode['keyword'],
  queries: readonly SelectNode[],
): { readonly node: SelectNode; readonly adapt: Adapt } {
  const { columns, options } = queries[0] as SelectNode;
  const rows = subqueryOf(compoundNode(keyword, queries.map(plain)), undefined);
  const entities = new Map<unknown, Entity>();
  const keys = exportedColumns(queries[0] as SelectNode).map(({ key }) => key);
  let place = 0;
  const own = columns.map((column) => {
    const { identity } = column as EntityNode;
    if (!(identity instanceof Entity)) return { ...rows.columnNodes[place], key: keys[place++] } as ColumnNode;
    place += identity.columnNodes.length;
    const entity = Entity.over(identity.mapper, rows, identity.aliasName);
    entities.set(identity, entity);
    return entity.node;
  });
  const adapted = (node: SqlNode): SqlNode => {
    if (node.kind === 'relationship') return withParent(node as RelationshipNode, entities, adapted);
    if (node.kind === 'select' && selectsFrom(node as SelectNode, entities)) return node;
    if (node.kind !== 'column') return mapChildren(node, adapted);
    return attributeOf(node as ColumnNode, entities) ?? rows.columnNodes.find(({ origin }) => origin === node) ?? node;
  };
  return { node: { ...select().node, columns: own, options }, adapt: adapted as Adapt };
}

/** A query that gives its own rows of a class is not about those around it. */
function selectsFrom(node: SelectNode, entities: ReadonlyMap<unknown, Entity>): boolean {
  const froms = [...fromsOf(node), ...node.froms, ...node.joins.map(({ right }) => right)];
  return froms.some(({ identity }) => entities.has(identity));
}

/** What an attribute of a class, or a column of its tables, is in the rows. */
function attributeOf(column: ColumnNode, entities: ReadonlyMap<unknown, Entity>): SqlNode | undefined {
  const known = entities.get(column.entity)?.c[column.key];
  if (known !== undefined || column.from?.kind !== 'table') return (known as { readonly node: SqlNode } | undefined)?.node;
  const found = findColumnByNode(plainColumn(column));
  for (const [source, entity] of entities) {
    const property = found === null ? undefined : entity.mapper.columnProperty(found);
    if (property !== undefined && (source as Entity).isClass) return entity.c[property.key]?.node;
  }
  return undefined;
}

function plain(node: SelectNode): SelectNode {
  const { labelStyle } = node;
  return { ...node, options: undefined, labelStyle: labelStyle === 'disambiguate' ? 'tablename_plus_col' : labelStyle };
}

function withParent(node: RelationshipNode, entities: ReadonlyMap<unknown, Entity>, adapt: (node: SqlNode) => SqlNode): SqlNode {
  const parent: FromNode = entities.get(node.parent.identity)?.node ?? node.parent;
  return { ...node, parent, criteria: node.criteria.map(adapt) } as RelationshipNode;
}

/** Conditions, columns and relationships, as they are meant there. Anything else stays. */
export function adaptedClauses<T>(clauses: readonly T[], adapt: Adapt): readonly T[] {
  return clauses.map((clause: unknown) => {
    if (clause instanceof RelationshipAttribute) return new RelationshipAttribute(adapt(clause.node), clause.key);
    return clause instanceof ColumnElement ? new ColumnElement(adapt(clause.node)) : clause;
  }) as T[];
}
