import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { assignedNode, assignments, columnOf, mergedAssignments, targetNode } from './assignments.ts';
import { clauseOf, type FromSource } from './clause-element.ts';
import { conditionNode } from './coerce.ts';
import type { ColumnElement, Condition } from './column-element.ts';
import { DmlStatement } from './dml-statement.ts';
import type { ColumnKeyOf, ColumnValues } from './dml-types.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import { equalitiesOf } from './filter-by.ts';
import type { FilterValues } from './filter-values.ts';
import type { FromClause } from './from-clause.ts';
import { returningOf } from './returning.ts';
import type { AssignmentsNode, UpdateNode } from './nodes/statement-nodes.ts';
import type { Flat, NamesOfSelected, SelectArgument, ValuesOfSelected } from './select-types.ts';

/**
 * `UPDATE …`. Without `values()` the columns are those that the execution gives parameters for.
 *
 * @example update(user).where(user.c.name.eq('patrick')).values({ fullname: 'Patrick the Star' })
 */
export function update<R, S extends string>(table: FromSource<R, S>): Update<Flat<R>, S> {
  return new Update<Flat<R>, S>(clauseOf(table) as unknown as FromClause<Flat<R>, S>, {
    ...emptyUpdate,
    table: targetNode(table, 'update()'),
  });
}

/** An UPDATE of a table with rows `R`, called `S`; `A` is what it returns. Immutable. */
export class Update<R, S extends string = string, A extends readonly unknown[] = readonly []> extends DmlStatement<
  NamesOfSelected<A, never>,
  ValuesOfSelected<A, never>
> {
  readonly table: FromClause<R, S>;
  readonly node: UpdateNode;

  /** @internal */
  constructor(table: FromClause<R, S>, node: UpdateNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.table = table;
    this.node = node;
  }

  /** Conditions that all must hold, in addition to those it has. Tables they name besides its own are joined. */
  where(...conditions: readonly Condition[]): this {
    return this.#with({ where: [...this.node.where, ...conditions.map((one) => conditionNode(one, 'where()'))] });
  }

  /** Conditions that columns have these values. */
  filterBy(values: FilterValues<R>): this {
    return this.#with({ where: [...this.node.where, ...equalitiesOf(this.node.table, values)] });
  }

  /** The new values, in addition to what earlier calls gave. */
  values(values: ColumnValues<R>): this {
    const before = this.node.values as AssignmentsNode | null;
    if (Array.isArray(values))
      throw new InvalidRequestError('UPDATE construct does not support multiple parameter sets. Execute it with a list of them.');
    if (before?.isOrdered === true)
      throw new ArgumentError('Cannot call values() where orderedValues() was called: give all values to one of them.');
    return this.#with({ values: mergedAssignments(before, assignments(this.table, values, 'values()')) });
  }

  /** The new values in the order they are written, for databases where that matters: pairs of a column, or its key, and a value. */
  orderedValues(...pairs: readonly (readonly [ColumnKeyOf<R> | ColumnElement<unknown, string>, unknown])[]): this {
    if (this.node.values !== null)
      throw new ArgumentError('This statement already has values: give all of them to one orderedValues().');
    const targets = pairs.map((pair) => columnOf(this.table, checkPair(pair)[0], 'orderedValues()'));
    const values = pairs.map(([, value], index) => assignedNode(targets[index] as never, value, 'orderedValues()'));
    return this.#with({ values: { kind: 'assignments', targets, values, isOrdered: true } as AssignmentsNode });
  }

  /** Tables that stand in FROM although nothing names them. */
  selectFrom(...froms: readonly FromSource[]): this {
    return this.#with({ froms: [...this.node.froms, ...froms.map((from) => targetNode(from, 'selectFrom()'))] });
  }

  /** `RETURNING …`, where the database has it: what to give back of each row that was updated. */
  returning<const B extends readonly SelectArgument[]>(...columns: B): Update<R, S, readonly [...A, ...B]> {
    const returning = [...this.node.returning, ...returningOf(columns).nodes];
    return this.#with({ returning }) as unknown as Update<R, S, readonly [...A, ...B]>;
  }

  /** @internal */
  protected copy(node: UpdateNode, options: StatementOptions): this {
    return new Update<R, S, A>(this.table, node, options) as this;
  }

  #with(changes: Partial<UpdateNode>): this {
    return this.copy({ ...this.node, ...changes }, this.statementOptions);
  }
}

function checkPair<P extends readonly unknown[]>(pair: P): P {
  if (Array.isArray(pair) && pair.length === 2) return pair;
  throw new ArgumentError("orderedValues() takes pairs of a column and its value: orderedValues(['name', 'sandy'], …).");
}

const none: readonly never[] = Object.freeze([]);

const emptyUpdate: Omit<UpdateNode, 'table'> = Object.freeze({
  kind: 'update',
  ctes: none,
  values: null,
  froms: none,
  where: none,
  returning: none,
  prefixes: none,
  hints: none,
});
