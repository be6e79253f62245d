import type { AnyType } from '../sql/nodes/sql-node.ts';
import { codecOf, typeDialect, typeIn } from './codec-of.ts';
import type { CompileOptions } from './compile-options.ts';
import type { ComparableKey, CompareKey } from './dml-facts.ts';

/**
 * How values of a type are compared that a database is given and gives back; null where it may change them: a number that
 * it rounds, text that it pads.
 */
export function keyComparison(type: AnyType, options: CompileOptions): CompareKey | null {
  const actual = storedType(type, options);
  const { typeName, sqlName, precision = null, scale = null, mode } = actual as AnyType & NumericFields;
  if (sqlName !== undefined && !exactNames.test(sqlName)) return null;
  const decode = codecOf(actual, options).decode ?? ((value: unknown) => value);
  if (wholeNumbers.test(typeName)) return wholeNumber;
  if (typeName === 'Numeric')
    return mode === 'number' || (precision ?? scale) === null ? null : (value) => plainNumber(`${decode(value)}`);
  return plainTypes.test(typeName) ? (value) => plainValue(decode(value)) : null;
}

/** A type around another one makes what it likes of the values; those inside are compared. */
function storedType(type: AnyType, options: CompileOptions): AnyType {
  const actual = typeIn(type, options);
  return actual.implIn === undefined ? actual : storedType(actual.implIn(typeDialect(options)), options);
}

interface NumericFields {
  readonly precision?: number | null;
  readonly scale?: number | null;
  readonly mode?: string;
}

const wholeNumbers = /^(?:Small|Big)?Integer$/;
const plainTypes = /^(?:(?:String|Text|Unicode|UnicodeText)|Uuid|Enum|Date|DateTime|Time|Boolean|LargeBinary)$/;
/** CHAR and BINARY are padded; of names that only one database knows, nothing is known here. */
const exactNames =
  /^(?:INTEGER|SMALLINT|BIGINT|NUMERIC|DECIMAL|N?VARCHAR|TEXT|CLOB|UUID|ENUM|DATE|DATETIME|TIMESTAMP|TIME|BOOLEAN|BLOB|VARBINARY|BYTEA)$/;

/** Drivers give numbers, bigints and texts. */
function wholeNumber(value: unknown): ComparableKey {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** `-0.50` is `-0.5`, and `-0.00` is `0`. */
function plainNumber(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

function plainValue(value: unknown): ComparableKey {
  if (value instanceof Date) return value.getTime();
  return value instanceof Uint8Array ? Array.from(value).join() : (value as ComparableKey);
}
