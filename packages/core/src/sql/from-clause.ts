import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { nameOrNull } from './checked-name.ts';
import { type ClauseElement, FromElement } from './clause-element.ts';
import { clauseNode, literalBind } from './coerce.ts';
import { NamedColumn } from './column-element.ts';
import type { ColumnNode, MadeUpName } from './nodes/expression-nodes.ts';
import type { AliasNode } from './nodes/from-nodes.ts';
import type { AnyType, FromIdentity, FromNode, SqlNode } from './nodes/sql-node.ts';

/** The columns of something that has rows `R`, by their names there. `S` is what it is called. */
export type ColumnCollection<R, S extends string> = { readonly [K in keyof R & string]: NamedColumn<K, R[K], S> };

/** A column that a FROM clause is to have. */
export interface ColumnOutline {
  readonly key: string;
  readonly name: string;
  readonly type: AnyType;
  /** What it passes on: joins find foreign keys by it. */
  readonly origin: ColumnNode | null;
  /** Where {@link name} is made up when the statement is written. */
  readonly madeUp?: MadeUpName | undefined;
}

/**
 * What rows can be selected from: a table, an alias, a subquery. `R` are its rows by name, `S` what it is called, which
 * is how a statement knows the columns that an outer join makes NULL.
 */
export abstract class FromClause<out R, out S extends string = string> extends FromElement<R, S> implements FromIdentity {
  abstract readonly uid: number;
  #columns: Readonly<Record<string, NamedColumn<string, unknown, string>>> | null = null;

  /** @internal What columns it has. Asked for once, when one is needed. */
  protected abstract outlines(): readonly ColumnOutline[];

  /** @internal Makes the column of an outline; a table makes columns of its own class. */
  protected columnOf(outline: ColumnOutline): NamedColumn<string, unknown, string> {
    return new NamedColumn(columnNode(this.node, outline), outline.key);
  }

  /** Its columns by the names they have in rows. */
  get c(): ColumnCollection<R, S> {
    this.#columns ??= this.#makeColumns();
    return this.#columns as unknown as ColumnCollection<R, S>;
  }

  /** @internal Of a table that got more columns: those it had stay what they were. */
  protected columnsAdded(): void {
    if (this.#columns !== null) this.#columns = this.#makeColumns();
  }

  /** Some of its columns, in the order given; all of them without arguments. */
  columns<const K extends readonly (keyof this['c'] & string)[]>(
    ...keys: K
  ): { readonly [I in keyof K]: K[I] extends keyof this['c'] ? this['c'][K[I]] : never } {
    const wanted = keys.length === 0 ? Object.keys(this.c) : keys;
    return wanted.map((key) => this.#column(key)) as never;
  }

  /** For the compiler. */
  get columnNodes(): readonly ColumnNode[] {
    return Object.values<NamedColumn<string, unknown>>(this.c as never).map(({ node }) => node as ColumnNode);
  }

  /** The same under another name; one that is made up, `user_account_1`, where none is given. */
  alias<const A extends string = `${S}_1`>(name?: A): FromClause<R, A> {
    return new Alias<R, A>(this, nameOrNull(name, 'alias()'));
  }

  /**
   * Some rows of it: `TABLESAMPLE method(…)`.
   *
   * @param sampling `func.bernoulli(1)`, or a percentage, for the method `system`
   */
  tablesample<const A extends string = `${S}_1`>(
    sampling: ClauseElement | number,
    options: { readonly name?: A; readonly seed?: ClauseElement } = {},
  ): FromClause<R, A> {
    const { name, seed } = checkOptionNames(options, ['name', 'seed'], 'tablesample()');
    const seedNode = seed === undefined ? null : clauseNode(seed, 'tablesample({ seed })');
    return new Alias<R, A>(this, nameOrNull(name, 'tablesample()'), samplingNode(sampling), seedNode);
  }

  #column(key: string): NamedColumn<string, unknown, string> {
    const columns = this.c as Readonly<Record<string, NamedColumn<string, unknown, string>>>;
    const column = columns[key];
    if (column !== undefined) return column;
    throw new ArgumentError(`There is no column "${key}" here. There are: ${Object.keys(columns).join(', ')}.`);
  }

  #makeColumns(): Readonly<Record<string, NamedColumn<string, unknown, string>>> {
    // Without a prototype: a column may be called __proto__ or constructor.
    const columns: Record<string, NamedColumn<string, unknown, string>> = Object.create(null);
    for (const outline of this.outlines()) columns[outline.key] = this.#columns?.[outline.key] ?? this.columnOf(outline);
    return Object.freeze(columns);
  }
}

/** The node of a column of a FROM clause. */
export function columnNode(from: FromNode, { key, name, type, origin, madeUp }: ColumnOutline): ColumnNode {
  const node: ColumnNode = { kind: 'column', from, name, key, origin, type };
  return madeUp === undefined ? node : { ...node, madeUp };
}

/** The same columns, as a clause around it passes them on. */
export function passedOn(from: FromClause<unknown, string>): readonly ColumnOutline[] {
  return from.columnNodes.map((node) => ({
    key: node.key,
    name: node.name,
    type: node.type,
    origin: node,
    madeUp: node.madeUp,
  }));
}

function samplingNode(sampling: ClauseElement | number): SqlNode {
  if (typeof sampling !== 'number') return clauseNode(sampling, 'tablesample()');
  if (!(sampling >= 0 && sampling <= 100))
    throw new ArgumentError(`tablesample() takes a percentage, from 0 to 100; it got ${sampling}.`);
  const percentage = literalBind(sampling, 'system');
  return { kind: 'function', path: ['system'], arguments: [percentage], orderBy: [], type: nullType } as SqlNode;
}

class Alias<R, S extends string> extends FromClause<R, S> {
  readonly uid = 0;
  readonly node: AliasNode;
  readonly #of: FromClause<R, string>;

  constructor(of: FromClause<R, string>, name: string | null, sample: SqlNode | null = null, seed: SqlNode | null = null) {
    super();
    this.#of = of;
    const stem = of.node.kind === 'cte' ? 'anon' : ((of.node as { readonly name?: string | null }).name ?? 'anon');
    this.node = { kind: 'alias', identity: this, element: of.node, name, stem, sample, seed };
  }

  /** @internal */
  protected outlines(): readonly ColumnOutline[] {
    return passedOn(this.#of);
  }
}
