import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type {
  EntitySource,
  FromSource,
  JoinTarget,
  QueryElement,
  RelationshipElement,
  TextFragment,
} from '../../sql/clause-element.ts';
import type { ColumnElement, Condition } from '../../sql/column-element.ts';
import type { Cte, CteOptions } from '../../sql/cte.ts';
import { delete_ } from '../../sql/delete.ts';
import type { ColumnValues } from '../../sql/dml-types.ts';
import type { StatementOptions, SynchronizeSession } from '../../sql/executable.ts';
import type { Filtering, FilterValuesOf, FirstOf, NameOfTarget } from '../../sql/filter-values.ts';
import { func } from '../../sql/func.ts';
import type { JoinOptions } from '../../sql/join.ts';
import { literalColumn } from '../../sql/literals.ts';
import type { LoaderOption } from '../../sql/loader-option.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { CompoundNode, LabelStyle } from '../../sql/nodes/statement-nodes.ts';
import { Select, select } from '../../sql/select.ts';
import type { ForUpdateOptions, OrderArgument, RowCount } from '../../sql/select-clauses.ts';
import type { ColumnsOfSelected, OuterOfFroms, SelectArgument, ValueIn, ValuesOfSelected } from '../../sql/select-types.ts';
import type { Subquery } from '../../sql/subquery.ts';
import { update } from '../../sql/update.ts';
import { lazyload } from '../loading/loader-options.ts';
import { treeOf } from '../loading/option-node.ts';
import { type Adapt, adaptedClauses, combinedSelect } from './combined-query.ts';
import { conditionsAlone, fromsOf, loaderOptionsOf, lockOf, onlyClass } from './query-node.ts';
import { QueryResults, type QuerySession, StatementQuery } from './query-results.ts';

export type { QueryItem, QuerySession } from './query-results.ts';

type RowsOf<A extends readonly unknown[]> = A extends readonly [EntitySource<unknown, infer R>] ? R : Record<string, unknown>;

/** A condition, or a relationship that makes one; null: what foreign keys say. */
type On = Condition | RelationshipElement | null;

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
export class Query<A extends readonly unknown[], O extends string = never> extends QueryResults<A, O> {
  readonly #select: Select<A, O>;
  /** What clauses mean in it that name its classes, where it gives the rows of several queries. */
  readonly #adapt: Adapt | null;

  /** @internal */
  constructor(session: QuerySession, statement: Select<A, O>, adapt: Adapt | null = null) {
    super(session);
    this.#select = statement;
    this.#adapt = adapt;
  }

  /** The same as a `select()`, which any session can execute. */
  get statement(): Select<A, O> {
    return this.#select;
  }

  override toString(): string {
    return String(this.sent);
  }

  // What is asked for --------------------------------------------------------------------------------------------

  /** Conditions that all must hold, in addition to those it has. */
  filter(...conditions: readonly Condition[]): this {
    return this.#with(this.#select.where(...this.#adapted(conditions)));
  }

  where(...conditions: readonly Condition[]): this {
    return this.filter(...conditions);
  }

  /** That attributes have these values: those of what was joined last, else of what comes first. */
  filterBy(values: FilterValuesOf<FirstOf<A>>): this {
    return this.#with(this.#select.filterBy(values));
  }

  join<T extends JoinTarget>(
    target: T,
    on?: On,
    options?: { readonly isouter?: false; readonly full?: false },
  ): this & Filtering<T>;
  join<T extends JoinTarget>(
    target: T,
    on: On | undefined,
    options: { readonly isouter: true; readonly full?: false },
  ): Query<A, O | NameOfTarget<T>> & Filtering<T>;
  join<T extends JoinTarget>(target: T, on: On | undefined, options: JoinOptions): Query<A, string> & Filtering<T>;
  join(target: JoinTarget, on: On = null, options: JoinOptions = {}): unknown {
    const [to, condition = null] = this.#adapted([target, on]);
    return this.#with(this.#select.join(to as JoinTarget, condition as Condition | null, options) as unknown as Select<A, O>);
  }

  /** `LEFT OUTER JOIN`: what was joined may be null in the rows. */
  outerjoin<T extends JoinTarget>(target: T, on?: On): Query<A, O | NameOfTarget<T>> & Filtering<T> {
    return this.join(target, on, { isouter: true });
  }

