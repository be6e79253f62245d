import type { TypeEngine } from '../../types/type-engine.ts';

/**
 * A piece of a statement: readonly data of a kind, with child nodes in fields that {@link nodeFields} declares. Nodes are
 * made only by the methods and functions of this floor, so that no value can pass for one.
 */
export interface SqlNode {
  /** Which rule writes it: a key of {@link Nodes}. */
  readonly kind: string;
}

/** A node that stands for a value: it has a type, which decides how the value is encoded and decoded. */
export interface ExpressionNode extends SqlNode {
  /** Never absent: NullType where none is known. */
  readonly type: AnyType;
}

/** A node that stands for rows: what FROM takes. */
export interface FromNode extends SqlNode {
  /** Which node it is: copies made by a generative method share it, and columns refer to it. */
  readonly identity: FromIdentity;
}

/** A node that is a statement of its own. */
export interface StatementNode extends SqlNode {
  /** Common table expressions that were added by `addCte()`. */
  readonly ctes?: readonly SqlNode[] | undefined;
  /** Values for its named parameters, given by `params()`; no part of the cache key. */
  readonly params?: ReadonlyMap<string, unknown> | undefined;
}

/** A thing that is equal only to itself: a table, an alias, a subquery. The clause that it is implements it. */
export interface FromIdentity {
  /** Unique in this process where the thing outlives statements (a table); 0 where cache keys number it by order (an alias). */
  readonly uid: number;
  /** The columns it has, in order. */
  readonly columnNodes: readonly SqlNode[];
}

/**
 * A mapped class, or an alias of one, as statements see it. Statements that name one are lowered before they are compiled:
 * a class becomes its columns, a relationship a join.
 */
export interface StatementEntity extends FromIdentity {
  /** Unique for each mapped class; aliases have that of their class. */
  readonly mapperUid: number;
  /** Another number whenever statements that name it compile differently; aliases have that of their class. */
  readonly revision: number;
  /** What stands for it in FROM. */
  readonly node: FromNode;
  /** That an attribute has a value: a column, or the object of a relationship. @throws InvalidRequestError for what is none */
  equality(key: string, value: unknown): SqlNode;
  /** Writes the statement without classes. */
  lower(statement: StatementNode): LoweredStatement;
}

/** A statement without classes, and what makes objects of its rows, which only those who know classes understand. */
export interface LoweredStatement {
  /** The statement without classes. */
  readonly node: StatementNode;
  /** How objects are made of its rows. */
  readonly plan: unknown;
}

/** A type whose JavaScript type does not matter here. */
export type AnyType = TypeEngine<unknown>;
