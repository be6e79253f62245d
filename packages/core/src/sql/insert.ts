import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { assignedNode, assignments, columnOf, columnsOf, mergedAssignments, targetNode } from './assignments.ts';
import { ClauseElement, clauseOf, type FromSource, type QueryElement } from './clause-element.ts';
import { DmlStatement } from './dml-statement.ts';
import type { ColumnKeyOf, ColumnValues, ReturningOptions } from './dml-types.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import type { FromClause } from './from-clause.ts';
import { type ConflictTarget, type ConflictUpdate, onConflictNode } from './on-conflict.ts';
import { returningOf } from './returning.ts';
import type { AssignmentsNode, InsertNode } from './nodes/statement-nodes.ts';
import type { Flat, NamesOfSelected, SelectArgument, ValuesOfSelected } from './select-types.ts';

/**
 * `INSERT INTO …`. Without `values()` the columns are those that the execution gives parameters for.
 *
 * @example insert(user).values({ name: 'sandy' })
 */
export function insert<R, S extends string>(table: FromSource<R, S>): Insert<Flat<R>, S> {
  return new Insert<Flat<R>, S>(clauseOf(table) as unknown as FromClause<Flat<R>, S>, {
    ...emptyInsert,
    table: targetNode(table, 'insert()'),
  });
}

/** An INSERT into a table with rows `R`, called `S`; `A` is what it returns. Immutable. */
export class Insert<R, S extends string = string, A extends readonly unknown[] = readonly []> extends DmlStatement<
  NamesOfSelected<A, never>,
  ValuesOfSelected<A, never>
