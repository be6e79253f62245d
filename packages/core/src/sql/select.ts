import type { FromSource, JoinTarget, QueryElement, RelationshipElement, TextFragment } from './clause-element.ts';
import { clauseNode, conditionNode } from './coerce.ts';
import type { ColumnElement, Condition } from './column-element.ts';
import { type Combinable, type Combined, compound, type NullableValues } from './compound-select.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import { FromStatement } from './from-statement.ts';
import { equalities } from './filter-by.ts';
import type { Filtering, FilterValuesOf, FirstOf, NameOfTarget } from './filter-values.ts';
import { type JoinOptions, joinTypeOf } from './join.ts';
import { GenerativeSelect } from './generative-select.ts';
import type { SqlNode } from './nodes/sql-node.ts';
import type { CompoundNode, LabelStyle, PendingJoinNode, SelectNode } from './nodes/statement-nodes.ts';
import { joinedTo } from './join-target.ts';
import { type LoaderOption, optionNode } from './loader-option.ts';
import { affix, appended, fromNode, fromOrTextNode, suffix } from './select-clauses.ts';
import type { ColumnsOfSelected, NamesOfSelected, OuterOfFroms, SelectArgument, ValuesOfSelected } from './select-types.ts';

/**
 * `SELECT …`: expressions, and FROM clauses for all their columns. FROM follows from what is selected and compared.
 *
 * @example select(user.c.id, user.c.name).where(user.c.name.eq('sandy'))
 */
export function select<const A extends readonly SelectArgument[]>(...columns: A): Select<A> {
  return new Select<A>({ ...emptySelect, columns: columns.map((column) => clauseNode(column, 'select()')) });
}

/** A SELECT. `A` is what it selects, `O` the clauses that outer joins may leave without a row. Immutable. */
export class Select<A extends readonly unknown[], O extends string = never> extends GenerativeSelect<
  NamesOfSelected<A, O>,
  ValuesOfSelected<A, O>,
  ColumnsOfSelected<A, O>
