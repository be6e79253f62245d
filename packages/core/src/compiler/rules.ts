import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { NodeKind, Nodes } from '../sql/nodes/nodes.ts';
import type { CteNode } from '../sql/nodes/from-nodes.ts';
import type { AffixNode, CompoundNode } from '../sql/nodes/statement-nodes.ts';
import type { AnyType, FromIdentity, FromNode, SqlNode, StatementNode } from '../sql/nodes/sql-node.ts';
import type { OperatorName } from '../sql/operators.ts';
import type { ColumnDefault } from '../schema/column-definition.ts';
import type { CompileOptions } from './compile-options.ts';
import type { DdlDialectOf } from './ddl/ddl-dialect.ts';
import type { DmlCapabilities } from './dml-capabilities.ts';
import type { ColumnPlace, DmlFacts } from './dml-facts.ts';
import type { IdentifierRules } from './identifier-rules.ts';

/**
 * Writes one kind of node.
 *
 * @example const writeLength: Rule<Nodes['function']> = (node, sql) => writeCall(node, sql, 'LEN');
 */
export type Rule<Node extends SqlNode> = (node: Node, sql: SqlWriter) => string;

/** A rule for every kind of node. A dialect replaces those that it writes differently. */
export type Rules = { readonly [K in NodeKind]: Rule<Nodes[K]> };

/** Rules for single operators with two operands. */
export type OperatorRules = Readonly<Partial<Record<OperatorName, Rule<Nodes['binary']>>>>;

/** What the compiler must know of a database. */
export interface CompilerDialect extends CompileOptions {
  /** As in the URL: `postgresql`. */
  readonly name: string;
  /** Absent: nothing is known, as where a statement is printed. */
  readonly capabilities?: DmlCapabilities | undefined;
  /** The rules that this database writes differently from standard SQL. */
  readonly rules?: Partial<Rules> | undefined;
  /** What it writes for constructs of its own and of applications, by the name of the construct. */
  readonly constructs?: Readonly<Record<string, Rule<Nodes['custom']>>> | undefined;
  /** The operators that it writes differently from standard SQL. */
  readonly operators?: OperatorRules | undefined;
  /** The functions that it writes differently from how they are called, by their name in lower case. */
  readonly functions?: Readonly<Record<string, Rule<Nodes['function']>>> | undefined;
  /** Whether true and false are kept as 1 and 0, so that a condition says `flag = 1`. Default false. */
  readonly booleansAreNumbers?: boolean | undefined;
  /**
   * Whether a condition is no value, so that it becomes one by `CASE WHEN a = b THEN 1 WHEN NOT (a = b) THEN 0 END` where a
   * value is due: in the columns of a SELECT, as an argument, in SET. Default false.
   */
  readonly conditionsNeedCase?: boolean | undefined;
  /** What a SELECT that selects from nothing has in FROM: `DUAL`. Absent: it has no FROM. */
  readonly dualTable?: string | undefined;
  /** Whether the alias of a FROM clause stands behind it without AS. Default false. */
  readonly aliasesWithoutAs?: boolean | undefined;
  /** Whether WITH says RECURSIVE where a query refers to itself. Default true. */
  readonly withRecursive?: boolean | undefined;
  /** What UNION and the like are called where it is something else: `{ EXCEPT: 'MINUS' }`; null: there is no such thing. */
  readonly setOperators?: Readonly<Partial<Record<CompoundNode['keyword'], string | null>>> | undefined;
  /** Behind which part of a SELECT a construct stands that `suffixWith()` adds, by its name. Default: at the end. */
  readonly clausePlaces?: Readonly<Record<string, ClausePlace>> | undefined;
  /** Whether an element of a document is found by an operator (`->`), so that it needs parentheses inside other expressions. */
  readonly elementOperators?: boolean | undefined;
  /** Writes the type of a parameter where the server cannot tell it: `$1::INTEGER`. Absent: the server always can. */
  readonly castParameter?: ((placeholder: string, type: AnyType, sql: SqlWriter) => string) | undefined;
  /** How it defines tables; absent: as standard SQL does. */
  readonly ddl?: DdlDialectOf<SqlWriter> | undefined;
  /** Absent: standard SQL's. */
  readonly identifiers?: IdentifierRules | undefined;
  /** The names of types that differ from standard SQL's, by the type's name. */
  readonly typeNames?: TypeNames | undefined;
  /** Where the database counts a value of its own as true: false where it has no BOOLEAN literals. */
  readonly booleanLiterals?: boolean | undefined;
  /** What writes a value as a literal, by the type's name, where it differs from standard SQL. */
  readonly literals?: Readonly<Record<string, (value: unknown, type: AnyType) => string>> | undefined;
  /** What stands in front of a common table expression that is to be kept, or not to be: `MATERIALIZED `. Absent: nothing. */
  readonly materializedCte?: ((materialized: boolean) => string) | undefined;
  /**
   * Whether GROUP BY names a selected expression that has parameters by its place, `GROUP BY 2`, since one with other
   * placeholders counts as another one. Default false.
   */
  readonly groupsByPlace?: boolean | undefined;
  /** `named`: String(statement), where parameters show by name. */
  readonly paramStyle?: 'named' | undefined;
}