> {
  readonly table: FromClause<R, S>;
  readonly node: InsertNode;

  /** @internal */
  constructor(table: FromClause<R, S>, node: InsertNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.table = table;
    this.node = node;
  }

  /**
   * The row to insert, in addition to what earlier calls gave; an array of rows is one VALUES of several rows. Without an
   * argument: a row of defaults.
   *
   * @throws CompileError for a key that is no column, ArgumentError for a value that is undefined
   */
  values(values?: ColumnValues<R> | readonly ColumnValues<R>[]): this;
  // Rest parameters tell an undefined that was given, a mistake, from nothing, a row of defaults.
  values(...given: readonly unknown[]): this {
    const values = (given.length === 0 ? {} : given[0]) as ColumnValues<R> | readonly ColumnValues<R>[];
    const { rows, fromSelect } = this.node;
    if (fromSelect !== null)
      throw new InvalidRequestError('This construct already inserts from a SELECT. Give values(), or fromSelect().');
    if (Array.isArray(values)) return this.#withRows(values as readonly ColumnValues<R>[]);
    if (rows.length > 1 || (rows[0] as AssignmentsNode | undefined)?.isOrdered === true)
      throw new InvalidRequestError("Can't mix single and multiple VALUES formats in one INSERT statement");
    const row = assignments(this.table, values, 'values()');
    if (rows.length === 0) return this.#with({ rows: [row] });
    return this.#with({ rows: [mergedAssignments(rows[0] as AssignmentsNode, row)] });
  }

  /** `INSERT INTO … SELECT …`: the columns by key, and a query that gives their values in this order. */
  fromSelect(
    columns: readonly (ColumnKeyOf<R> | ClauseElement)[],
    query: QueryElement<unknown>,
    options: { readonly includeDefaults?: boolean } = {},
  ): this {
    const { includeDefaults = true } = checkOptionNames(options, ['includeDefaults'], 'fromSelect()');
    if (this.node.rows.length > 0)
      throw new InvalidRequestError('This construct already inserts value expressions. Give values(), or fromSelect().');
    if (!ClauseElement.is(query)) throw new ArgumentError('fromSelect() takes the columns, and a query: select(…).');
    const selectKeys = columns.map((column) => columnOf(this.table, column, 'fromSelect()').key);
    return this.#with({ fromSelect: query.node, selectKeys, includeDefaults });
  }

  /** `RETURNING …`, where the database has it: what to give back of each row inserted. */
  returning<const B extends readonly SelectArgument[]>(...columns: B): Insert<R, S, readonly [...A, ...B]>;
  returning<const B extends readonly SelectArgument[]>(
    ...columns: readonly [...B, ReturningOptions]
  ): Insert<R, S, readonly [...A, ...B]>;
  returning(...given: readonly unknown[]): unknown {
    const { nodes, sortsByParameterOrder } = returningOf(given);
    return this.#with({
      returning: [...this.node.returning, ...nodes],
      sortsByParameterOrder: this.node.sortsByParameterOrder || sortsByParameterOrder,
    });
  }

  /** Fetches the primary keys of all rows inserted also where a list of parameter sets is executed; no rows are given. */
  returnDefaults(options: ReturningOptions = {}): this {
    const { sortByParameterOrder = false } = checkOptionNames(options, ['sortByParameterOrder'], 'returnDefaults()');
    return this.#with({ returnsDefaults: true, sortsByParameterOrder: this.node.sortsByParameterOrder || sortByParameterOrder });
  }

  /** Does not fetch the primary key of the row. */
  inline(): this {
    return this.#with({ isInline: true });
  }

  /** Leaves a row that is there already as it is. Without `indexElements` or `constraint`: whatever it conflicts with. */
  onConflictDoNothing(target: ConflictTarget<R> = {}): this {
    return this.#with({ onConflict: onConflictNode(this.table, 'nothing', target) });
  }

  /**
   * Updates a row that is there already. `set` gets `excluded`, the row that could not be inserted.
   *
   * @example
   * insert(user).values({ id: 1, name: 'sandy' })
   *   .onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ name: excluded.name }) })
   */
  onConflictDoUpdate(update: ConflictUpdate<R>): this {
    return this.#with({ onConflict: onConflictNode(this.table, 'update', update) });
  }

  /** @internal */
  protected copy(node: InsertNode, options: StatementOptions): this {
    return new Insert<R, S, A>(this.table, node, options) as this;
  }

  #withRows(added: readonly ColumnValues<R>[]): this {
    const { rows } = this.node;
    if (rows.length > 0 && !(rows[0] as AssignmentsNode).isOrdered)
      throw new InvalidRequestError("Can't mix single and multiple VALUES formats in one INSERT statement");
    if (added.length === 0) throw new ArgumentError('values() got an empty list. Give one row at least.');
    const first = rows[0] as AssignmentsNode | undefined;
    const keys =
      first === undefined
        ? Object.keys(added[0] as object)
        : first.targets.map((target) => (target as never as { key: string }).key);
    return this.#with({ rows: [...rows, ...added.map((row) => this.#row(row, keys))] });
  }

  /** One of several rows; all have the columns of the first. */
  #row(values: ColumnValues<R>, keys: readonly string[]): AssignmentsNode {
    const row = assignments(this.table, values, 'values()');
    const extra = row.targets.map((target) => (target as never as { key: string }).key).find((key) => !keys.includes(key));
    if (extra !== undefined)
      throw new ArgumentError(`A row of values() has "${extra}", which the first row has not. Give the same keys in each.`);
    const missing = keys.find((key) => !Object.hasOwn(values, key));
    if (missing !== undefined)
      throw new ArgumentError(`A row of values() lacks "${missing}", which the first row has. Give the same keys in each.`);
    const columns = columnsOf(this.table);
    const nodes = keys.map((key) => columns[key]?.node as never);
    const given = values as Readonly<Record<string, unknown>>;
    return {
      kind: 'assignments',
      targets: nodes,
      values: keys.map((key, index) => assignedNode(nodes[index] as never, given[key], 'values()')),
      isOrdered: true,
    };
  }

  #with(changes: Partial<InsertNode>): this {
    return this.copy({ ...this.node, ...changes }, this.statementOptions);
  }
}

const none: readonly never[] = Object.freeze([]);

const emptyInsert: Omit<InsertNode, 'table'> = Object.freeze({
  kind: 'insert',
  ctes: none,
  rows: none,
  fromSelect: null,
  selectKeys: none,
  includeDefaults: true,
  returning: none,
  sortsByParameterOrder: false,
  returnsDefaults: false,
  isInline: false,
  onConflict: null,
  prefixes: none,
  hints: none,
});
