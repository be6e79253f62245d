import { resultShape } from '../../result/result-shape.ts';
import { exportedColumns } from '../../sql/exported-columns.ts';
import { qualifierOf, selectedColumns } from '../../sql/selected-columns.ts';
import type { BundleNode, ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode, SubqueryNode } from '../../sql/nodes/from-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { FromNode, LoweredStatement, SqlNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import type {
  FromStatementNode,
  OptionNode,
  SelectNode,
  TextualSelectNode,
  UpdateNode,
} from '../../sql/nodes/statement-nodes.ts';
import { type Entity, plainColumn } from '../mapping/entity.ts';
import { lowering } from '../mapping/lowering.ts';
import { compositeFroms } from './composite-froms.ts';
import type { LoadPlan, PlanEntry, TextualName } from './load-plan.ts';
import { LoaderCriteria, whereOf } from './loader-criteria.ts';
import { withDefaultOrder } from './default-order.ts';
import { type DmlNode, writtenTable } from './lower-dml.ts';
import { loweredJoin } from './lower-join.ts';
import './relationship-criteria.ts';
import { RowPlanner } from './row-planner.ts';
import { withSingleTableCriteria } from './single-table-criteria.ts';
import { isLimited, wrapLimited } from './wrap-limited.ts';

/** Turns a statement that names classes into one of tables, and tells how its rows become objects. */
export function lowerStatement(statement: StatementNode): LoweredStatement {
  const lowering = new Lowering(statement);
  if (statement.kind === 'fromStatement') return lowering.fromStatement(statement as FromStatementNode);
  const node = lowering.lower(statement) as StatementNode;
  return { node, plan: lowering.planOf(statement) };
}

lowering.lower = lowerStatement;

class Lowering {
  readonly #known = new Map<SqlNode, SqlNode>();
  readonly #plans = new Map<StatementNode, LoadPlan>();
  readonly #root: StatementNode;
  readonly #criteria: LoaderCriteria | null;
  /** Those that have the conditions of loader options already. */
  readonly #complete = new WeakSet<SqlNode>();

  constructor(root: StatementNode) {
    this.#root = root;
    this.#criteria = LoaderCriteria.of((root as Partial<SelectNode>).options ?? []);
  }

  /** The same without classes. A node that stands twice stays one. */
  lower(node: SqlNode): SqlNode {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const made = this.#make(node);
    this.#known.set(node, made);
    return made;
  }

  /** How the rows of a statement become objects; null: they hold none. */
  planOf(statement: StatementNode): LoadPlan | null {
    return this.#plans.get(statement) ?? null;
  }

