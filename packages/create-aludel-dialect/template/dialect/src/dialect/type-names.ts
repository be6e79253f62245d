import type { TypeNames } from '@aludel/core/dialect';

/**
 * What types are called in DDL and CAST where it is not standard SQL's name: `{ DateTime: 'TIMESTAMP', LargeBinary: 'BYTEA' }`,
 * or a function of the type: `{ String: (type) => withLength('VARCHAR2', type) }`. Keys are the names of `t.…`.
 *
 * The standard names: INTEGER, SMALLINT, BIGINT, NUMERIC(p, s), FLOAT, DOUBLE, VARCHAR(n), TEXT, BOOLEAN, DATETIME, DATE,
 * TIME, BIGINT (Interval: microseconds), BLOB, JSON, CHAR(32) (Uuid), VARCHAR(n) (Enum).
 */
export const typeNames: TypeNames = {};