/** A part of a SELECT that clauses of a dialect's own can stand behind; `select`: SELECT DISTINCT, in front of the columns. */
export type ClausePlace = 'select' | 'from' | 'where' | 'having' | 'orderBy' | 'end';

/** What types are called in SQL: a name, or what makes it from the type. */
export type TypeNames = Readonly<Record<string, string | ((type: AnyType, sql: TypeWriter) => string)>>;

/** What a type's name may be made with. */
export interface TypeWriter {
  /** The name of an inner type. */
  typeName(type: AnyType): string;
  /** The name of what lives in a schema, as `schemaTranslateMap` wants it. */
  tableName(name: string, schema: string | null): string;
  /** A name, in quotes where it needs them. */
  identifier(name: string): string;
}

/** What a rule may do. One writer writes one statement. */
export interface SqlWriter {
  /** What is known of the database. */
  readonly dialect: CompilerDialect;
  /** @internal The whole statement. */
  readonly root: SqlNode;
  /** What a dialect did not replace: for rules that only add to it. */
  readonly standard: Rules;
  /** @internal What is being written around the node, from the outside to the inside. */
  readonly scopes: SelectScope[];
  /** @internal What the whole statement gives back, filled by the rule of the outermost statement; null: no rows. */
  resultColumns: ResultColumn[] | null;
  /** @internal What the rule of an INSERT, UPDATE or DELETE that is the whole statement tells the engine; null: it is none. */
  dml: DmlFacts | null;
  /** @internal The statements that DDL comes to, where they are several; null: it is one. */
  script: readonly string[] | null;
  /** @internal What must stand in front of the whole statement: common table expressions, in order. */
  readonly ctes: CteRegistry;
  /** @internal {@link ctes}, and behind it those of the statements around the node that have a WITH of their own. */
  readonly cteLevels: CteRegistry[];
  /** @internal Where the query stands that is written next; null: wherever an expression may stand, or it is the whole statement. */
  nextQuery: QueryPlace | null;
  /** Told of what is probably a mistake in the statement; null: nobody listens. */
  readonly warn: ((message: string) => void) | null;

  /** The SQL of a node. */
  write(node: SqlNode): string;
  /** The SQL of each node, with a separator between them. */
  list(nodes: readonly SqlNode[], separator?: string): string;
  /** The SQL of an operand: in parentheses where the operator around it binds more strongly. */
  operand(node: SqlNode, around: OperatorName): string;
  /** The placeholder of a parameter of the statement; `change` for one that travels differently here. */
  bind(node: BindNode, change?: BindChange): string;
  /** @internal The placeholder of a parameter that the statement does not hold: for a column of INSERT or UPDATE. */
  parameter(parameter: NamedParameter): string;
  /** Writes where no parameter may stand, as in DDL: the values in it become literals. */
  inlined(write: () => string): string;
  /** Whether that is what is being written now. */
  readonly isInline: boolean;
  /** A value written into the SQL as a literal, for DDL and for printing. */
  literal(value: unknown, type: AnyType): string;
  /** A name, in quotes where it needs them. */
  identifier(name: string): string;
  /** The name of a table with its schema, as `schemaTranslateMap` wants it. */
  tableName(name: string, schema: string | null): string;
  /** What a FROM clause without a name is called: `user_account_1`, `anon_1`; always the same for the same one. */
  fromName(node: FromNode): string;
  /** A made-up name that nothing else in the statement has: `anon_1`. The same `key` gives the same name. */
  madeUpName(key: object, stem: string): string;
  /** The name of a type in CAST and DDL: `VARCHAR(30)`. */
  typeName(type: AnyType): string;
  /** @internal Which parameters the execution gives, by key: INSERT and UPDATE write the columns that they name. */
  readonly givenKeys: readonly string[] | null;
  /** @internal Whether it is executed with a list of parameter sets. */
  readonly isMany: boolean;
}

