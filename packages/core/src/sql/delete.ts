import { targetNode } from './assignments.ts';
import { clauseOf, type FromSource } from './clause-element.ts';
import { conditionNode } from './coerce.ts';
import type { Condition } from './column-element.ts';
import { DmlStatement } from './dml-statement.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import { equalitiesOf } from './filter-by.ts';
import type { FilterValues } from './filter-values.ts';
import type { FromClause } from './from-clause.ts';
import { returningOf } from './returning.ts';
import type { DeleteNode } from './nodes/statement-nodes.ts';
import type { NamesOfSelected, SelectArgument, ValuesOfSelected } from './select-types.ts';

/**
 * `DELETE FROM …`
 *
 * @example delete_(user).where(user.c.name.eq('patrick'))
 */
export function delete_<R, S extends string>(table: FromSource<R, S>): Delete<R, S> {
  return new Delete<R, S>(clauseOf(table) as FromClause<R, S>, { ...emptyDelete, table: targetNode(table, 'delete_()') });
}

/** A DELETE from a table with rows `R`, called `S`; `A` is what it returns. Immutable. */
export class Delete<R, S extends string = string, A extends readonly unknown[] = readonly []> extends DmlStatement<
  NamesOfSelected<A, never>,
  ValuesOfSelected<A, never>
> {
  readonly table: FromClause<R, S>;
  readonly node: DeleteNode;

  /** @internal */
  constructor(table: FromClause<R, S>, node: DeleteNode, options: StatementOptions = noStatementOptions) {
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

  /** Tables that the conditions may name, where they do not follow from them. */
  using(...froms: readonly FromSource[]): this {
    return this.#with({ using: [...this.node.using, ...froms.map((from) => targetNode(from, 'using()'))] });
  }

  /** `RETURNING …`, where the database has it: what to give back of each row that was deleted. */
  returning<const B extends readonly SelectArgument[]>(...columns: B): Delete<R, S, readonly [...A, ...B]> {
    const returning = [...this.node.returning, ...returningOf(columns).nodes];
    return this.#with({ returning }) as unknown as Delete<R, S, readonly [...A, ...B]>;
  }

  /** @internal */
  protected copy(node: DeleteNode, options: StatementOptions): this {
    return new Delete<R, S, A>(this.table, node, options) as this;
  }

  #with(changes: Partial<DeleteNode>): this {
    return this.copy({ ...this.node, ...changes }, this.statementOptions);
  }
}

const none: readonly never[] = Object.freeze([]);

const emptyDelete: Omit<DeleteNode, 'table'> = Object.freeze({
  kind: 'delete',
  ctes: none,
  using: none,
  where: none,
  returning: none,
  prefixes: none,
  hints: none,
});
