import type { ResultPromise } from '../../result/result-promise.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { Row } from '../../result/row.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { EntitySource, FromSource, JoinTarget, RelationshipElement } from '../../sql/clause-element.ts';
import { ColumnElement, type Condition } from '../../sql/column-element.ts';
import type { Cte, CteOptions } from '../../sql/cte.ts';
import { delete_ } from '../../sql/delete.ts';
import type { ColumnValues } from '../../sql/dml-types.ts';
import type { StatementOptions, SynchronizeSession } from '../../sql/executable.ts';
import { func } from '../../sql/func.ts';
import { literalColumn } from '../../sql/literals.ts';
import { type LoaderOption, loaderOption } from '../../sql/loader-option.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { childNodes } from '../../sql/nodes/child-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { Select, select } from '../../sql/select.ts';
import type { ForUpdateOptions, OrderArgument, RowCount } from '../../sql/select-clauses.ts';
import type {
  ColumnsOfSelected,
  NamesOfSelected,
  OuterOfFroms,
  SelectArgument,
  ValueIn,
  ValuesOfSelected,
} from '../../sql/select-types.ts';
import type { Subquery } from '../../sql/subquery.ts';
import { update } from '../../sql/update.ts';
import { Entity } from '../mapping/entity.ts';

/** What a Query asks of its Session. */
export interface QuerySession {
  execute(statement: never, params?: null, options?: object): ResultPromise<CursorResult>;
  get(
    construct: never,
    key: never,
    options: { readonly options: readonly LoaderOption[]; readonly populateExisting: boolean },
  ): Promise<unknown>;
}

/** What a query gives: the objects of the only class that was asked for, or else rows. */
export type QueryItem<A extends readonly unknown[], O extends string> = A extends readonly [infer E extends EntitySource]
  ? ValueIn<E, O>
  : Row<ValuesOfSelected<A, O>, NamesOfSelected<A, O>>;

type RowsOf<A extends readonly unknown[]> = A extends readonly [EntitySource<unknown, infer R>] ? R : Record<string, unknown>;

/** How `update()` and `delete()` treat the objects of the session. */
export interface QueryDmlOptions {
  readonly synchronizeSession?: SynchronizeSession;
}

/**
 * SQLAlchemy's first way to ask for objects: a SELECT that knows its session. `A` is what it asks for, `O` what outer joins
 * may leave out. Immutable; whatever reaches the database is awaited. Rows with objects in them come without duplicates.
 *
 * @example const user = await session.query(User).filterBy({ name: 'sandy' }).first();
 */
export class Query<A extends readonly unknown[], O extends string = never> {
  readonly #session: QuerySession;
  readonly #select: Select<A, O>;

  constructor(session: QuerySession, statement: Select<A, O>) {
    this.#session = session;
    this.#select = statement;
  }

  /** The same as a `select()`, which any session can execute. */
  get statement(): Select<A, O> {
    return this.#select;
  }