  /** Says what FROM begins with. */
  selectFrom<const F extends readonly FromSource[]>(...froms: F): Query<A, O | OuterOfFroms<F[number]>> & Filtering<unknown> {
    return new Query(this.session, this.#select.selectFrom(...froms), this.#adapt);
  }

  /** Other things to ask for in place of those it has. */
  withEntities<const B extends readonly SelectArgument[]>(...entities: B): Query<B, O> & Filtering<unknown> {
    const froms = this.#select.node.froms.length > 0 ? [] : fromsOf(this.#select.node);
    const { node, statementOptions } = this.#select;
    const kept = new Select<A, O>({ ...node, froms: [...node.froms, ...(node.joins.length > 0 ? froms : [])] }, statementOptions);
    return new Query<B, O>(
      this.session,
      kept.withOnlyColumns(...this.#adapted(entities)) as unknown as Select<B, O>,
      this.#adapt,
    );
  }

  /** More columns, behind those it has. */
  addColumns<const B extends readonly SelectArgument[]>(...columns: B): Query<readonly [...A, ...B], O> & Filtering<unknown> {
    return new Query(
      this.session,
      this.#select.addColumns(...this.#adapted(columns)) as unknown as Select<readonly [...A, ...B], O>,
      this.#adapt,
    );
  }

  /** One more class, behind what it has. */
  addEntity<const E extends SelectArgument>(entity: E): Query<readonly [...A, E], O> & Filtering<unknown> {
    return this.addColumns(entity);
  }

  orderBy(...clauses: readonly OrderArgument[] | readonly [null]): this {
    return this.#with(this.#select.orderBy(...(this.#adapted(clauses) as readonly OrderArgument[])));
  }

  groupBy(...clauses: readonly OrderArgument[] | readonly [null]): this {
    return this.#with(this.#select.groupBy(...(this.#adapted(clauses) as readonly OrderArgument[])));
  }

  having(...conditions: readonly Condition[]): this {
    return this.#with(this.#select.having(...this.#adapted(conditions)));
  }

  distinct(...on: readonly ColumnElement<unknown, string>[]): this {
    return this.#with(this.#select.distinct(...this.#adapted(on)));
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

  /** How many rows are fetched at a time by `for await`, which then reads from a cursor on the server. */
  yieldPer(count: number): this {
    return this.executionOptions({ yieldPer: count, streamResults: true } as StatementOptions);
  }

  /** False: related objects are loaded neither with the rows nor beside them, whatever the classes and options say. */
  enableEagerloads(isWanted: boolean): this {
    if (isWanted) return this;
    const { node, statementOptions } = this.#select;
    const kept = (node.options ?? []).filter((option) => treeOf(option).children.every(({ kind }) => kind !== 'relationship'));
    return this.#with(new Select<A, O>({ ...node, options: kept }, statementOptions).options(lazyload('*')) as Select<A, O>);
  }

  /** Words behind SELECT. They go into the SQL as they are: never take them from outside. */
  prefixWith(text: string, dialect?: string): this {
    return this.#with(this.#select.prefixWith(text, dialect));
  }

  /** Words at the end. They go into the SQL as they are: never take them from outside. */
  suffixWith(text: string, dialect?: string): this {
    return this.#with(this.#select.suffixWith(text, dialect));
  }

  /** Words behind a table in FROM. They go into the SQL as they are. */
  withHint(from: FromSource, text: string, dialect?: string): this {
    return this.#with(this.#select.withHint(from, text, dialect));
  }

  /** Words at the end that the database takes as a hint. They go into the SQL as they are. */
  withStatementHint(text: string, dialect?: string): this {
    return this.#with(this.#select.withStatementHint(text, dialect));
  }

  /** How columns are called in the SQL that have no label; as it is sent: by their tables, `user_account_id`. */
  setLabelStyle(labelStyle: LabelStyle): Query<A, O> {
    return this.#with(this.#select.setLabelStyle(labelStyle));
  }

  executionOptions(options: StatementOptions): this {
    return this.#with(this.#select.executionOptions(options));
  }

  params(values: Readonly<Record<string, unknown>>): this {
    return this.#with(this.#select.params(values));
  }

  // With other queries -------------------------------------------------------------------------------------------

  /** The rows of all queries, each once; what is asked of it further is about these rows. */
  union(...others: readonly Query<A, O>[]): Query<A, O> {
    return this.#combined('UNION', others);
  }

  unionAll(...others: readonly Query<A, O>[]): Query<A, O> {
    return this.#combined('UNION ALL', others);
  }

  intersect(...others: readonly Query<A, O>[]): Query<A, O> {
    return this.#combined('INTERSECT', others);
  }

  intersectAll(...others: readonly Query<A, O>[]): Query<A, O> {
    return this.#combined('INTERSECT ALL', others);
  }

  /** The rows that no other query gives. */
  except(...others: readonly Query<A, O>[]): Query<A, O> {
    return this.#combined('EXCEPT', others);
  }

  exceptAll(...others: readonly Query<A, O>[]): Query<A, O> {
    return this.#combined('EXCEPT ALL', others);
  }

  /**
   * The same objects from another statement, in place of all that was said.
   *
   * @example session.query(User).fromStatement(text('SELECT * FROM user_account WHERE id = :id')).params({ id: 5 }).all()
   */
  fromStatement(statement: QueryElement<unknown> | TextFragment): StatementQuery<A, O> {
    return new StatementQuery(this.session, this.#select.fromStatement(statement));
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

  /** The same under a name, to be selected. */
  label<const K extends string>(
    name: K,
  ): ReturnType<ColumnElement<ValuesOfSelected<A, O>[0] | null>['label']> & { readonly key: K } {
    return this.scalarSubquery().label(name) as never;
  }

  /** Whether it gives any row, as a condition: `EXISTS (SELECT 1 …)`. */
  exists(): ColumnElement<boolean> {
    const { node } = this.#select;
    const froms = node.froms.length > 0 ? node.froms : fromsOf(node);
    const one = literalColumn('1').node;
    return new Select({ ...node, froms, columns: [one], orderBy: [], options: undefined }).exists();
  }

  // Reaching the database ----------------------------------------------------------------------------------------

  /** How many rows there are: `SELECT count(*) FROM (…)`. */
  async count(): Promise<number> {
    const rows = this.sent.subquery();
    const counted = select(func.count(literalColumn('*'))).selectFrom(rows);
    return Number((await this.run(counted.executionOptions(this.#select.statementOptions))).scalarOne());
  }

  /** The object with a primary key, from the session if it is there; null: there is none. */
  get(key: unknown): Promise<(A extends readonly [infer E extends EntitySource] ? ValueIn<E, never> : never) | null> {
    const entity = onlyClass(this.#select.node, 'get()');
    if (this.#select.node.where.length > 0)
      throw new InvalidRequestError('Query.get() being called on a Query with existing criterion.');
    const { node, statementOptions } = this.#select;
    const { populateExisting = false } = statementOptions;
    const options = loaderOptionsOf(node);
    const withForUpdate = node.forUpdate === null ? null : lockOf(node.forUpdate);
    return this.session.get(entity.mapper.construct as never, key as never, {
      options,
      populateExisting,
      withForUpdate,
    }) as Promise<never>;
  }

  /** UPDATE of the rows it would give. @returns how many rows were matched */
  async update(values: ColumnValues<RowsOf<A>>, options: QueryDmlOptions = {}): Promise<number> {
    const entity = onlyClass(this.#select.node, 'update()');
    const statement = update(entity as never)
      .where(...conditionsAlone(this.#select.node, 'update()'))
      .values(values as never);
    return (await this.run(this.#written(statement, options), this.#params)).rowcount;
  }

  /** DELETE of the rows it would give. @returns how many rows were matched */
  async delete(options: QueryDmlOptions = {}): Promise<number> {
    const entity = onlyClass(this.#select.node, 'delete()');
    const statement = delete_(entity as never).where(...conditionsAlone(this.#select.node, 'delete()'));
    return (await this.run(this.#written(statement, options), this.#params)).rowcount;
  }

  /** @internal Columns have the names of their tables in front, as they had in SQLAlchemy's Query. */
  protected get sent(): Select<A, O> {
    const { labelStyle } = this.#select.node;
    return labelStyle === 'disambiguate' ? this.#select.setLabelStyle('tablename_plus_col') : this.#select;
  }

  /** @internal */
  protected get sentForFirst(): Select<A, O> {
    return this.sent.limit(1);
  }

  /** @internal */
  protected get wanted(): readonly SqlNode[] {
    return this.#select.node.columns;
  }

  #combined(keyword: CompoundNode['keyword'], others: readonly Query<A, O>[]): Query<A, O> {
    if (others.length === 0) throw new ArgumentError(`${keyword} takes another query: query.union(otherQuery).`);
    const { node, adapt } = combinedSelect(keyword, [this.#select.node, ...others.map(({ statement }) => statement.node)]);
    const adaptAll: Adapt = (clause) => adapt(this.#adapt?.(clause) ?? clause);
    return new Query(this.session, new Select<A, O>(node, this.#select.statementOptions), adaptAll);
  }

  /** The statement that is written, with what the query was told beside its conditions. */
  #written<S extends WrittenStatement<S>>(statement: S, { synchronizeSession }: QueryDmlOptions): S {
    const { node, statementOptions } = this.#select;
    const options = synchronizeSession === undefined ? statementOptions : { ...statementOptions, synchronizeSession };
    return statement.options(...loaderOptionsOf(node)).executionOptions(options);
  }

  get #params(): Readonly<Record<string, unknown>> | null {
    return this.#select.node.params === undefined ? null : Object.fromEntries(this.#select.node.params);
  }

  #adapted<T>(clauses: readonly T[]): readonly T[] {
    return this.#adapt === null ? clauses : adaptedClauses(clauses, this.#adapt);
  }

  #with(statement: Select<A, O>): this {
    return new Query<A, O>(this.session, statement, this.#adapt) as this;
  }
}

/** An UPDATE or DELETE, as far as it is told how to be executed. */
interface WrittenStatement<S> {
  options(...options: readonly LoaderOption[]): S;
  executionOptions(options: StatementOptions): S;
}

/** Starts a query: what `session.query()` does. */
export function queryOf<const A extends readonly SelectArgument[]>(session: QuerySession, entities: A): Query<A> {
  return new Query<A>(session, select(...entities) as unknown as Select<A>);
}
