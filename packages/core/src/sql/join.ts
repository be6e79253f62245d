import { checkOptionNames } from '../util/check-options.ts';
import type { ClauseElement } from './clause-element.ts';
import { FromElement } from './clause-element.ts';
import { conditionNode } from './coerce.ts';
import { type Condition, NamedColumn } from './column-element.ts';
import type { ColumnNode } from './nodes/expression-nodes.ts';
import type { JoinNode } from './nodes/from-nodes.ts';
import type { FromIdentity } from './nodes/sql-node.ts';
import { fromNode } from './select-clauses.ts';
import { qualifierOf } from './selected-columns.ts';

/** How a join is written. */
export interface JoinOptions {
  /** `LEFT OUTER JOIN` */
  readonly isouter?: boolean;
  /** `FULL OUTER JOIN` */
  readonly full?: boolean;
}

/** The columns of what is joined, by the name of the table and their own: `user_account_id`. */
export type QualifiedColumns<F> =
  F extends Join<unknown, string, infer C>
    ? C
    : F extends FromElement<infer R, infer S>
      ? { readonly [K in keyof R & string as `${S}_${K}`]: NamedColumn<K, R[K], S> }
      : never;

type RowsOf<F> = F extends FromElement<infer R, string> ? R : never;
type NameOf<F> = F extends FromElement<unknown, infer S> ? S : never;
type OuterOf<F> = F extends { readonly _outer?: infer O extends string } ? O : never;

/** What `join()` takes on either side. */
export type Joinable = FromElement<unknown, string>;

/**
 * `left JOIN right ON …`, to select from; the condition follows from the foreign keys unless it is given.
 *
 * @example select(user.c.name).selectFrom(join(user, address))
 */
export function join<L extends Joinable, R extends Joinable>(
  left: L,
  right: R,
  on?: Condition | null,
  options?: { readonly isouter?: false; readonly full?: false },
): Join<RowsOf<L> & RowsOf<R>, NameOf<L> | NameOf<R>, QualifiedColumns<L> & QualifiedColumns<R>, OuterOf<L> | OuterOf<R>>;
export function join<L extends Joinable, R extends Joinable>(
  left: L,
  right: R,
  on: Condition | null | undefined,
  options: JoinOptions,
): Join<RowsOf<L> & RowsOf<R>, NameOf<L> | NameOf<R>, QualifiedColumns<L> & QualifiedColumns<R>, NameOf<L> | NameOf<R>>;
export function join(left: Joinable, right: Joinable, on?: Condition | null, options: JoinOptions = {}): unknown {
  return new Join(left, right, on ?? null, joinTypeOf(options));
}

/**
 * `left LEFT OUTER JOIN right ON …`
 *
 * @example select(user.c.name, address.c.emailAddress).selectFrom(outerjoin(user, address))
 */
export function outerjoin<L extends Joinable, R extends Joinable>(
  left: L,
  right: R,
  on?: Condition | null,
  options: { readonly full?: boolean } = {},
): Join<RowsOf<L> & RowsOf<R>, NameOf<L> | NameOf<R>, QualifiedColumns<L> & QualifiedColumns<R>, OuterOf<L> | NameOf<R>> {
  const { full } = checkOptionNames(options, ['full'], 'outerjoin()');
  return new Join(left, right, on ?? null, full === true ? 'full' : 'left');
}

/** The kind of a join. */
export function joinTypeOf(options: JoinOptions): JoinNode['joinType'] {
  const { isouter, full } = checkOptionNames(options, ['isouter', 'full'], 'join()');
  if (full === true) return 'full';
  return isouter === true ? 'left' : 'inner';
}

/** FROM clauses that are joined. `R` are its rows, `C` its columns, `O` the clauses that may have no row of their own. */
export class Join<R, S extends string, C, O extends string = string> extends FromElement<R, S> implements FromIdentity {
  readonly uid = 0;
  readonly node: JoinNode;
  /** Only for the compiler: carries `O`. Never there at run time. */
  declare readonly _outer?: O;
  #columns: C | null = null;

  /** @internal */
  constructor(left: Joinable, right: Joinable, on: Condition | null, joinType: JoinNode['joinType']) {
    super();
    this.node = {
      kind: 'join',
      identity: this,
      left: fromNode(left, 'join()'),
      right: fromNode(right, 'join()'),
      on: on === null ? null : conditionNode(on, 'join()'),
      joinType,
    };
  }

  /** Its columns, by the names of their tables and their own: `user_account_id`. */
  get c(): C {
    this.#columns ??= Object.freeze(qualified(this.columnNodes)) as C;
    return this.#columns;
  }

  /** For the compiler. */
  get columnNodes(): readonly ColumnNode[] {
    const { left, right } = this.node;
    return [...left.identity.columnNodes, ...right.identity.columnNodes] as unknown as readonly ColumnNode[];
  }
}

function qualified(nodes: readonly ColumnNode[]): Readonly<Record<string, ClauseElement>> {
  const columns: Record<string, ClauseElement> = Object.create(null);
  for (const node of nodes) {
    const qualifier = node.from === null ? null : qualifierOf(node.from);
    columns[qualifier === null ? node.key : `${qualifier}_${node.key}`] ??= new NamedColumn(node, node.key);
  }
  return columns;
}
