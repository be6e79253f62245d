// PostgreSQL without `pg`: for those who write another driver of it.

/** The SQL, joined to a driver by `withDriver(postgresqlDialect, driver)`. */
export { postgresqlDialect } from './dialect/postgresql-dialect.ts';

export * from './dialect/postgresql-types.ts';

// Values. A driver asks for all columns as text, and sends parameters as text of no type, so that the server decides.
export { parseArray, type ValueParser } from './wire/array-parser.ts';
export { valueParser } from './wire/value-parsers.ts';
export { checkParameters, checkText, encodeParameter } from './wire/value-encoders.ts';
export { affectedRows } from './wire/affected-rows.ts';
export { RowShape, type WireField } from './wire/row-shape.ts';

// For drivers that speak the wire protocol themselves.
export { RequestWriter } from './wire/request-writer.ts';
export { type KnownStatement, PreparedStatements } from './wire/prepared-statements.ts';
export { isOutdatedPlan, isUnknownName } from './wire/stale-statements.ts';
