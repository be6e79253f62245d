import type { OperatorName } from '../operators.ts';
import type { ExpressionNode, FromNode, SqlNode, StatementEntity, StatementNode } from './sql-node.ts';

/** A column of a table, an alias, a subquery … */
export interface ColumnNode extends ExpressionNode {
  readonly kind: 'column';
  /** What it is a column of; null for one that stands alone, `column('x')`. */
  readonly from: FromNode | null;
  /** As the database calls it. */
  readonly name: string;
  /** As JavaScript calls it: in `table.c` and in rows. */
  readonly key: string;
  /** The node of the column that it passes on, for a column of an alias or subquery: joins find foreign keys by it. */
  readonly origin: ColumnNode | null;
  /** Where {@link name} is not known before the statement is written: whose made-up name it is. Absent: it is known. */
  readonly madeUp?: MadeUpName | undefined;
  /** The class that it is an attribute of; absent: it is a column and nothing else. */
  readonly entity?: StatementEntity | undefined;
}

/** A relationship of a class, as a condition of a join: its classes and tables are only known when it is lowered. */
export interface RelationshipNode extends ExpressionNode {
  readonly kind: 'relationship';
  /** What it starts from. */
  readonly parent: FromNode;
  /** What it leads to. */
  readonly target: FromNode;
  /** Which relationship it is. */
  readonly uid: number;
  /** Conditions in addition. */
  readonly criteria: readonly SqlNode[];
  /** What those who know classes read. */
  readonly property: object;
}

/** Expressions that are one value in rows. Never compiled: it is replaced with what it is made of. */
export interface BundleNode extends ExpressionNode {
  readonly kind: 'bundle';
  /** What rows call it. */
  readonly name: string;
  /** What it is made of. */
  readonly elements: readonly SqlNode[];
  /** What their values are made into in place of a row: the uid of that, and how. */
  readonly maker?: number | undefined;
  /** Makes the value of a row from theirs. */
  readonly make?: ((values: readonly unknown[]) => unknown) | undefined;
}

/** A name that the compiler makes up: `stem_1`; the same for the same `owner`. */
export interface MadeUpName {
  /** What has the name. */
  readonly owner: object;
  /** What the name begins with. */
  readonly stem: string;
  /** Where it is there, the name is that of this clause, which the compiler makes up, and the stem: `address_1_id`. */
  readonly from?: FromNode | undefined;
}

/** A parameter. */
export interface BindNode extends ExpressionNode {
  readonly kind: 'bind';
  /** The name it has, or is made of: `name` becomes `name_1` where {@link isAnonymous}. */
  readonly name: string;
  /** Whether the name is made up. */
  readonly isAnonymous: boolean;
  /** The value where {@link isGiven}; null otherwise. No part of the cache key. May be found out whenever it is read. */
  readonly value: unknown;
  /** Whether the statement has the value, rather than its execution. */
  readonly isGiven: boolean;
  /** Stands for as many parameters as its value, an array, has elements. */
  readonly isExpanding: boolean;
  /** Whether {@link type} was given rather than inferred from the value: a value without type is sent as it is. */
  readonly isTyped: boolean;
}

/** A piece of SQL that was given as text. */
export interface TextNode extends SqlNode {
  readonly kind: 'text';
  /** As it was given: parameters are `:name`. */
  readonly text: string;
  /** The parameters that were described with `bindparams()`. */
  readonly binds: readonly BindNode[];
}

/** A piece of SQL that was given as text, of which a type is known: `literalColumn()`. */
export interface LiteralColumnNode extends ExpressionNode {
  readonly kind: 'literalColumn';
  /** SQL, as it is. */
  readonly text: string;
}

/** NULL, true or false. */
export interface ConstantNode extends ExpressionNode {
  readonly kind: 'constant';
  /** Which of them. */
  readonly value: null | true | false;
}

/** An operator with one operand. */
export interface UnaryNode extends ExpressionNode {
  readonly kind: 'unary';
  /** What stands in front of, or behind, the operand. */
  readonly operator: OperatorName;
  /** Whether it stands behind its operand. */
  readonly isSuffix: boolean;
  /** What it is applied to. */
  readonly operand: SqlNode;
}

/** An operator with two operands. */
export interface BinaryNode extends ExpressionNode {
  readonly kind: 'binary';
  /** What joins the two. */
  readonly operator: OperatorName;
  /** What stands in front of the operator. */
  readonly left: SqlNode;
  /** What stands behind the operator. */
  readonly right: SqlNode;
  /** The operator of `.op()`, flags of a regular expression, the escape character of LIKE; null: none. */
  readonly modifier: string | null;
}

/** Clauses joined by one operator: AND, OR, a comma, or an associative one. */
export interface ListNode extends ExpressionNode {
  readonly kind: 'list';
  /** What stands between them. */
  readonly operator: 'and' | 'or' | 'comma' | 'concat';
  /** In order. */
  readonly clauses: readonly SqlNode[];
}

/** `(a, b)` as one value. */
export interface TupleNode extends ExpressionNode {
  readonly kind: 'tuple';
  /** In order. */
  readonly elements: readonly SqlNode[];
}

/** Parentheses that were asked for. */
export interface GroupingNode extends ExpressionNode {
  readonly kind: 'grouping';
  /** What stands in them. */
  readonly element: SqlNode;
}

/** An expression with a name of its own. */
export interface LabelNode extends ExpressionNode {
  readonly kind: 'label';
  /** Null: a name is made up, `anon_1`. */
  readonly name: string | null;
  /** What has the name. */
  readonly element: SqlNode;
}