  #make(node: SqlNode): SqlNode {
    switch (node.kind) {
      case 'column':
        return this.#column(node as ColumnNode);
      case 'entity':
        return this.lower((node as EntityNode).from);
      case 'select':
        return this.#select(node as SelectNode);
      case 'insert':
      case 'update':
      case 'delete':
        return this.#dml(node as DmlNode);
      case 'compound':
        return mapChildren({ ...node, options: undefined }, (child) => this.lower(child));
      default:
        return mapChildren(node, (child) => this.lower(child));
    }
  }

  #column(node: ColumnNode): SqlNode {
    if (node.entity !== undefined) return this.lower(plainColumn(node));
    if (node.from === null || node.from.kind === 'table') return node;
    const lowered = mapChildren(node, (child) => this.lower(child));
    // A made-up name is that of a node, of which there is another one now.
    const owner = node.madeUp?.owner as SqlNode | undefined;
    const made = owner?.kind === undefined ? owner : this.lower(owner);
    if (made === owner) return lowered;
    return { ...lowered, madeUp: { ...node.madeUp, owner: made } } as ColumnNode;
  }

  #select(given: SelectNode): SqlNode {
    const isRoot = given === this.#root;
    const select = this.#criteria === null || this.#complete.has(given) ? given : this.#criteria.applied(given);
    const froms = [...select.froms, ...compositeFroms(select)];
    const joined = withSingleTableCriteria({
      ...select,
      froms,
      joins: select.joins.flatMap((join) => loweredJoin(join)),
      options: undefined,
    });
    if (!isRoot) return this.#children({ ...joined, columns: select.columns.flatMap(expandedEntity) });
    const rows = this.#rows(select.columns, select.options ?? [], true);
    this.#plans.set(given, rows.plan);
    return this.#children(this.#withEagerJoins(withDefaultOrder(joined), rows));
  }

  #withEagerJoins(select: SelectNode, { columns, own, planner }: LoweredRows): SelectNode {
    const { joins, repeats } = planner;
    if (joins === null || joins.nodes.length === 0) return { ...select, columns };
    if (!repeats || !isLimited(select))
      return {
        ...select,
        columns,
        joins: [...select.joins, ...joins.nodes],
        orderBy: [...select.orderBy, ...joins.orderBy],
      };
    const wrapped = wrapLimited(select, columns, own, joins);
    for (const from of wrapped.froms) this.#complete.add((from as SubqueryNode).query);
    return wrapped;
  }

  #children(select: SelectNode): SqlNode {
    return mapChildren(select, (child) => this.lower(child));
  }

  /** What is written is the class's own table. */
  #dml(statement: DmlNode): SqlNode {
    const { returning, options = [] } = statement;
    const { columns, plan } = this.#rows(returning, options);
    if (returning.length > 0) this.#plans.set(statement, plan);
    const restricted = statement.kind === 'insert' ? statement : { ...statement, where: whereOf(statement as UpdateNode) };
    return mapChildren({ ...writtenTable(restricted as DmlNode), returning: columns, options: undefined }, (child) =>
      this.lower(child),
    );
  }

  // Rows ---------------------------------------------------------------------------------------------------------

  #rows(selected: readonly SqlNode[], options: readonly OptionNode[], canJoin = false): LoweredRows {
    const planner = new RowPlanner(options, canJoin, this.#criteria);
    const wanted = selected.flatMap(expandedFrom);
    const entryOf = (node: SqlNode): PlanEntry => {
      if (node.kind === 'entity') return planner.entity((node as EntityNode).identity as Entity);
      if (node.kind !== 'bundle') return planner.value(node);
      const { elements, make } = node as BundleNode;
      return { kind: 'bundle', entries: elements.map(entryOf), shape: resultShape(namesOf(elements)), make };
    };
    const entries = wanted.map(entryOf);
    const own = planner.finish();
    const { columns, repeats } = planner;
    return { columns, own, planner, plan: { entries, shape: resultShape(namesOf(wanted)), options, repeats } };
  }

  // Other statements ---------------------------------------------------------------------------------------------

  /** A statement whose rows are those of the classes: a text by the names of its columns, any other by what it selects. */
  fromStatement({ statement, columns: selected, options }: FromStatementNode): LoweredStatement {
    const { columns: chosen, plan } = this.#rows(selected, options);
    const wanted = chosen.map((column) => this.lower(column) as ColumnNode);
    const node = this.lower(statement) as StatementNode;
    if (node.kind !== 'text') {
      const names = exportedColumns(statement as StatementNode);
      const places = wanted.map((column) =>
        placeAmong(
          column,
          names.map(({ origin }) => origin),
          names.map(({ name }) => name),
        ),
      );
      return { node, plan: { ...plan, places } };
    }
    const names = wanted.map(textualName);
    const columns = wanted.flatMap(({ type }, index) => {
      const { name, label } = names[index] as TextualName;
      return [
        { name, type },
        { name: label, type },
      ];
    });
    const textual: TextualSelectNode = { kind: 'textualSelect', text: node, columns, isByName: true };
    return { node: textual, plan: { ...plan, names } };
  }
}

function textualName({ name, from }: ColumnNode): TextualName {
  const qualifier = from === undefined || from === null ? null : qualifierOf(from);
  return { name, label: qualifier === null ? name : `${qualifier}_${name}` };
}

/** What becomes of columns: their nodes, of which the first `own` are the statement's own, and how rows are read. */
interface LoweredRows {
  readonly columns: SqlNode[];
  readonly own: number;
  readonly planner: RowPlanner;
  readonly plan: LoadPlan;
}

/** In a subquery a class stands for all of its columns. */
function expandedEntity(node: SqlNode): readonly SqlNode[] {
  if (node.kind === 'bundle') return (node as BundleNode).elements.flatMap(expandedEntity);
  return node.kind === 'entity' ? ((node as EntityNode).identity as Entity).columnNodes : expandedFrom(node);
}

/** A table or subquery stands for all of its columns. */
function expandedFrom(node: SqlNode): readonly SqlNode[] {
  return 'identity' in node && node.kind !== 'entity' ? (node as FromNode).identity.columnNodes : [node];
}

/** Where a column is among those of a statement: by what they pass on, else by its name; -1: it is not there. */
function placeAmong(wanted: ColumnNode, origins: readonly (ColumnNode | null)[], names: readonly string[]): number {
  const byOrigin = origins.findIndex((origin) => {
    for (let one = origin; one !== null; one = one.origin) if (plainColumn(one) === wanted) return true;
    return false;
  });
  return byOrigin >= 0 ? byOrigin : names.indexOf(wanted.name);
}

/** What the columns of the result are called: an object by its class, or by the name of its alias. */
export function namesOf(selected: readonly SqlNode[]): readonly string[] {
  const plain = selected.filter(({ kind }) => kind !== 'entity' && kind !== 'bundle');
  const values = selectedColumns({ columns: plain, labelStyle: 'disambiguate' } as unknown as SelectNode);
  let next = 0;
  return selected.map((column) => {
    if (column.kind === 'bundle') return (column as BundleNode).name;
    if (column.kind !== 'entity') return values[next++]?.key ?? `column_${next}`;
    const { aliasName, mapper } = (column as EntityNode).identity as Entity;
    return aliasName ?? mapper.name;
  });
}
