import type { NamedType } from './from-nodes.ts';
import type { FromNode, SqlNode, StatementNode } from './sql-node.ts';

/** Clauses that a SELECT has beside those of its own. */
export interface RowLimiting {
  /** How many rows at the most; null: all. */
  readonly limit: SqlNode | null;
  /** How many rows are left out first; null: none. */
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
  /** Conditions that all must hold. */
  readonly where: readonly SqlNode[];
  /** Expressions and labels; empty: no GROUP BY. */
  readonly groupBy: readonly SqlNode[];
  /** Conditions that all must hold. */
  readonly having: readonly SqlNode[];
  /** In order; empty: no ORDER BY. */
  readonly orderBy: readonly SqlNode[];
  /** Whether equal rows are one. */
  readonly isDistinct: boolean;
  /** `DISTINCT ON (…)` */
  readonly distinctOn: readonly SqlNode[];
  /** A {@link ForUpdateNode}; null: nothing is locked. */
  readonly forUpdate: SqlNode | null;
  /** What it is correlated to: `auto`, only these, or all except these. */
  readonly correlation: Correlation;
  /** What {@link correlation} is about. */
  readonly correlated: readonly FromNode[];
  /** {@link AffixNode}s behind SELECT. */
  readonly prefixes: readonly SqlNode[];
  /** {@link AffixNode}s behind its clauses. */
  readonly suffixes: readonly SqlNode[];
  /** {@link AffixNode}s about tables, or the whole. */
  readonly hints: readonly SqlNode[];
  /** How objects are to be loaded. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** An option of a statement that loads objects: data for those who know classes, and conditions that become part of the SQL. */
export interface OptionNode extends SqlNode {
  readonly kind: 'option';
  /** Equal for two options exactly if they do the same, but for their criteria. */
  readonly key: string;
  /** Conditions that become part of the SQL. */
  readonly criteria: readonly SqlNode[];
  /** What those who know classes read. */
  readonly option: object;
}

/** `none`: by their own names; `disambiguate`: the second `id` becomes `id_1`; `tablename_plus_col`: `user_account_id`. */
export type LabelStyle = 'none' | 'disambiguate' | 'tablename_plus_col';

/** What a subquery takes from the queries around it rather than select from it itself. */
export type Correlation = 'auto' | 'only' | 'except' | 'none';

/** A join of a SELECT: its left side is found among what the statement selects from. */
export interface PendingJoinNode extends SqlNode {
  readonly kind: 'pendingJoin';
  /** Null: to be found. */
  readonly left: FromNode | null;
  /** What stands behind JOIN. */
  readonly right: FromNode;
  /** Null: to be found by the foreign keys. */
  readonly on: SqlNode | null;
  /** As that of {@link JoinNode}. */
  readonly joinType: 'inner' | 'left' | 'full' | 'cross';
}

/** `FOR UPDATE …` */
export interface ForUpdateNode extends SqlNode {
  readonly kind: 'forUpdate';
  /** `FOR SHARE` */
  readonly read: boolean;
  /** `FOR NO KEY UPDATE`, or `FOR KEY SHARE` with {@link read}. */
  readonly keyShare: boolean;
  /** `NOWAIT`: an error where a row is locked. */
  readonly nowait: boolean;
  /** `SKIP LOCKED`: without the rows that are locked. */
  readonly skipLocked: boolean;
  /** The tables, or columns of tables, to lock; empty: all. */
  readonly of: readonly SqlNode[];
}

/** A prefix, suffix or hint, for one dialect or all (`*`). */
export interface AffixNode extends SqlNode {
  readonly kind: 'affix';
  /** The dialect that it is for, by name; `*`: every one. */
  readonly dialect: string;
  /** SQL, as it is. */
  readonly text: string;
  /** A clause of a dialect's own, in place of the text; absent: it is text. */
  readonly element?: SqlNode | null | undefined;
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
  /** The expressions in the parentheses. */
  readonly on: readonly SqlNode[];
}

/** A query of a UNION that has an ORDER BY or a LIMIT, or is a UNION itself: made by the rule of the union. */
export interface CompoundMemberNode extends SqlNode {
  readonly kind: 'compoundMember';
  /** The query, which stands in parentheses. */
  readonly query: StatementNode;
}

/** `… UNION …` */
export interface CompoundNode extends StatementNode, RowLimiting {
  readonly kind: 'compound';
  /** What stands between the queries. */
  readonly keyword: 'UNION' | 'UNION ALL' | 'INTERSECT' | 'INTERSECT ALL' | 'EXCEPT' | 'EXCEPT ALL';
  /** Two or more, in order. */
  readonly queries: readonly StatementNode[];
  /** Their criteria hold for all queries. */
  readonly options?: readonly OptionNode[] | undefined;
  /** ORDER BY of the whole. */
  readonly orderBy: readonly SqlNode[];
  /** GROUP BY of the whole. */
  readonly groupBy: readonly SqlNode[];
  /** A {@link ForUpdateNode}; null: nothing is locked. */
  readonly forUpdate: SqlNode | null;
}

/** `text().columns()` as a query. */
export interface TextualSelectNode extends StatementNode {
  readonly kind: 'textualSelect';
  /** A {@link TextNode}. */
  readonly text: SqlNode;
  /** Those of its rows. */
  readonly columns: readonly NamedType[];
  /** Whether the columns are found by their names; else by their places. */
  readonly isByName?: boolean | undefined;
}

/** A statement whose rows are to be read as those of a SELECT. Never compiled: it is replaced with the statement. */
export interface FromStatementNode extends StatementNode {
  readonly kind: 'fromStatement';
  /** What its rows are read as. */
  readonly columns: readonly SqlNode[];
  /** What is executed. */
  readonly statement: SqlNode;
  /** How objects are to be loaded. */
  readonly options: readonly OptionNode[];
}

/** `INSERT …` */
export interface InsertNode extends StatementNode {
  readonly kind: 'insert';
  /** What is inserted into. */
  readonly table: FromNode;
  /** Rows of values, keys and values apart: {@link AssignmentNode}s; more than one row is a multi-row VALUES. */
  readonly rows: readonly SqlNode[];
  /** The query that gives the rows; null: {@link rows} do. */
  readonly fromSelect: StatementNode | null;
  /** Keys of the columns that `fromSelect` fills. */
  readonly selectKeys: readonly string[];
  /** Whether columns that `fromSelect` leaves out get their defaults. */
  readonly includeDefaults: boolean;
  /** What comes back of each row; empty: nothing. */
  readonly returning: readonly SqlNode[];
  /** RETURNING has to come in the order of the parameters. */
  readonly sortsByParameterOrder: boolean;
  /** The primary keys are wanted also where it is executed with a list of parameter sets. */
  readonly returnsDefaults: boolean;
  /** The primary key of the row is not wanted. */
  readonly isInline: boolean;
  /** An {@link OnConflictNode}; null: a conflict is an error. */
  readonly onConflict: SqlNode | null;
  /** {@link AffixNode}s behind the keyword. */
  readonly prefixes: readonly SqlNode[];
  /** {@link AffixNode}s about the table. */
  readonly hints: readonly SqlNode[];
  /** How the objects are to be loaded that it returns. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** The values of one row, or of SET. */
export interface AssignmentsNode extends SqlNode {
  readonly kind: 'assignments';
  /** Keys of columns, or columns for what is no key of the table. */
  readonly targets: readonly SqlNode[];
  /** The value of each target, by place. */
  readonly values: readonly SqlNode[];
  /** Whether the order is the caller's: `orderedValues()`. */
  readonly isOrdered: boolean;
}

/** What happens to a row that is there already. */
export interface OnConflictNode extends SqlNode {
  readonly kind: 'onConflict';
  /** Whether the row that is there stays as it is. */
  readonly action: 'nothing' | 'update';
  /** The columns, or expressions, of the unique index; empty: any, or {@link constraint}. */
  readonly target: readonly SqlNode[];
  /** The condition of a partial index; null: none. */
  readonly targetWhere: SqlNode | null;
  /** The constraint by its name; null: {@link target} says it. */
  readonly constraint: string | null;
  /** What an update sets: an {@link AssignmentsNode}. */
  readonly set: SqlNode | null;
  /** Which rows are updated; null: all. */
  readonly where: SqlNode | null;
}

/** `UPDATE …` */
export interface UpdateNode extends StatementNode {
  readonly kind: 'update';
  /** What is updated. */
  readonly table: FromNode;
  /** An {@link AssignmentsNode}; null: the execution says what is set. */
  readonly values: SqlNode | null;
  /** Tables in FROM that neither values nor conditions name. */
  readonly froms: readonly FromNode[];
  /** Conditions that all must hold. */
  readonly where: readonly SqlNode[];
  /** What comes back of each row; empty: nothing. */
  readonly returning: readonly SqlNode[];
  /** {@link AffixNode}s behind the keyword. */
  readonly prefixes: readonly SqlNode[];
  /** {@link AffixNode}s about tables. */
  readonly hints: readonly SqlNode[];
  /** How the objects are to be loaded that it returns. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** `DELETE …` */
export interface DeleteNode extends StatementNode {
  readonly kind: 'delete';
  /** What is deleted from. */
  readonly table: FromNode;
  /** Further tables that the conditions look into. */
  readonly using: readonly FromNode[];
  /** Conditions that all must hold. */
  readonly where: readonly SqlNode[];
  /** What comes back of each row; empty: nothing. */
  readonly returning: readonly SqlNode[];
  /** {@link AffixNode}s behind the keyword. */
  readonly prefixes: readonly SqlNode[];
  /** {@link AffixNode}s about tables. */
  readonly hints: readonly SqlNode[];
  /** How the objects are to be loaded that it returns. */
  readonly options?: readonly OptionNode[] | undefined;
}

/** A statement that defines something: `CREATE TABLE …`. What it defines is data of the floor above, which has rules of its own. */
export interface DdlNode extends StatementNode {
  readonly kind: 'ddl';
  /** One of {@link DdlDescriptions}. */
  readonly element: { readonly kind: string };
}