/** The name of a label in ORDER BY or GROUP BY: written as that name if the statement has it, an error if not. */
export interface LabelReferenceNode extends ExpressionNode {
  readonly kind: 'labelReference';
  /** The label. */
  readonly name: string;
}

/** `CASE … END` */
export interface CaseNode extends ExpressionNode {
  readonly kind: 'case';
  /** What the conditions are compared with; null: they are conditions. */
  readonly value: SqlNode | null;
  /** Condition and result in turn. */
  readonly whens: readonly SqlNode[];
  /** The result where no condition holds; null: NULL. */
  readonly otherwise: SqlNode | null;
}

/** `CAST(… AS …)`, or only its meaning to Aludel. */
export interface CastNode extends ExpressionNode {
  readonly kind: 'cast';
  /** `coerce` writes no SQL: `typeCoerce()`. */
  readonly form: 'cast' | 'tryCast' | 'coerce';
  /** What is cast to the node's type. */
  readonly element: SqlNode;
}

/** `EXTRACT(field FROM element)` */
export interface ExtractNode extends ExpressionNode {
  readonly kind: 'extract';
  /** `year`, `month`: as it was given. */
  readonly field: string;
  /** What it is taken from. */
  readonly element: SqlNode;
}

/** `name(arguments)` */
export interface FunctionNode extends ExpressionNode {
  readonly kind: 'function';
  /** As it is called, packages in front: `['pkg', 'lower']`. */
  readonly path: readonly string[];
  /** In order; empty parentheses where there are none. */
  readonly arguments: readonly SqlNode[];
  /** ORDER BY inside the parentheses: `aggregateOrderBy`. */
  readonly orderBy: readonly SqlNode[];
}

/** `… OVER (…)` */
export interface OverNode extends ExpressionNode {
  readonly kind: 'over';
  /** The function. */
  readonly element: SqlNode;
  /** What rows of one window have in common; empty: one window. */
  readonly partitionBy: readonly SqlNode[];
  /** The order inside a window; empty: none. */
  readonly orderBy: readonly SqlNode[];
  /** Null: the frame that the database takes by itself. */
  readonly frame: SqlNode | null;
}

/** Where a frame ends on one side. */
export type FrameBound = 'unbounded' | 'preceding' | 'current' | 'following';

/** The frame of a window: `ROWS BETWEEN … AND …`. */
export interface FrameNode extends SqlNode {
  readonly kind: 'frame';
  /** What distances count. */
  readonly unit: 'rows' | 'range' | 'groups';
  /** Where it begins. */
  readonly from: FrameBound;
  /** How far from the current row, for `preceding` and `following`. */
  readonly fromDistance: SqlNode | null;
  /** Where it ends. */
  readonly to: FrameBound;
  /** As {@link fromDistance}. */
  readonly toDistance: SqlNode | null;
  /** What EXCLUDE says: `CURRENT ROW`. Null: nothing. */
  readonly exclude: string | null;
}

/** `… FILTER (WHERE …)` */
export interface FilterNode extends ExpressionNode {
  readonly kind: 'filter';
  /** The aggregate function. */
  readonly element: SqlNode;
  /** Which rows it counts. */
  readonly criterion: SqlNode;
}

/** `… WITHIN GROUP (ORDER BY …)` */
export interface WithinGroupNode extends ExpressionNode {
  readonly kind: 'withinGroup';
  /** The function. */
  readonly element: SqlNode;
  /** In what order it takes the rows. */
  readonly orderBy: readonly SqlNode[];
}

/** A query that stands for one value. */
export interface ScalarSubqueryNode extends ExpressionNode {
  readonly kind: 'scalarSubquery';
  /** Of one column; no row is NULL. */
  readonly query: StatementNode;
  /** The mapped class that it is part of an attribute of: it is selected from, as it is for a column. */
  readonly entity?: StatementEntity;
}

/** Columns of an alias that stand for the whole of it: a column-valued function. */
export interface TableValueNode extends ExpressionNode {
  readonly kind: 'tableValue';
  /** Whose columns they are. */
  readonly from: FromNode;
}

/** A construct of a dialect or an application, written by the rule registered under its name. */
export interface CustomNode extends ExpressionNode {
  readonly kind: 'custom';
  /** Under which its rule is registered. */
  readonly name: string;
  /** The nodes in it, for the rule to write. */
  readonly children: readonly SqlNode[];
  /** What else the rule needs; part of the cache key, so of plain JSON. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** A value that is written into the SQL, where databases take no parameter: a separator. Only for what a programmer wrote. */
export interface InlineNode extends ExpressionNode {
  readonly kind: 'inline';
  /** Written as a literal. */
  readonly value: string | number;
}

/** `(function(…)).name`: one column of what a function gives. */
export interface FunctionColumnNode extends ExpressionNode {
  readonly kind: 'functionColumn';
  /** What gives the columns. */
  readonly function: SqlNode;
  /** Which of them. */
  readonly name: string;
}

/** `start:stop` inside the brackets of an array. */
export interface SliceNode extends SqlNode {
  readonly kind: 'slice';
  /** Null: from the beginning. */
  readonly start: SqlNode | null;
  /** Null: to the end. */
  readonly stop: SqlNode | null;
}

/** The name of a collation. */
export interface CollationNode extends SqlNode {
  readonly kind: 'collation';
  /** As the database calls it. */
  readonly name: string;
}
