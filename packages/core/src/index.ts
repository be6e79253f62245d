export { registerDialect } from './dialect/registry.ts';
export type { IsolationLevel } from './dialect/capabilities.ts';
export type { ConnectableDialect } from './dialect/dialect.ts';
export type { ExplainOptions } from './dialect/explain.ts';
export type {
  ReflectedCheckConstraint,
  ReflectedColumn,
  ReflectedEnum,
  ReflectedForeignKey,
  ReflectedIndex,
  ReflectedPrimaryKey,
  ReflectedUniqueConstraint,
} from './dialect/introspector.ts';
export { Connection } from './engine/connection.ts';
export { createEngine } from './engine/create-engine.ts';
export { Engine } from './engine/engine.ts';
export type { EngineEvents, ExceptionContext } from './engine/engine-events.ts';
export type { EngineOptions } from './engine/engine-options.ts';
export { type ByTable, Inspector, type MultiOptions, type SchemaOption } from './engine/inspector.ts';
export type { SortedTableName } from './engine/sort-by-foreign-keys.ts';
export type { ExecuteParams, Params } from './engine/execute-params.ts';
export type { ExecutionOptions } from './engine/execution-options.ts';
export type { Executor } from './engine/executor.ts';
export type { Logger } from './engine/logger.ts';
export type { InsertValues, RowOf, UpdateValues } from './engine/row-of.ts';
export { type StatementMessage, statementChannel } from './engine/statement-channel.ts';
export type { LiteralSql, Statement, StatementOptions } from './engine/statement-source.ts';
export { NestedTransaction, RootTransaction, Transaction, TwoPhaseTransaction } from './engine/transaction.ts';
export { makeUrl, URL } from './engine/url.ts';
export * from './errors/aludel-error.ts';
export * from './errors/argument-errors.ts';
export * from './errors/compile-errors.ts';
export * from './errors/database-errors.ts';
export * from './errors/invalid-request-errors.ts';
export * from './errors/statement-errors.ts';
export * from './errors/timeout-error.ts';
export * as event from './event/listen.ts';
export * from './errors/orm-errors.ts';
export {
  type ContainsOptions,
  containsEager,
  defaultload,
  defer,
  immediateload,
  type JoinedOptions,
  joinedload,
  type Load,
  lazyload,
  load,
  loadOnly,
  noload,
  type RaiseOptions,
  raiseload,
  type SelectinOptions,
  selectinload,
  subqueryload,
  undefer,
  undeferGroup,
  withExpression,
} from './orm/loading/loader-options.ts';
export { type LoaderCriteriaOptions, withLoaderCriteria } from './orm/loading/with-loader-criteria.ts';
export { type AliasedClass, type AliasedOptions, aliased } from './orm/mapping/aliased.ts';
export {
  type PolymorphicClass,
  type PolymorphicOptions,
  type SubclassesOption,
  selectinPolymorphic,
  withPolymorphic,
} from './orm/loading/polymorphic-loading.ts';
export type { AssociationProxyAttribute } from './orm/mapping/association-attribute.ts';
export {
  type AssociationProxyDefinition,
  type AssociationProxyOptions,
  associationProxy,
} from './orm/mapping/association-proxy.ts';
export { type CompositeAttribute, type CompositeDefinition, composite } from './orm/mapping/composite.ts';
export {
  type ColumnPropertyDefinition,
  type ColumnPropertyOptions,
  columnProperty,
  queryExpression,
} from './orm/mapping/expression-property.ts';
export { type HybridMethodOptions, type HybridOptions, hybrid, hybridMethod } from './orm/mapping/hybrid.ts';
export type { HybridDefinition, HybridMethodDefinition } from './orm/mapping/hybrid-definition.ts';
export { type SynonymDefinition, synonym } from './orm/mapping/synonym.ts';
export { Bundle, type Bundled } from './orm/mapping/bundle.ts';
export type { DeclarativeBase, DeclarativeBaseOptions, TypeMap } from './orm/mapping/declarative.ts';
export type { ImperativeOptions } from './orm/mapping/map-imperatively.ts';
export type { AttributesOf } from './orm/mapping/attribute-types.ts';
export type {
  ColumnsOfDefinition,
  ImperativeClass,
  InheritedClass,
  InitOf,
  InstanceOf,
  MappedClass,
  MappedParent,
  RowsOf,
} from './orm/mapping/mapped-class.ts';
export { MappedColumn, type MappedColumnOptions, mappedColumn } from './orm/mapping/mapped-column.ts';
export type { MapperOptions, Validator } from './orm/mapping/mapper-options.ts';
export type { PrimaryKeyOf } from './orm/mapping/primary-key-type.ts';
export type { Registry } from './orm/mapping/registry.ts';
export { RelationshipAttribute, type ToMany, type ToOne, withParent } from './orm/mapping/relationship-attribute.ts';
export { foreign, remote } from './orm/mapping/join-annotations.ts';
export { type AttributeKeyed, attributeKeyed, type KeyedCollection, keyedBy } from './orm/mapping/keyed-collection.ts';
export { RelationshipDefinition, type RelationshipOptions, relationship } from './orm/mapping/relationship-definition.ts';
export { WriteOnlyCollection } from './orm/mapping/write-only-collection.ts';
export type { Mapper } from './orm/mapping/mapper.ts';
export type { MapperEvents } from './orm/mapping/mapper-events.ts';
export { declarativeBase } from './orm/state/declarative-base.ts';
export type { History } from './orm/state/attribute-history.ts';
export { flagDirty, flagModified, getHistory, setCommittedValue } from './orm/session/attribute-functions.ts';
export type { BindArguments } from './orm/session/bind-arguments.ts';
export type { FlushContext } from './orm/session/flush-session.ts';
export type { GetOptions } from './orm/session/get.ts';
export { type IdentityKey, identityKey } from './orm/session/identity-key.ts';
export { inspect } from './orm/session/inspect.ts';
export type { AttributeInspection, ObjectInspection } from './orm/session/inspect-object.ts';
export type { JoinTransactionMode } from './orm/session/join-transaction.ts';
export { Query, type QueryDmlOptions, type QueryItem } from './orm/session/query.ts';
export type { StatementQuery } from './orm/session/query-results.ts';
export type { MergeOptions } from './orm/session/merge.ts';
export { makeTransient, makeTransientToDetached, objectSession, wasDeleted } from './orm/session/object-functions.ts';
export type { OrmExecuteState } from './orm/session/orm-execute-state.ts';
export type { RefreshOptions } from './orm/session/refresh.ts';
export { type ScopedSession, type ScopedSessionOptions, scopedSession } from './orm/session/scoped-session.ts';
export type { SessionStatementOptions } from './orm/session/session-statement-options.ts';
export { Session } from './orm/session/session.ts';
export type { SessionEvents } from './orm/session/session-events.ts';
export type { SessionOptions } from './orm/session/session-options.ts';
export { type Bind, SessionTransaction } from './orm/session/session-transaction.ts';
export { type SessionMaker, type SessionMakerOptions, sessionmaker } from './orm/session/sessionmaker.ts';
export { NullPool } from './pool/null-pool.ts';
export { Pool } from './pool/pool.ts';
export type { PoolEvents } from './pool/pool-events.ts';
export type { ConnectionRecord } from './pool/connection-record.ts';
export type { PooledConnection } from './pool/pooled-connection.ts';
export { QueuePool } from './pool/queue-pool.ts';
export { StaticPool } from './pool/static-pool.ts';
export { CursorResult } from './result/cursor-result.ts';
export type { FrozenResult } from './result/frozen-result.ts';
export { MappingResult } from './result/mapping-result.ts';
export { Result } from './result/result.ts';
export type { MappingResultPromise, ResultPromise, ScalarResultPromise } from './result/result-promise.ts';
export { isRow, type Row, rowMapping, rowValues } from './result/row.ts';
export { ScalarResult } from './result/scalar-result.ts';
export type { MappingStreamPromise, ScalarStreamPromise, StreamPromise } from './result/stream-promise.ts';
export { type StreamingMappingResult, StreamingResult, type StreamingScalarResult } from './result/streaming-result.ts';
export type { MetaDataOptions, MetaDataReflectOptions } from './schema/metadata.ts';
export { type AnyColumn, Column } from './schema/column.ts';
export {
  type ColumnDefault,
  ColumnDefinition,
  type ColumnOptions,
  column,
  type DefaultContext,
} from './schema/column-definition.ts';
export { type Computed, computed } from './schema/computed.ts';
export {
  CheckConstraint,
  type Constraint,
  ForeignKeyConstraint,
  Index,
  PrimaryKeyConstraint,
  UniqueConstraint,
} from './schema/constraint.ts';
export { ForeignKey, type ForeignKeyOptions, type ForeignKeyTarget, foreignKey } from './schema/foreign-key.ts';
export type { ForeignKeyElement } from './schema/foreign-key-element.ts';
export {
  AddConstraint,
  CreateIndex,
  CreateSchema,
  CreateSequence,
  CreateTable,
  DDL,
  DropColumnComment,
  DropConstraint,
  DropIndex,
  DropSchema,
  DropSequence,
  DropTable,
  DropTableComment,
  SetColumnComment,
  SetConstraintComment,
  SetTableComment,
} from './schema/ddl/create-and-drop.ts';
export { DdlElement } from './schema/ddl/ddl-element.ts';
export { CreateType, DropType } from './schema/ddl/types-of-database.ts';
export { type Identity, type IdentityOptions, identity } from './schema/identity.ts';
export { Sequence } from './schema/sequence.ts';
export {
  checkConstraint,
  type ConstraintOptions,
  foreignKeyConstraint,
  type IndexOptions,
  index,
  primaryKeyConstraint,
  TableItem,
  uniqueConstraint,
} from './schema/table-item.ts';
export { MetaData, type SchemaOptions } from './schema/metadata.ts';
export type { NamingConvention } from './schema/naming-convention.ts';
export { autoincrementColumn } from './schema/autoincrement.ts';
export { sortTablesAndConstraints } from './schema/sort-tables.ts';
export {
  type ColumnsOf,
  type ReflectedTable,
  type RowOfDefinition,
  Table,
  type TableDefinition,
  type TableReflectOptions,
} from './schema/table.ts';
export type { SchemaTable, TableOptions } from './schema/schema-table.ts';
export {
  ClauseElement,
  type ExpressionElement,
  type FromElement,
  type QueryElement,
  type TextFragment,
} from './sql/clause-element.ts';
export type { CompiledSql, PrintOptions } from './sql/printing.ts';
export { ColumnElement, type Condition, type Membership, NamedColumn, type Operand } from './sql/column-element.ts';
export { and, not, or } from './sql/and-or-not.ts';
export type { Argument } from './sql/arguments.ts';
export { type CaseOfOptions, type CaseOptions, case_, type When } from './sql/case.ts';
export { cast, tryCast, typeCoerce } from './sql/cast.ts';
export { type CustomElementParts, customElement } from './sql/custom-element.ts';
export { type DatePart, extract } from './sql/extract.ts';
export { type Func, type FunctionByName, func } from './sql/func.ts';
export { FunctionElement, type TableValuedOptions } from './sql/function-element.ts';
export type { AnyFunction, KnownFunctions } from './sql/known-functions.ts';
export { false_, literal, literalColumn, null_, true_ } from './sql/literals.ts';
export { all_, any_, asc, between, collate, desc, distinct, nullsFirst, nullsLast } from './sql/prefixes-and-suffixes.ts';
export { TableFunction } from './sql/table-function.ts';
export { tuple } from './sql/tuple.ts';
export { type Frame, type FrameEnd, type Window, Windowable } from './sql/windowable.ts';
export { type ConstructRules, compiles } from './compiler/constructs.ts';
export { type ColumnCollection, FromClause } from './sql/from-clause.ts';
export type { Filtering, FilterValues, FilterValuesOf } from './sql/filter-values.ts';
export type { FromStatement } from './sql/from-statement.ts';
export { Select, select } from './sql/select.ts';
export {
  type Combined,
  CompoundSelect,
  except,
  exceptAll,
  intersect,
  intersectAll,
  union,
  unionAll,
} from './sql/compound-select.ts';
export { Cte, type CteOptions, cte } from './sql/cte.ts';
export { Exists, exists } from './sql/exists.ts';
export { alias, lateral, subquery, tablesample } from './sql/from-functions.ts';
export { GenerativeSelect } from './sql/generative-select.ts';
export { Join, type JoinOptions, join, outerjoin } from './sql/join.ts';
export { Query as SelectBase } from './sql/query.ts';
export type { FetchOptions, ForUpdateOptions, OrderArgument, RowCount } from './sql/select-clauses.ts';
export type { LoaderOption } from './sql/loader-option.ts';
export type { NamesOfSelected, SelectArgument, ValueIn, ValuesOfSelected } from './sql/select-types.ts';
export { Subquery } from './sql/subquery.ts';
export { TextualSelect } from './sql/textual-select.ts';
export { type RowOfTypes, Values, values } from './sql/values.ts';
export { AmbiguousForeignKeysError, NoForeignKeysError } from './errors/join-errors.ts';
export { Delete, delete_ } from './sql/delete.ts';
export type { Assignable, ColumnValues, ReturningOptions } from './sql/dml-types.ts';
export { Insert, insert } from './sql/insert.ts';
export type { ConflictTarget, ConflictUpdate } from './sql/on-conflict.ts';
export { Update, update } from './sql/update.ts';
export { type BindParameter, bindparam } from './sql/bind-parameter.ts';
export { sql } from './sql/sql-tag.ts';
export { type TextClause, text, type UntypedRow } from './sql/text-clause.ts';
export type { TypeEngine, ValueOf } from './types/type-engine.ts';
export * as types from './types/types.ts';