/** How a parameter travels in one place. */
export interface BindChange {
  /**
   * Writes the value into the SQL of each execution, where the database takes no parameter: a number, which is checked, or the
   * literal that the function makes of the value. It must quote: `(value) => plainLiteral(value, sql.dialect)`.
   */
  readonly isInline?: boolean | ((value: unknown) => string);
  /** The type that encodes it here, in place of its own. */
  readonly type?: AnyType;
  /** Turns the value into what this place takes, before its type encodes it: a JSON path, a pattern. */
  readonly convert?: (value: unknown) => unknown;
  /** The name it has here, which no other parameter may have: that of the column it is the value of. */
  readonly name?: string | undefined;
  /** What its name is made of here, in place of its own. */
  readonly stem?: string;
  /** @internal The column that it is the value of. */
  readonly column?: ColumnPlace;
  /** @internal What it is where neither the execution nor the statement gives a value. */
  readonly default?: { readonly value: ColumnDefault<unknown> };
}

/** A parameter that execution gives by name. */
export interface NamedParameter {
  readonly name: string;
  readonly type: AnyType;
  /** What it is where the execution gives none; absent: an error. */
  readonly default?: { readonly value: ColumnDefault<unknown> } | undefined;
  /** The column that it is the value of: no other parameter may have its name. */
  readonly column?: ColumnPlace | undefined;
}

/** A column of the rows that a statement gives. */
export interface ResultColumn {
  /** What rows call it; null: as the database does. */
  readonly key: string | null;
  /** What the database calls it: where ORDER BY may say it by name. */
  readonly name: string;
  readonly type: AnyType;
  /** The node it is written from. */
  readonly node: SqlNode;
}

/** A SELECT, UPDATE or DELETE that is being written. */
export interface SelectScope {
  /** The INSERT, UPDATE or DELETE that it is; absent: a SELECT. */
  readonly statement?: StatementNode | undefined;
  /** A table whose columns are written without its name at the moment. */
  unqualified?: FromIdentity | undefined;
  /** A table whose columns are written with this name in front at the moment: `inserted`. */
  renamed?: { readonly table: FromIdentity; readonly name: string } | undefined;
  /** Whether columns are written without the names of their tables: behind a UNION. */
  readonly isUnqualified?: boolean | undefined;
  /** What it says about single FROM clauses. */
  readonly hints?: readonly AffixNode[] | undefined;
  /** What it selects from, those around it excluded. */
  readonly froms: readonly FromNode[];
  /** What those inside may correlate to: its own and those of all scopes around it. */
  readonly visible: readonly FromNode[];
  /** The columns it gives, for ORDER BY and GROUP BY by label. */
  readonly labels: ReadonlyMap<string, SqlNode>;
  /** Where the node of a selected expression was given a label: its name. */
  readonly labelOf: ReadonlyMap<SqlNode, string>;
  /** What part of it is being written. */
  part: 'columns' | 'from' | 'where' | 'groupBy' | 'orderBy' | 'other';
}

/** Where a query stands. */
export interface QueryPlace {
  /** In FROM or in a CTE: its columns have their names behind AS, and it is correlated to nothing beside it. */
  readonly isInFrom: boolean;
  /** In FROM, but correlated to what stands beside it. */
  readonly isLateral: boolean;
  /** One of a UNION, which has the WITH. */
  readonly isMember: boolean;
  /** Whether the rows of the whole statement are its rows. */
  readonly isResult: boolean;
}

/** Common table expressions, each written once. */
export interface CteRegistry {
  /** Which one has a name. */
  readonly owners: Map<string, CteNode>;
  /** Their SQL by their name, in the order they must stand. */
  readonly written: Map<string, string>;
  isRecursive: boolean;
}
