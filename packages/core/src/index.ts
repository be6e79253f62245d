export { registerDialect } from './dialect/registry.ts';
export type { IsolationLevel } from './dialect/capabilities.ts';
export type { ConnectableDialect } from './dialect/dialect.ts';
export { Connection } from './engine/connection.ts';
export { createEngine } from './engine/create-engine.ts';
export { Engine } from './engine/engine.ts';
export type { EngineEvents, ExceptionContext } from './engine/engine-events.ts';
export type { EngineOptions } from './engine/engine-options.ts';
export type { ExecuteParams, Params } from './engine/execute-params.ts';
export type { ExecutionOptions } from './engine/execution-options.ts';
export type { Logger } from './engine/logger.ts';
export { type StatementMessage, statementChannel } from './engine/statement-channel.ts';
export type { LiteralSql, Statement, StatementOptions } from './engine/statement-source.ts';
export { NestedTransaction, RootTransaction, Transaction } from './engine/transaction.ts';
export { makeUrl, URL } from './engine/url.ts';
export * from './errors/aludel-error.ts';
export * from './errors/argument-errors.ts';
export * from './errors/compile-errors.ts';
export * from './errors/database-errors.ts';
export * from './errors/invalid-request-errors.ts';
export * from './errors/statement-errors.ts';
export * from './errors/timeout-error.ts';
export * as event from './event/listen.ts';
export type { BindArguments } from './orm/session/bind-arguments.ts';
export type { JoinTransactionMode } from './orm/session/join-transaction.ts';
export { type ScopedSession, type ScopedSessionOptions, scopedSession } from './orm/session/scoped-session.ts';
export { Session, type SessionStatementOptions } from './orm/session/session.ts';
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
export type { MetaDataOptions } from './schema/metadata.ts';
export { Column } from './schema/column.ts';
export {
  type ColumnDefault,
  ColumnDefinition,
  type ColumnOptions,
  column,
  type DefaultContext,
} from './schema/column-definition.ts';
export { ForeignKey, type ForeignKeyOptions, foreignKey } from './schema/foreign-key.ts';
export { MetaData } from './schema/metadata.ts';
export { type RowOf, Table, type TableOptions } from './schema/table.ts';
export { ClauseElement } from './sql/clause-element.ts';
export { ColumnElement, type Condition, NamedColumn, type Operand } from './sql/column-element.ts';
export { FromClause } from './sql/from-clause.ts';
export { Select, select } from './sql/select.ts';
export { type BindParameter, bindparam } from './sql/bind-parameter.ts';
export { sql } from './sql/sql-tag.ts';
export { type TextClause, text, type UntypedRow } from './sql/text-clause.ts';
export type { TypeEngine, ValueOf } from './types/type-engine.ts';
export * as types from './types/types.ts';
