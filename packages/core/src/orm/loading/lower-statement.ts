import { resultShape } from '../../result/result-shape.ts';
import { selectedColumns } from '../../sql/selected-columns.ts';
import type { ColumnNode, RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import { booleanList } from '../../sql/nodes/make-nodes.ts';
import type { FromNode, LoweredStatement, SqlNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import type { PendingJoinNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { type Entity, plainColumn } from '../mapping/entity.ts';
import { lowering } from '../mapping/lowering.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { LoadPlan, PlanEntry } from './load-plan.ts';
import { conditionBetween } from './relationship-condition.ts';

/** Turns a statement that names classes into one of tables, and tells how its rows become objects. */
export function lowerStatement(statement: StatementNode): LoweredStatement {
  const lowering = new Lowering();
  const node = lowering.lower(statement) as StatementNode;
  return { node, plan: statement.kind === 'select' ? lowering.planOf(statement as SelectNode) : null };
}

lowering.lower = lowerStatement;

class Lowering {
  readonly #known = new Map<SqlNode, SqlNode>();
  readonly #plans = new Map<SelectNode, LoadPlan>();

  /** The same without classes. A node that stands twice stays one. */
  lower(node: SqlNode): SqlNode {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const made = this.#make(node);
    this.#known.set(node, made);
    return made;
  }

  planOf(select: SelectNode): LoadPlan {
    return this.#plans.get(select) as LoadPlan;
  }

  #make(node: SqlNode): SqlNode {
    switch (node.kind) {
      case 'column':
        return this.#column(node as ColumnNode);
      case 'entity':
        return this.lower((node as EntityNode).from);
      case 'select':
        return this.#select(node as SelectNode);
      default:
        return mapChildren(node, (child) => this.lower(child));
    }
  }

  #column(node: ColumnNode): SqlNode {
    if (node.entity !== undefined) return this.lower(plainColumn(node));
    return node.from === null || node.from.kind === 'table' ? node : mapChildren(node, (child) => this.lower(child));
  }

  #select(select: SelectNode): SqlNode {
    const columns: SqlNode[] = [];
    const entries: PlanEntry[] = [];
    for (const column of select.columns) {
      if (column.kind !== 'entity') entries.push({ kind: 'value', index: columns.push(column) - 1 });
      else entries.push(this.#entity(column as EntityNode, columns));
    }
    const joins = select.joins.flatMap((join) => this.#join(join));
    const { options = [] } = select;
    this.#plans.set(select, { entries, shape: resultShape(namesOf(select)), options });
    return mapChildren({ ...select, columns, joins, options: undefined }, (child) => this.lower(child));
  }

  #entity(node: EntityNode, columns: SqlNode[]): PlanEntry {
    const entity = node.identity as Entity;
    const properties = entity.mapper.columns.filter(({ deferred }) => !deferred);
    const start = columns.length;
    for (const property of properties) columns.push(plainColumn(entity.column(property)));
    return { kind: 'entity', entity, start, properties };
  }

  /** A relationship is one join, or two with a table between. */
  #join(join: PendingJoinNode): readonly PendingJoinNode[] {
    if (join.on?.kind !== 'relationship') return [join];
    const { parent, target, property, criteria } = join.on as RelationshipNode;
    const relationship = property as RelationshipProperty<Mapper>;
    const sides = { parent: parent.identity as Entity, target: target.identity as Entity };
    const { primaryjoin, secondaryjoin, secondary } = relationship.condition;
    const first = conditionBetween(primaryjoin, relationship, sides);
    const left = join.left ?? (parent as EntityNode).from;
    if (secondary === null || secondaryjoin === null)
      return [{ ...join, left, right: target, on: booleanList('and', [first, ...criteria]) }];
    const second = conditionBetween(secondaryjoin, relationship, sides);
    return [
      { ...join, left, right: secondary.node as FromNode, on: first },
      { ...join, left: secondary.node as FromNode, right: target, on: booleanList('and', [second, ...criteria]) },
    ];
  }
}

/** What the columns of the result are called: an object by its class, or by the name of its alias. */
function namesOf(select: SelectNode): readonly string[] {
  const values = selectedColumns({ ...select, columns: select.columns.filter(({ kind }) => kind !== 'entity') });
  let next = 0;
  return select.columns.map((column) => {
    if (column.kind !== 'entity') return values[next++]?.key ?? `column_${next}`;
    const { aliasName, mapper } = (column as EntityNode).identity as Entity;
    return aliasName ?? mapper.name;
  });
}