> {
  readonly node: SelectNode;

  /** @internal */
  constructor(node: SelectNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.node = node;
  }

  /** Conditions that all must hold, in addition to those it has. */
  where(...conditions: readonly Condition[]): this {
    return this.#with({ where: appended(this.node.where, conditions, (one) => conditionNode(one, 'where()')) });
  }

  /** Joins a table; the condition follows from the foreign keys unless it is given. */
  join<T extends JoinTarget>(
    target: T,
    on?: JoinCondition | null,
    options?: { readonly isouter?: false; readonly full?: false },
  ): this & Filtering<T>;
  join<T extends JoinTarget>(
    target: T,
    on: JoinCondition | null | undefined,
    options: { readonly isouter: true; readonly full?: false },
  ): Select<A, O | NameOfTarget<T>> & Filtering<T>;
  join<T extends JoinTarget>(
    target: T,
    on: JoinCondition | null | undefined,
    options: JoinOptions,
  ): Select<A, string> & Filtering<T>;
  join(target: JoinTarget, on?: JoinCondition | null, options: JoinOptions = {}): unknown {
    return this.#joined(null, target, on, joinTypeOf(options));
  }

  /** `LEFT OUTER JOIN`: the columns of the table may be null in the rows. */
  outerjoin<T extends JoinTarget>(target: T, on?: JoinCondition | null): Select<A, O | NameOfTarget<T>> & Filtering<T> {
    return this.#joined(null, target, on, 'left') as unknown as Select<A, O | NameOfTarget<T>> & Filtering<T>;
  }

  /** Joins a table to the one named first. */
  joinFrom<T extends JoinTarget>(
    from: FromSource,
    target: T,
    on?: JoinCondition | null,
    options?: { readonly isouter?: false; readonly full?: false },
  ): this & Filtering<T>;
  joinFrom<T extends JoinTarget>(
    from: FromSource,
    target: T,
    on: JoinCondition | null | undefined,
    options: { readonly isouter: true; readonly full?: false },
  ): Select<A, O | NameOfTarget<T>> & Filtering<T>;
  joinFrom<T extends JoinTarget>(
    from: FromSource,
    target: T,
    on: JoinCondition | null | undefined,
    options: JoinOptions,
  ): Select<A, string> & Filtering<T>;
  joinFrom(from: FromSource, target: JoinTarget, on?: JoinCondition | null, options: JoinOptions = {}): unknown {
    return this.#joined(from, target, on, joinTypeOf(options));
  }

  /** `CROSS JOIN`: each row with each row. */
  crossJoin<T extends JoinTarget>(target: T): this & Filtering<T> {
    return this.#joined(null, target, null, 'cross') as unknown as this & Filtering<T>;
  }

  /** How objects are to be loaded: `selectinload(User.c.addresses)`, `loadOnly(User.c.name)`. */
  options(...options: readonly LoaderOption[]): this {
    const added = options.map((option) => optionNode(option));
    return this.#with({ options: [...(this.node.options ?? []), ...added] });
  }

  /** Says what FROM begins with, where it does not follow from the columns. */
  selectFrom<const M extends readonly (FromSource | TextFragment)[]>(
    ...froms: M
  ): Select<A, O | OuterOfFroms<M[number]>> & Filtering<unknown> {
    const added = appended(this.node.froms, froms as readonly unknown[], (one) => fromOrTextNode(one, 'selectFrom()'));
    return this.#with({ froms: added }) as unknown as Select<A, O | OuterOfFroms<M[number]>> & Filtering<unknown>;
  }

  /** Conditions that columns have these values: columns of what was joined last, else of what comes first. */
  filterBy(values: FilterValuesOf<FirstOf<A>>): this {
    return this.#with({ where: [...this.node.where, ...equalities(this.node, values)] });
  }

  /**
   * The same objects from another statement: a text, a union, an INSERT with RETURNING. Its columns are found by what they
   * are, those of a text by their names.
   *
   * @example select(User).fromStatement(text('SELECT * FROM user_account WHERE name = :name'))
   */
  fromStatement(statement: QueryElement<unknown> | TextFragment): FromStatement<NamesOfSelected<A, O>, ValuesOfSelected<A, O>> {
    const { columns, options = [] } = this.node;
    const node = clauseNode(statement, 'fromStatement()');
    return new FromStatement({ kind: 'fromStatement', columns, statement: node, options }, this.statementOptions);
  }

  // Columns ------------------------------------------------------------------------------------------------------

  /** More columns, behind those it has. */
  addColumns<const B extends readonly SelectArgument[]>(...columns: B): Select<readonly [...A, ...B], O> & Filtering<unknown> {
    const added = columns.map((column) => clauseNode(column, 'addColumns()'));
    return this.#selecting([...this.node.columns, ...added]);
  }

  /** Other columns in place of those it has; FROM follows from them. */
  withOnlyColumns<const B extends readonly SelectArgument[]>(...columns: B): Select<B, O> & Filtering<unknown> {
    return this.#selecting(columns.map((column) => clauseNode(column, 'withOnlyColumns()')));
  }

  /** How columns are called that have no label: `tablename_plus_col` gives `user_account_id`. */
  setLabelStyle(labelStyle: LabelStyle): this {
    return this.#with({ labelStyle });
  }

  /** `SELECT DISTINCT`, or `DISTINCT ON (…)` where the database has it. */
  distinct(...on: readonly (ColumnElement<unknown, string> | TextFragment)[]): this {
    const distinctOn = appended(this.node.distinctOn, on, (one) => clauseNode(one, 'distinct()'));
    return this.#with({ isDistinct: true, distinctOn });
  }

  /** Conditions that the groups must meet, in addition to those it has. */
  having(...conditions: readonly Condition[]): this {
    return this.#with({ having: appended(this.node.having, conditions, (one) => conditionNode(one, 'having()')) });
  }

  // Correlation --------------------------------------------------------------------------------------------------

  /** As a subquery it takes these from the statement around it, rather than what it finds there; null: nothing. */
  correlate(...froms: readonly FromSource[] | readonly [null]): this {
    if (froms[0] === null) return this.#with({ correlation: 'none', correlated: [] });
    const added = (froms as readonly FromSource[]).map((one) => fromNode(one, 'correlate()'));
    const known = this.node.correlation === 'only' ? this.node.correlated : [];
    return this.#with({ correlation: 'only', correlated: [...known, ...added] });
  }

  /** As a subquery it takes all but these from the statement around it. */
  correlateExcept(...froms: readonly FromSource[]): this {
    const added = froms.map((one) => fromNode(one, 'correlateExcept()'));
    const known = this.node.correlation === 'except' ? this.node.correlated : [];
    return this.#with({ correlation: 'except', correlated: [...known, ...added] });
  }

  // With other queries -------------------------------------------------------------------------------------------

  union(
    ...others: readonly Combinable<ValuesOfSelected<A, O>>[]
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return this.#compound('UNION', others);
  }

  unionAll(
    ...others: readonly Combinable<ValuesOfSelected<A, O>>[]
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return this.#compound('UNION ALL', others);
  }

  intersect(
    ...others: readonly Combinable<NullableValues<ValuesOfSelected<A, O>>>[]
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return this.#compound('INTERSECT', others);
  }

  intersectAll(
    ...others: readonly Combinable<NullableValues<ValuesOfSelected<A, O>>>[]
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return this.#compound('INTERSECT ALL', others);
  }

  except(
    ...others: readonly Combinable<NullableValues<ValuesOfSelected<A, O>>>[]
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return this.#compound('EXCEPT', others);
  }

  exceptAll(
    ...others: readonly Combinable<NullableValues<ValuesOfSelected<A, O>>>[]
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return this.#compound('EXCEPT ALL', others);
  }

  // Words of a database -----------------------------------------------------------------------------------------

  /** Words behind SELECT. They go into the SQL as they are: never take them from outside. */
  prefixWith(text: string, dialect?: string): this {
    return this.#with({ prefixes: [...this.node.prefixes, affix(text, dialect, 'prefixWith()')] });
  }

  /**
   * Words at the end, which go into the SQL as they are: never take them from outside. Or a clause that only some databases
   * have, a `customElement()`: it stands where their dialect has it, such as QUALIFY behind HAVING.
   */
  suffixWith(clause: string | ColumnElement<unknown, string>, dialect?: string): this {
    return this.#with({ suffixes: [...this.node.suffixes, suffix(clause, dialect)] });
  }

  /** Words behind a table in FROM; `%(name)s` in them is its name. They go into the SQL as they are. */
  withHint(from: FromSource, text: string, dialect?: string): this {
    return this.#with({ hints: [...this.node.hints, affix(text, dialect, 'withHint()', from)] });
  }

  /** Words at the end that the database takes as a hint. They go into the SQL as they are. */
  withStatementHint(text: string, dialect?: string): this {
    return this.#with({ hints: [...this.node.hints, affix(text, dialect, 'withStatementHint()')] });
  }

  #joined(
    from: FromSource | null,
    target: JoinTarget,
    on: JoinCondition | null | undefined,
    joinType: PendingJoinNode['joinType'],
  ): this {
    const join: PendingJoinNode = {
      kind: 'pendingJoin',
      left: from === null ? null : fromNode(from, 'joinFrom()'),
      ...joinedTo(target, on ?? null),
      joinType,
    };
    return this.#with({ joins: [...this.node.joins, join] });
  }

  #compound(
    keyword: CompoundNode['keyword'],
    others: readonly unknown[],
  ): Combined<NamesOfSelected<A, O>, ValuesOfSelected<A, O>, ColumnsOfSelected<A, O>> {
    return compound(keyword, this, others);
  }

  /** @internal */
  protected copy(node: SelectNode, options: StatementOptions): this {
    return new Select<A, O>(node, options) as this;
  }

  #with(changes: Partial<SelectNode>): this {
    return this.copy({ ...this.node, ...changes }, this.statementOptions);
  }

  #selecting<B extends readonly unknown[]>(columns: readonly SqlNode[]): Select<B, O> & Filtering<unknown> {
    return new Select<B, O>({ ...this.node, columns }, this.statementOptions) as Select<B, O> & Filtering<unknown>;
  }
}

/** A condition, or a relationship that makes one. */
type JoinCondition = Condition | RelationshipElement;

const none: readonly never[] = Object.freeze([]);

const emptySelect: SelectNode = Object.freeze({
  kind: 'select',
  columns: none,
  labelStyle: 'disambiguate',
  froms: none,
  joins: none,
  where: none,
  groupBy: none,
  having: none,
  orderBy: none,
  isDistinct: false,
  distinctOn: none,
  limit: null,
  offset: null,
  fetch: null,
  forUpdate: null,
  correlation: 'auto',
  correlated: none,
  prefixes: none,
  suffixes: none,
  hints: none,
});
