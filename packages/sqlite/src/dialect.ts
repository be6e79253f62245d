export * from './dialect/native-types.ts';
export { sqliteDialect } from './dialect/sqlite-dialect.ts';
export { resultCodeName } from './driver/result-codes.ts';
export type * from './driver/sqlite-binding.ts';
export { closedError, SqliteDriverError, type SqliteErrorCode } from './driver/sqlite-driver-error.ts';
export { sqliteDriver } from './driver/sqlite-driver.ts';
export { parameterCountError, valueTooBigError } from './driver/statement-errors.ts';
export { requireEnd, statementFacts, type StatementFacts } from './driver/statement-facts.ts';
