import type { AnyType, FromNode, SqlNode, StatementEntity, StatementNode } from './sql-node.ts';

/** A table. The key of a statement holds its `uid`: it lives as long as the table. */
export interface TableNode extends FromNode {
  readonly kind: 'table';
  /** As the database calls it. */
  readonly name: string;
  /** Null: where a name alone finds it. */
  readonly schema: string | null;
}

/** `left JOIN right ON …` */
export interface JoinNode extends FromNode {
  readonly kind: 'join';
  /** What stands in front of JOIN. */
  readonly left: FromNode;
  /** What stands behind JOIN. */
  readonly right: FromNode;
  /** Null: to be found by the foreign keys, which the compiler knows. */
  readonly on: SqlNode | null;
  /** Which rows without a partner stay: `left`: those of the left side; `full`: those of both. */
  readonly joinType: 'inner' | 'left' | 'full' | 'cross';
}

/** `element AS name` */
export interface AliasNode extends FromNode {
  readonly kind: 'alias';
  /** What has another name here: a table, a subquery, a function. */
  readonly element: FromNode;
  /** Null: a name is made up, `user_account_1`. */
  readonly name: string | null;
  /** What a made-up name begins with. */
  readonly stem: string;
  /** `TABLESAMPLE …`; null: none. */
  readonly sample: SqlNode | null;
  /** `REPEATABLE (…)` of {@link sample}. */
  readonly seed?: SqlNode | null | undefined;
}

/** `(SELECT …) AS name` */
export interface SubqueryNode extends FromNode {
  readonly kind: 'subquery';
  /** What stands in the parentheses. */
  readonly query: StatementNode;
  /** Null: a name is made up, `anon_1`. */
  readonly name: string | null;
  /** Whether it may refer to what stands in front of it. */
  readonly isLateral: boolean;
}

/** `WITH name AS (…)` */
export interface CteNode extends FromNode {
  readonly kind: 'cte';
  /** What it stands for. */
  readonly query: StatementNode;
  /** Null: a name is made up, `anon_1`. */
  readonly name: string | null;
  /** Whether its query may refer to it. */
  readonly isRecursive: boolean;
  /** Whether it is written in the SELECT it is used in rather than at the top. */
  readonly isNesting: boolean;
  /** `MATERIALIZED`, `NOT MATERIALIZED`; null: as the database likes. */
  readonly materialized: boolean | null;
  /** The one that it continues: `cte.unionAll(…)`, whose query refers to it by the same name. */
  readonly restates?: CteNode | null | undefined;
}

/** A function in FROM: `json_each(…) AS name(columns)`. */
export interface TableFunctionNode extends FromNode {
  readonly kind: 'tableFunction';
  /** What gives the rows. */
  readonly function: SqlNode;
  /** Null: a name is made up, `anon_1`. */
  readonly name: string | null;
  /** Those of its rows, in order. */
  readonly columns: readonly NamedType[];
  /** Whether LATERAL stands in front of it. */
  readonly isLateral: boolean;
  /** The name of the column that counts the rows; null: there is none. */
  readonly withOrdinality: string | null;
  /** Whether the names of the columns are written behind the alias. */
  readonly rendersColumns: boolean;
  /** Whether their types are written as well. */
  readonly rendersTypes: boolean;
}

/** A name and its type. */
export interface NamedType {
  /** As the database calls it. */
  readonly name: string;
  /** The type of its values. */
  readonly type: AnyType;
}

/** `(VALUES (…), (…)) AS name (columns)` */
export interface ValuesNode extends FromNode {
  readonly kind: 'values';
  /** Null: a name is made up, `anon_1`. */
  readonly name: string | null;
  /** Those of each row. */
  readonly columns: readonly NamedType[];
  /** A {@link TupleNode} each. */
  readonly rows: readonly SqlNode[];
  /** Whether LATERAL stands in front of it. */
  readonly isLateral: boolean;
  /** Whether its one row stands for those of all parameter sets of an execution. */
  readonly isRepeated: boolean;
}

/** The row that an INSERT could not insert: its columns are what ON CONFLICT may set others to. */
export interface ExcludedNode extends FromNode {
  readonly kind: 'excluded';
  readonly name: 'excluded';
}

/** A mapped class, or an alias of one. Never compiled: it is replaced with what it is mapped to. */
export interface EntityNode extends FromNode {
  readonly kind: 'entity';
  /** The class. */
  readonly identity: StatementEntity;
  /** What it is mapped to: a table, an alias, a join. */
  readonly from: FromNode;
}

/** A name in FROM of which nothing else is known: `text()` there. */
export interface TextFromNode extends FromNode {
  readonly kind: 'textFrom';
  /** A {@link TextNode}. */
  readonly text: SqlNode;
}
