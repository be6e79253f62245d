import { array } from './array.ts';
import { binaryFamily, type LargeBinaryFamily } from './binary.ts';
import { booleanType } from './boolean.ts';
import { dateType } from './date.ts';
import { type DateTimeFamily, dateTimeFamily } from './date-time.ts';
import type { BareType } from './define-type.ts';
import { type FloatFamily, floatFamily } from './float.ts';
import { type BigIntegerFamily, bigIntegerFamily, integerType } from './integer.ts';
import { type NumericFamily, numericFamily } from './numeric.ts';
import { type StringFamily, stringFamily } from './text.ts';
import { type TimeFamily, timeFamily } from './time.ts';
import { uuidType } from './uuid.ts';

/*
 * Types that ask for a name in SQL: each is written with exactly that name, whether or not the database knows it. Their
 * values are those of the type that the dialect would choose a name for.
 */

export const INTEGER: BareType<number> = integerType('Integer', 'INTEGER');
export const INT: BareType<number> = INTEGER;
export const SMALLINT: BareType<number> = integerType('SmallInteger', 'SMALLINT');
export const BIGINT: BigIntegerFamily = bigIntegerFamily('BIGINT');
export const NUMERIC: NumericFamily = numericFamily('NUMERIC');
export const DECIMAL: NumericFamily = numericFamily('DECIMAL');
export const FLOAT: FloatFamily = floatFamily('Float', 'FLOAT');
/** Single precision in PostgreSQL and SQL Server, double precision elsewhere. */
export const REAL: FloatFamily = floatFamily('Float', 'REAL');
export const DOUBLE: FloatFamily = floatFamily('Double', 'DOUBLE');
export const DOUBLE_PRECISION: FloatFamily = floatFamily('Double', 'DOUBLE_PRECISION');
export const VARCHAR: StringFamily = stringFamily('String', 'VARCHAR');
export const NVARCHAR: StringFamily = stringFamily('Unicode', 'NVARCHAR');
export const CHAR: StringFamily = stringFamily('String', 'CHAR');
export const NCHAR: StringFamily = stringFamily('Unicode', 'NCHAR');
export const TEXT: StringFamily = stringFamily('Text', 'TEXT');
export const CLOB: StringFamily = stringFamily('Text', 'CLOB');
export const BOOLEAN: BareType<boolean> = booleanType('BOOLEAN');
export const DATE: BareType<string> = dateType('DATE');
export const DATETIME: DateTimeFamily = dateTimeFamily('DATETIME');
export const TIMESTAMP: DateTimeFamily = dateTimeFamily('TIMESTAMP');
export const TIME: TimeFamily = timeFamily('TIME');
export const BLOB: LargeBinaryFamily = binaryFamily('BLOB');
export const BINARY: LargeBinaryFamily = binaryFamily('BINARY');
export const VARBINARY: LargeBinaryFamily = binaryFamily('VARBINARY');
export const UUID: BareType<string> = uuidType('UUID');
export const ARRAY: typeof array = array;
