import type { NamedType } from './from-nodes.ts';
import type { FromNode, SqlNode, StatementNode } from './sql-node.ts';

/** Clauses that a SELECT has beside those of its own. */
export interface RowLimiting {
  readonly limit: SqlNode | null;
  readonly offset: SqlNode | null;
  /** `FETCH FIRST n ROWS …`; null: LIMIT serves. */
  readonly fetch: { readonly withTies: boolean; readonly percent: boolean } | null;
}

/** `SELECT …` */
export interface SelectNode extends StatementNode, RowLimiting {
  readonly kind: 'select';
  /** What is selected: expressions and, standing for all their columns, FROM clauses. */
  readonly columns: readonly SqlNode[];
  /** How columns are called that have no label of their own. */
  readonly labelStyle: LabelStyle;
  /** What `selectFrom()` gave, and joins; the rest of FROM follows from columns and criteria. */
  readonly froms: readonly FromNode[];
  /** Joins that are not attached to a left side yet, in order. */
  readonly joins: readonly PendingJoinNode[];
  readonly where: readonly SqlNode[];
  readonly groupBy: readonly SqlNode[];
  readonly having: readonly SqlNode[];
  readonly orderBy: readonly SqlNode[];
  readonly isDistinct: boolean;
  /** `DISTINCT ON (…)` */
  readonly distinctOn: readonly SqlNode[];
  readonly forUpdate: SqlNode | null;
  /** What it is correlated to: `auto`, only these, or all except these. */
  readonly correlation: Correlation;
  readonly correlated: readonly FromNode[];
  readonly prefixes: readonly SqlNode[];
  readonly suffixes: readonly SqlNode[];
  readonly hints: readonly SqlNode[];
  /** How objects are to be loaded. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** An option of a statement that loads objects: data for those who know classes, and conditions that become part of the SQL. */
export interface OptionNode extends SqlNode {
  readonly kind: 'option';
  /** Equal for two options exactly if they do the same, but for their criteria. */
  readonly key: string;
  readonly criteria: readonly SqlNode[];
  readonly option: object;
}

/** `none`: by their own names; `disambiguate`: the second `id` becomes `id_1`; `tablename_plus_col`: `user_account_id`. */
export type LabelStyle = 'none' | 'disambiguate' | 'tablename_plus_col';

export type Correlation = 'auto' | 'only' | 'except' | 'none';

/** A join of a SELECT: its left side is found among what the statement selects from. */
export interface PendingJoinNode extends SqlNode {
  readonly kind: 'pendingJoin';
  /** Null: to be found. */
  readonly left: FromNode | null;
  readonly right: FromNode;
  readonly on: SqlNode | null;
  readonly joinType: 'inner' | 'left' | 'full' | 'cross';
}

/** `FOR UPDATE …` */
export interface ForUpdateNode extends SqlNode {
  readonly kind: 'forUpdate';
  readonly read: boolean;
  readonly keyShare: boolean;
  readonly nowait: boolean;
  readonly skipLocked: boolean;
  readonly of: readonly SqlNode[];
}

/** A prefix, suffix or hint, for one dialect or all (`*`). */
export interface AffixNode extends SqlNode {
  readonly kind: 'affix';
  readonly dialect: string;
  readonly text: string;
  /** The table that a hint is about; null: the whole statement. */
  readonly from: FromNode | null;
}

/** `LIMIT … OFFSET …` as the statement around it has it: made by the rules, for dialects to write differently. */
export interface RowLimitNode extends SqlNode, RowLimiting {
  readonly kind: 'rowLimit';
}

/** `DISTINCT ON (…)`: made by the rule of SELECT, for dialects to write differently. */
export interface DistinctOnNode extends SqlNode {
  readonly kind: 'distinctOn';
  readonly on: readonly SqlNode[];
}

/** A query of a UNION that has an ORDER BY or a LIMIT, or is a UNION itself: made by the rule of the union. */
export interface CompoundMemberNode extends SqlNode {
  readonly kind: 'compoundMember';
  readonly query: StatementNode;
}

/** `… UNION …` */
export interface CompoundNode extends StatementNode, RowLimiting {
  readonly kind: 'compound';
  readonly keyword: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'INTERSECT ALL' | 'EXCEPT' | 'EXCEPT ALL';
  readonly queries: readonly StatementNode[];
  /** Their criteria hold for all queries. */
  readonly options?: readonly OptionNode[] | undefined;
  readonly orderBy: readonly SqlNode[];
  readonly groupBy: readonly SqlNode[];
  readonly forUpdate: SqlNode | null;
}

/** `text().columns()` as a query. */
export interface TextualSelectNode extends StatementNode {
  readonly kind: 'textualSelect';
  readonly text: SqlNode;
  readonly columns: readonly NamedType[];
  /** Whether the columns are found by their names; else by their places. */
  readonly isByName?: boolean | undefined;
}

/** A statement whose rows are to be read as those of a SELECT. Never compiled: it is replaced with the statement. */
export interface FromStatementNode extends StatementNode {
  readonly kind: 'fromStatement';
  readonly columns: readonly SqlNode[];
  readonly statement: SqlNode;
  readonly options: readonly OptionNode[];
}

/** `INSERT …` */
export interface InsertNode extends StatementNode {
  readonly kind: 'insert';
  readonly table: FromNode;
  /** Rows of values, keys and values apart: {@link AssignmentNode}s; more than one row is a multi-row VALUES. */
  readonly rows: readonly SqlNode[];
  readonly fromSelect: StatementNode | null;
  /** Keys of the columns that `fromSelect` fills. */
  readonly selectKeys: readonly string[];
  readonly includeDefaults: boolean;
  readonly returning: readonly SqlNode[];
  /** RETURNING has to come in the order of the parameters. */
  readonly sortsByParameterOrder: boolean;
  /** The primary keys are wanted also where it is executed with a list of parameter sets. */
  readonly returnsDefaults: boolean;
  /** The primary key of the row is not wanted. */
  readonly isInline: boolean;
  readonly onConflict: SqlNode | null;
  readonly prefixes: readonly SqlNode[];
  readonly hints: readonly SqlNode[];
  /** How the objects are to be loaded that it returns. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** The values of one row, or of SET. */
export interface AssignmentsNode extends SqlNode {
  readonly kind: 'assignments';
  /** Keys of columns, or columns for what is no key of the table. */
  readonly targets: readonly SqlNode[];
  readonly values: readonly SqlNode[];
  /** Whether the order is the caller's: `orderedValues()`. */
  readonly isOrdered: boolean;
}

/** What happens to a row that is there already. */
export interface OnConflictNode extends SqlNode {
  readonly kind: 'onConflict';
  readonly action: 'nothing' | 'update';
  /** The columns, or expressions, of the unique index; empty: any, or {@link constraint}. */
  readonly target: readonly SqlNode[];
  readonly targetWhere: SqlNode | null;
  readonly constraint: string | null;
  /** What an update sets: an {@link AssignmentsNode}. */
  readonly set: SqlNode | null;
  readonly where: SqlNode | null;
}

/** `UPDATE …` */
export interface UpdateNode extends StatementNode {
  readonly kind: 'update';
  readonly table: FromNode;
  readonly values: SqlNode | null;
  /** Tables in FROM that neither values nor conditions name. */
  readonly froms: readonly FromNode[];
  readonly where: readonly SqlNode[];
  readonly returning: readonly SqlNode[];
  readonly prefixes: readonly SqlNode[];
  readonly hints: readonly SqlNode[];
  /** How the objects are to be loaded that it returns. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** `DELETE …` */
export interface DeleteNode extends StatementNode {
  readonly kind: 'delete';
  readonly table: FromNode;
  readonly using: readonly FromNode[];
  readonly where: readonly SqlNode[];
  readonly returning: readonly SqlNode[];
  readonly prefixes: readonly SqlNode[];
  readonly hints: readonly SqlNode[];
  /** How the objects are to be loaded that it returns. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** A statement that defines something: `CREATE TABLE …`. What it defines is data of the floor above, which has rules of its own. */
export interface DdlNode extends StatementNode {
  readonly kind: 'ddl';
  readonly element: { readonly kind: string };
}
