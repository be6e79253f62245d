export type { EmptyList } from './compiler/compiled.ts';
export * from './dialect/capabilities.ts';
export * from './dialect/dialect.ts';
export * from './dialect/error-classification.ts';
export * from './dialect/existence.ts';
export * from './compiler/ddl/ddl-dialect.ts';
export * from './compiler/ddl/ddl-writer.ts';
export * from './compiler/ddl/ddl-names.ts';
export { deferral, phrase, referentialActions, constraintName } from './compiler/ddl/constraint-rules.ts';
export { indexName, indexPart, indexWhere, qualifiedIndexName } from './compiler/ddl/index-rules.ts';
export { commentLiteral } from './compiler/ddl/statement-rules.ts';
export { computedClause, identityClause, joined, prefixed } from './compiler/ddl/table-rules.ts';
export { autoincrementColumn } from './schema/autoincrement.ts';
export type { AnyColumn } from './schema/column.ts';
export type { Constraint, Index } from './schema/constraint.ts';
export type { SchemaTable } from './schema/schema-table.ts';
export * from './dialect/explain.ts';
export * from './dialect/introspector.ts';
export * from './dialect/server-facts.ts';
export * from './dialect/two-phase.ts';
export * from './driver/connect-target.ts';
export * from './driver/driver-connection.ts';
export * from './driver/driver-result.ts';
export * from './driver/driver.ts';
export { AludelError } from './errors/aludel-error.ts';
export * from './errors/argument-errors.ts';
export { InvalidRequestError } from './errors/invalid-request-errors.ts';
export * from './sql/lexical-syntax.ts';
export {
  lengthOf,
  sqlTypeIn,
  standardTypeNames,
  typeNameFor,
  withArgument,
  withLength,
  withPrecision,
} from './compiler/type-names.ts';
export type { CompilerDialect } from './compiler/rules.ts';
export { plainLiteral, writeLiteral } from './compiler/literals.ts';
export {
  listStandalone,
  writeCondition,
  writeConditions,
  writeOperand,
  writeOperands,
  writeStandalone,
} from './compiler/operands.ts';
export { writeCall } from './compiler/rules/function-rules.ts';
export { writeBinary, writeLike, writeNegated } from './compiler/rules/operator-rules.ts';
export type { BindChange, OperatorRules, TypeNames } from './compiler/rules.ts';
export { jsonPath, type JsonPathForm } from './compiler/json-path.ts';
export { typeOf } from './sql/coerce.ts';
export type * from './sql/nodes/expression-nodes.ts';
export type * from './sql/nodes/sql-node.ts';
export * from './types/define-type.ts';
export * from './types/type-families.ts';
export { type Duration, parseDuration } from './types/parse-duration.ts';
export type { CodecRule, DefinedType, TypeAdapter, TypeCodec, TypeDialect, TypeEngine } from './types/type-engine.ts';
export { unreadableValue, wrongValue } from './types/wrong-value.ts';
export * from './util/bindable.ts';
export * from './util/exact-integer.ts';
export * from './util/lossless-json.ts';
export * from './util/maybe-promise.ts';
export * from './util/warn.ts';
export { CompileError, UnsupportedCompilationError } from './errors/compile-errors.ts';
export type { DmlCapabilities } from './compiler/dml-capabilities.ts';
export type { Rule, Rules, SqlWriter } from './compiler/rules.ts';
export type { DmlForms } from './compiler/rules/dml-forms.ts';
export { standardForms } from './compiler/rules/dml-forms.ts';
export { insertOf, writeConflictSets, writeOnConflict } from './compiler/rules/on-conflict-rules.ts';
export { lockedTables, waiting } from './compiler/rules/for-update-rules.ts';
export { writeFetch } from './compiler/rules/row-limit-rules.ts';
export { type ValuesForm, valuesRule } from './compiler/rules/values-rules.ts';
export { dmlRules } from './compiler/rules/statement-rules.ts';
export type * from './sql/nodes/statement-nodes.ts';
export type { IdentifierRules } from './compiler/identifier-rules.ts';