  toString(): string {
    return String(this.#labelled());
  }

  // What is asked for --------------------------------------------------------------------------------------------

  /** Conditions that all must hold, in addition to those it has. */
  filter(...conditions: readonly Condition[]): this {
    return this.#with(this.#select.where(...conditions));
  }

  where(...conditions: readonly Condition[]): this {
    return this.filter(...conditions);
  }

  /** That attributes have these values: those of what was joined last, else of what comes first. */
  filterBy(values: Readonly<Record<string, unknown>>): this {
    return this.#with(this.#select.filterBy(values));
  }

  join(target: JoinTarget, on?: Condition | RelationshipElement | null): this {
    return this.#with(this.#select.join(target, on));
  }

  /** `LEFT OUTER JOIN`: what was joined may be null in the rows. */
  outerjoin<S extends string>(target: JoinTarget<S>, on?: Condition | RelationshipElement | null): Query<A, O | S> {
    return new Query(this.#session, this.#select.outerjoin(target, on));
  }

  /** Says what FROM begins with. */
  selectFrom<const F extends readonly FromSource[]>(...froms: F): Query<A, O | OuterOfFroms<F[number]>> {
    return new Query(this.#session, this.#select.selectFrom(...froms));
  }

  /** Other things to ask for in place of those it has. */
  withEntities<const B extends readonly SelectArgument[]>(...entities: B): Query<B, O> {
    const froms = this.#select.node.froms.length > 0 ? [] : fromsOf(this.#select.node);
    const { node, statementOptions } = this.#select;
    const kept = new Select<A, O>({ ...node, froms: [...node.froms, ...(node.joins.length > 0 ? froms : [])] }, statementOptions);
    return new Query<B, O>(this.#session, kept.withOnlyColumns(...entities) as unknown as Select<B, O>);
  }

  /** More columns, behind those it has. */
  addColumns<const B extends readonly SelectArgument[]>(...columns: B): Query<readonly [...A, ...B], O> {
    return new Query(this.#session, this.#select.addColumns(...columns));
  }

  /** One more class, behind what it has. */
  addEntity<const E extends SelectArgument>(entity: E): Query<readonly [...A, E], O> {
    return this.addColumns(entity);
  }

  orderBy(...clauses: readonly OrderArgument[] | readonly [null]): this {
    return this.#with(this.#select.orderBy(...(clauses as readonly OrderArgument[])));
  }

  groupBy(...clauses: readonly OrderArgument[] | readonly [null]): this {
    return this.#with(this.#select.groupBy(...(clauses as readonly OrderArgument[])));
  }

  having(...conditions: readonly Condition[]): this {
    return this.#with(this.#select.having(...conditions));
  }

  distinct(...on: readonly ColumnElement<unknown, string>[]): this {
    return this.#with(this.#select.distinct(...on));
  }

  limit(limit: RowCount): this {
    return this.#with(this.#select.limit(limit));
  }

  offset(offset: RowCount): this {
    return this.#with(this.#select.offset(offset));
  }

  /** The rows from `start` up to, but not including, `stop`. */
  slice(start: number, stop: number): this {
    return this.#with(this.#select.slice(start, stop));
  }

  /** How objects are to be loaded. */
  options(...options: readonly LoaderOption[]): this {
    return this.#with(this.#select.options(...options));
  }

  /** As a subquery it takes these from the statement around it. */
  correlate(...froms: readonly FromSource[] | readonly [null]): this {
    return this.#with(this.#select.correlate(...(froms as readonly FromSource[])));
  }

  withForUpdate(options?: ForUpdateOptions): this {
    return this.#with(this.#select.withForUpdate(options));
  }

  /** What rows say takes the place of what objects have, unsaved changes included. */
  populateExisting(): this {
    return this.executionOptions({ populateExisting: true });
  }

  /** Whether pending changes are sent before it. */
  autoflush(isWanted: boolean): this {
    return this.executionOptions({ autoflush: isWanted });
  }

  executionOptions(options: StatementOptions): this {
    return this.#with(this.#select.executionOptions(options));
  }

  params(values: Readonly<Record<string, unknown>>): this {
    return this.#with(this.#select.params(values));
  }

  // In other statements ------------------------------------------------------------------------------------------

  subquery<const S extends string = 'anon'>(name?: S): Subquery<ColumnsOfSelected<A, O>, S> {
    return this.#select.subquery(name);
  }

  cte<const S extends string = 'anon'>(name?: S, options?: CteOptions): Cte<ColumnsOfSelected<A, O>, S> {
    return this.#select.cte(name, options);
  }

  /** The query as one value: that of the first column of its only row. */
  scalarSubquery(): ColumnElement<ValuesOfSelected<A, O>[0] | null> {
    return this.#select.scalarSubquery();
  }

  /** Whether it gives any row, as a condition: `EXISTS (SELECT 1 …)`. */
  exists(): ColumnElement<boolean> {
    const { node } = this.#select;
    const froms = node.froms.length > 0 ? node.froms : fromsOf(node);
    const one = literalColumn('1').node;
    return new Select({ ...node, froms, columns: [one], orderBy: [], options: undefined }).exists();
  }

  // Reaching the database ----------------------------------------------------------------------------------------

  async all(): Promise<QueryItem<A, O>[]> {
    return this.#items(await this.#execute(this.#labelled()));
  }

  /** The first item, or null. */
  async first(): Promise<QueryItem<A, O> | null> {
    const [item = null] = this.#items(await this.#execute(this.#labelled().limit(1)));
    return item;
  }

  /** The only item. @throws NoResultFound, MultipleResultsFound */
  async one(): Promise<QueryItem<A, O>> {
    return this.#unique(await this.#execute(this.#labelled())).one() as QueryItem<A, O>;
  }

  /** The only item, or null. @throws MultipleResultsFound */
  async oneOrNone(): Promise<QueryItem<A, O> | null> {
    return this.#unique(await this.#execute(this.#labelled())).oneOrNone() as QueryItem<A, O> | null;
  }

  /** The first column of the only row; null without a row. */
  async scalar(): Promise<ValuesOfSelected<A, O>[0] | null> {
    const row = (await this.#execute(this.#labelled())).oneOrNone();
    return row === null ? null : (row[0] as ValuesOfSelected<A, O>[0]);
  }

  /** How many rows there are: `SELECT count(*) FROM (…)`. */
  async count(): Promise<number> {
    const rows = this.#labelled().subquery();
    const counted = select(func.count(literalColumn('*'))).selectFrom(rows);
    return Number((await this.#execute(counted)).scalarOne());
  }

  /** The object with a primary key, from the session if it is there; null: there is none. */
  get(key: unknown): Promise<(A extends readonly [infer E extends EntitySource] ? ValueIn<E, never> : never) | null> {
    const entity = this.#onlyClass('get()');
    if (this.#select.node.where.length > 0)
      throw new InvalidRequestError('Query.get() being called on a Query with existing criterion.');
    const { options = [] } = this.#select.node;
    const loaderOptions = options.map((option) => ({ [loaderOption]: option }));
    const { populateExisting = false } = this.#select.statementOptions;
    return this.#session.get(entity.mapper.construct as never, key as never, {
      options: loaderOptions,
      populateExisting,
    }) as Promise<never>;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<QueryItem<A, O>> {
    yield* await this.all();
  }

  /** UPDATE of the rows it would give. @returns how many rows were matched */
  async update(values: ColumnValues<RowsOf<A>>, options: QueryDmlOptions = {}): Promise<number> {
    const entity = this.#onlyClass('update()');
    const statement = update(entity as never)
      .where(...this.#conditions('update()'))
      .values(values as never);
    return (await this.#execute(withSynchronization(statement, options))).rowcount;
  }

  /** DELETE of the rows it would give. @returns how many rows were matched */
  async delete(options: QueryDmlOptions = {}): Promise<number> {
    const entity = this.#onlyClass('delete()');
    const statement = delete_(entity as never).where(...this.#conditions('delete()'));
    return (await this.#execute(withSynchronization(statement, options))).rowcount;
  }

  #execute(statement: unknown): ResultPromise<CursorResult> {
    return this.#session.execute(statement as never);
  }

  #items(result: CursorResult): QueryItem<A, O>[] {
    return this.#unique(result).all() as QueryItem<A, O>[];
  }

  #unique(result: CursorResult): { all(): unknown[]; one(): unknown; oneOrNone(): unknown } {
    const { columns } = this.#select.node;
    const hasObjects = columns.some(({ kind }) => kind === 'entity');
    if (columns.length === 1 && hasObjects) return result.scalars().unique();
    return hasObjects ? result.unique() : result;
  }

  /** Columns have the names of their tables in front, as they had in SQLAlchemy's Query. */
  #labelled(): Select<A, O> {
    return this.#select.setLabelStyle('tablename_plus_col');
  }

  #onlyClass(method: string): Entity {
    const [column, ...others] = this.#select.node.columns;
    const identity = column?.kind === 'entity' ? (column as EntityNode).identity : null;
    if (identity instanceof Entity && others.length === 0) return identity;
    throw new ArgumentError(`Query.${method} is for a query of one class: session.query(User).`);
  }

  #conditions(method: string): readonly Condition[] {
    const { where, limit, offset, orderBy, groupBy, joins, isDistinct, froms } = this.#select.node;
    const clauses = { limit: limit ?? offset, orderBy: orderBy[0], groupBy: groupBy[0], join: joins[0], selectFrom: froms[0] };
    const given = isDistinct
      ? 'distinct'
      : Object.entries(clauses).find(([, clause]) => clause !== null && clause !== undefined)?.[0];
    if (given !== undefined)
      throw new InvalidRequestError(
        `Can't call Query.update() or Query.delete() when ${given}() has been called: ${method} takes conditions alone.`,
      );
    return where.map((node) => new ColumnElement<boolean>(node as never));
  }

  #with(statement: Select<A, O>): this {
    return new Query<A, O>(this.#session, statement) as this;
  }
}

/** What a SELECT selects from, by what it selects. */
function fromsOf({ columns }: SelectNode): readonly FromNode[] {
  const found = columns.flatMap(fromOf);
  return found.filter((from, index) => found.findIndex(({ identity }) => identity === from.identity) === index);
}

function fromOf(node: SqlNode): readonly FromNode[] {
  if ('identity' in node) return [node as FromNode];
  const { entity, from } = node as Partial<ColumnNode>;
  if (node.kind === 'column') return entity !== undefined ? [entity.node] : from == null ? [] : [from];
  return childNodes(node).flatMap(fromOf);
}

/** The option goes with the statement. */
function withSynchronization<S extends { executionOptions(options: StatementOptions): S }>(
  statement: S,
  { synchronizeSession }: QueryDmlOptions,
): S {
  return synchronizeSession === undefined ? statement : statement.executionOptions({ synchronizeSession });
}

/** Starts a query: what `session.query()` does. */
export function queryOf<const A extends readonly SelectArgument[]>(session: QuerySession, entities: A): Query<A> {
  return new Query<A>(session, select(...entities) as unknown as Select<A>);
}
