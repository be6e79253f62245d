import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { BinaryNode, ListNode, LiteralColumnNode, RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import {
  binaryNode,
  booleanList,
  constantNode,
  lateBind,
  negatedNode,
  unaryNode,
  withOpposite,
} from '../../sql/nodes/make-nodes.ts';
import { scalarSubqueryNode } from '../../sql/coerce.ts';
import type { ExpressionNode, FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { select } from '../../sql/select.ts';
import { boolean } from '../../types/boolean.ts';
import { integer } from '../../types/integer.ts';
import { warn } from '../../util/warn.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { aliasOf } from '../mapping/aliased.ts';
import { type Entity, findEntity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { relationshipOperators } from '../mapping/relationship-operators.ts';
import type { JoinSide, RelationshipProperty } from '../mapping/relationship-property.ts';
import { findState, type InstanceState, nameOfState } from '../state/instance-state.ts';
import { columnIn, conditionBetween, withSides } from './relationship-condition.ts';

relationshipOperators.operators = { exists, equals, differs, contains, hasParent, toward };

interface Sides {
  readonly property: RelationshipProperty<Mapper>;
  readonly parent: Entity;
  readonly target: Entity;
}

function sidesOf({ property, parent, target }: RelationshipNode): Sides {
  return {
    property: property as RelationshipProperty<Mapper>,
    parent: parent.identity as Entity,
    target: target.identity as Entity,
  };
}

// any(), has() -----------------------------------------------------------------------------------------------------------

function exists(node: RelationshipNode, criteria: readonly SqlNode[], method: 'any' | 'has'): ExpressionNode {
  const { property } = sidesOf(node);
  if (method === 'has' && property.isCollection)
    throw new InvalidRequestError("'has()' not implemented for collections. Use any().");
  if (method === 'any' && !property.isCollection)
    throw new InvalidRequestError("'any()' not implemented for scalar attributes. Use has().");
  return existsNode(node, criteria);
}

function existsNode(node: RelationshipNode, criteria: readonly SqlNode[]): ExpressionNode {
  const { property, parent, target: given } = sidesOf(node);
  const { primaryjoin, secondaryjoin, secondary } = property.condition;
  const target = parent.isClass && given.isClass && sharesTable(parent, given) ? aliasOf(given.mapper) : given;
  const sides = { parent, target };
  const between = [primaryjoin, ...(secondaryjoin === null ? [] : [secondaryjoin])];
  const where = [
    ...between.map((condition) => conditionBetween(condition, property, sides)),
    ...[...node.criteria, ...criteria].map((one) => adaptedTo(one, target)),
  ];
  const froms: readonly FromNode[] = secondary === null ? [target.node] : [target.node, secondary.node as FromNode];
  const one: LiteralColumnNode = { kind: 'literalColumn', text: '1', type: integer };
  const query: SelectNode = { ...select().node, columns: [one], froms, where, correlation: 'except', correlated: froms };
  return unaryNode('exists', scalarSubqueryNode(query), boolean);
}

function sharesTable(one: Entity, other: Entity): boolean {
  return one.mapper.tables.some((table) => other.mapper.tables.includes(table));
}

// Objects ----------------------------------------------------------------------------------------------------------------

function equals(node: RelationshipNode, object: unknown): ExpressionNode {
  const { property } = sidesOf(node);
  if (object === null) return property.condition.direction === 'manyToOne' ? compared(node, null) : not(existsNode(node, []));
  if (property.isCollection) throw noCollections();
  return compared(node, relatedState(object, property));
}

function differs(node: RelationshipNode, object: unknown): ExpressionNode {
  const { property } = sidesOf(node);
  if (object === null) return property.condition.direction === 'manyToOne' ? not(compared(node, null)) : existsNode(node, []);
  if (property.isCollection) throw noCollections();
  return isOther(node, relatedState(object, property));
}

function contains(node: RelationshipNode, object: unknown): ExpressionNode {
  const { property } = sidesOf(node);
  if (!property.isCollection) throw new InvalidRequestError("'contains' not implemented for scalar attributes. Use eq().");
  const state = relatedState(object, property);
  const condition = compared(node, state);
  // The table between would be in FROM without being connected.
  return property.condition.secondary === null ? condition : withOpposite(condition, isOther(node, state));
}

function hasParent(node: RelationshipNode, object: unknown): ExpressionNode {
  const { property, target } = sidesOf(node);
  const state = stateOfClass(object, property.parent, `withParent(…, ${property.name})`);
  return substituted(node, target, 'parent', state);
}

function toward(node: RelationshipNode, target: unknown): RelationshipNode {
  const { property } = sidesOf(node);
  const entity = findEntity(target);
  if (entity !== null && (entity.mapper.isA(property.target) || property.target.isA(entity.mapper)))
    return { ...node, target: entity.node };
  throw new ArgumentError(
    `ofType() of ${property.name} takes an alias of ${property.target.name}, or a class that inherits from it.`,
  );
}

/** That the target is this object: its own columns are not asked, their values stand in the statement. */
function compared(node: RelationshipNode, state: InstanceState | null): ExpressionNode {
  return substituted(node, sidesOf(node).parent, 'target', state);
}

/** The condition of the relationship with the values of an object in place of the columns of one side. */
function substituted(
  node: RelationshipNode,
  entity: Entity,
  valued: Exclude<JoinSide, 'secondary'>,
  state: InstanceState | null,
): ExpressionNode {
  const { property } = sidesOf(node);
  const { primaryjoin, secondaryjoin, secondary } = property.condition;
  const alias = (secondary as FromClause<unknown, string> | null)?.alias() ?? null;
  const sides = { parent: entity, target: entity, secondary: alias };
  const conditions = [primaryjoin, ...(secondaryjoin === null ? [] : [secondaryjoin])].map((condition) => {
    const binds = new Set<SqlNode>();
    const filled = withSides(condition, property, (column, side) => {
      if (side === 'secondary') return alias?.columnNodes.find(({ origin }) => origin === column.node) ?? null;
      if (side !== valued) return columnIn(sides.parent, column);
      const bind = state === null ? constantNode(null) : valueBind('param', column, state);
      binds.add(bind);
      return bind;
    });
    return state === null ? nullTests(filled, binds) : filled;
  });
  return booleanList('and', conditions) as ExpressionNode;
}

/** Comparisons with NULL as IS NULL, the column on the left. */
function nullTests(node: SqlNode, nulls: ReadonlySet<SqlNode>): SqlNode {
  if (node.kind === 'list') {
    const { clauses } = node as ListNode;
    return booleanList(
      'and',
      clauses.map((clause) => nullTests(clause, nulls)),
    );
  }
  if (node.kind !== 'binary') return node;
  const { left, right, operator } = node as BinaryNode;
  if (operator !== 'eq' || (!nulls.has(left) && !nulls.has(right))) return node;
  return binaryNode('is', nulls.has(left) ? right : left, constantNode(null), boolean);
}

/** That the target is another object, or there is none. */
function isOther(node: RelationshipNode, state: InstanceState): ExpressionNode {
  const { property, parent } = sidesOf(node);
  const { getKey, localRemotePairs } = property.condition;
  if (getKey !== null) {
    const differing = localRemotePairs.map(({ local, remote }) => {
      const column = columnIn(parent, local) ?? local.node;
      return booleanList('or', [
        binaryNode('ne', column, valueBind(local.name, remote, state), boolean),
        binaryNode('is', column, constantNode(null), boolean),
      ]);
    });
    return booleanList('and', differing) as ExpressionNode;
  }
  const { c, mapper } = sidesOf(node).target;
  const same = mapper.primaryKey.map(({ key, column }) =>
    binaryNode('eq', (c[key] as { readonly node: SqlNode }).node, valueBind(column.name, column, state), boolean),
  );
  return not(existsNode(node, same));
}

/** A parameter whose value is that of an object when the statement is sent: after the flush that may give it a key. */
function valueBind(stem: string, column: AnyColumn, state: InstanceState): SqlNode {
  return lateBind(stem, column.type, () => currentValue(column, state));
}

function currentValue(column: AnyColumn, state: InstanceState): unknown {
  const property = state.mapper.columnProperty(column);
  const value = property === undefined ? undefined : state.values[property.slot];
  const name = `${column.table.name}.${column.name}`;
  if (value === undefined) {
    const why =
      state.key === null
        ? 'no value has been set for this column. Add the object to the session, so that it is saved first'
        : 'it is not loaded. Load it with session.load() first';
    throw new InvalidRequestError(`Can't resolve value for column ${name} on object ${nameOfState(state)}; ${why}.`);
  }
  if (value === null)
    warn(
      `Got null for value of column ${name}; this is unsupported for a relationship comparison and does not produce an IS comparison.`,
    );
  return value;
}

function relatedState(object: unknown, property: RelationshipProperty<Mapper>): InstanceState {
  if (findState(object) === null)
    throw new ArgumentError(
      `Mapped instance expected for relationship comparison to object. Classes, queries and other SQL elements are not accepted in this context; for comparison with a subquery, use ${property.name}.${property.isCollection ? 'any' : 'has'}(…).`,
    );
  return stateOfClass(object, property.target, property.name);
}

function stateOfClass(object: unknown, mapper: Mapper, where: string): InstanceState {
  const state = findState(object);
  if (state?.mapper.isA(mapper) === true) return state;
  throw new ArgumentError(`${where} takes an object of ${mapper.name}.`);
}

function not(node: SqlNode): ExpressionNode {
  return negatedNode(node) as ExpressionNode;
}

function noCollections(): InvalidRequestError {
  return new InvalidRequestError("Can't compare a collection to an object or collection; use contains() to test for membership.");
}
