// The contract: what a dialect and its driver are made of. docs/reference/dialect-contract.md explains it, and
// api/dialect.api.md shows what a change here means for those who write dialects.

// The dialect: what a database can do and how it behaves
export { type ConnectableDialect, type Dialect, withDriver } from './dialect/dialect.ts';
export type { DialectEngineOptions, ExpandedStatement, TransactionOptions } from './dialect/dialect.ts';
export type { Capabilities, IsolationLevel } from './dialect/capabilities.ts';
export type { DmlCapabilities } from './compiler/dml-capabilities.ts';
export type { ErrorClassification, ErrorKind } from './dialect/error-classification.ts';
export type { ExplainOptions, ExplainRule } from './dialect/explain.ts';
export type { Savepoints } from './dialect/savepoints.ts';
export type { ServerFacts } from './dialect/server-facts.ts';
export type { TwoPhase } from './dialect/two-phase.ts';

// The driver: how to reach a database, and what comes back
export type * from './driver/connect-target.ts';
export type * from './driver/driver-connection.ts';
export type * from './driver/driver-result.ts';
export type * from './driver/driver.ts';
export { checkScalar, type Scalar } from './util/bindable.ts';
export { exactInteger } from './util/exact-integer.ts';
export { parseLosslessJson } from './util/lossless-json.ts';
export { chain, isPromise, type MaybePromise } from './util/maybe-promise.ts';

// Reflection: what there is in a database
export type * from './dialect/existence.ts';
export type * from './dialect/introspector.ts';
export type { DialectOptions } from './schema/column-definition.ts';

// Rules: how statements are written
export type { CompileOptions, EmptyList } from './compiler/compile-options.ts';
export type { BindChange, ClausePlace, CompilerDialect, OperatorRules, Rule, Rules, SqlWriter } from './compiler/rules.ts';
export type { IdentifierRules } from './compiler/identifier-rules.ts';
export { type LexicalSyntax, standardSyntax } from './sql/lexical-syntax.ts';
export type { OperatorName } from './sql/operators.ts';

// Rules of expressions, to be used by those of a dialect
export { writeCall } from './compiler/rules/function-rules.ts';
export { writeBinary, writeLike } from './compiler/rules/operator-rules.ts';
export {
  listStandalone,
  writeCondition,
  writeConditions,
  writeOperand,
  writeOperands,
  writeStandalone,
  writeValue,
} from './compiler/operands.ts';
export { plainLiteral, writeLiteral } from './compiler/literals.ts';
export { jsonPath, type JsonPathForm } from './compiler/json-path.ts';
export { typeOf } from './sql/coerce.ts';

// Rules of statements, to be used by those of a dialect
export { lockedTables, waiting } from './compiler/rules/for-update-rules.ts';
export { writeFetch } from './compiler/rules/row-limit-rules.ts';
export { type ValuesForm, valuesRule } from './compiler/rules/values-rules.ts';
export { type DmlForms, standardForms, type UpsertParts } from './compiler/rules/dml-forms.ts';
export { dmlRules } from './compiler/rules/statement-rules.ts';
export { insertOf, writeConflictSets, writeOnConflict } from './compiler/rules/on-conflict-rules.ts';

// Nodes: what statements are made of, one rule for each
export type * from './sql/nodes/nodes.ts';
export type * from './sql/nodes/sql-node.ts';
export type * from './sql/nodes/expression-nodes.ts';
export type * from './sql/nodes/from-nodes.ts';
export type * from './sql/nodes/statement-nodes.ts';

// DDL: how tables and the like are defined
export type {
  DdlDialectOf,
  DdlElements,
  DdlParts,
  DdlRuleOf,
  DdlRulesOf,
  DdlTraits,
  StatementsAround,
  DdlWriterOf,
} from './compiler/ddl/ddl-dialect.ts';
export type { DdlDialect, DdlRule, DdlRules, DdlWriter } from './compiler/ddl/ddl-writer.ts';
export { columnNames, itemName, tableExpression, tableName } from './compiler/ddl/ddl-names.ts';
export { constraintName, phrase } from './compiler/ddl/constraint-rules.ts';
export { indexName, indexPart, indexWhere, qualifiedIndexName } from './compiler/ddl/index-rules.ts';
export { commentLiteral } from './compiler/ddl/statement-rules.ts';
export { computedClause, identityClause, joined, prefixed } from './compiler/ddl/table-rules.ts';

// What DDL defines: tables, columns, constraints
export { autoincrementColumn } from './schema/autoincrement.ts';
export type { AnyColumn } from './schema/column.ts';
export type { Constraint, Index, ItemName } from './schema/constraint.ts';
export type { DdlDescription, DdlDescriptions } from './schema/ddl/ddl-description.ts';
export type { DatabaseType } from './schema/ddl/types-of-database.ts';
export type { Deferral } from './schema/foreign-key.ts';
export type { SequenceOptions } from './schema/identity.ts';
export type { SchemaTable, TableRegistry } from './schema/schema-table.ts';
export type { TableOutline } from './schema/table-outline.ts';

// Types: what they are called, and how values travel
export type { TypeNames, TypeWriter } from './compiler/rules.ts';
export {
  lengthOf,
  sqlTypeIn,
  typeNameFor,
  withArgument,
  withLength,
  withPrecision,
} from './compiler/type-names.ts';
export type { CodecRule, DefinedType, TypeAdapter, TypeCodec, TypeDialect, TypeEngine } from './types/type-engine.ts';
export { unreadableValue, wrongValue } from './types/wrong-value.ts';
export { type Duration, parseDuration } from './types/parse-duration.ts';

// Types of a dialect's own
export { defineBareType, defineCallableType, defineType } from './types/define-type.ts';
export type { BareType, ShownArgument, TypeDefinition } from './types/define-type.ts';
export {
  bigIntegerFamily,
  binaryFamily,
  booleanType,
  dateTimeFamily,
  floatFamily,
  integerType,
  jsonFamily,
  makeEnum,
  numericFamily,
  stringFamily,
  timeFamily,
} from './types/type-families.ts';

// Errors that a dialect throws, and its warnings
export { ArgumentError, NoSuchModuleError } from './errors/argument-errors.ts';
export { CompileError, UnsupportedCompilationError } from './errors/compile-errors.ts';
export { warn } from './util/warn.ts';
