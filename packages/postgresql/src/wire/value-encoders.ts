import { ArgumentError, checkScalar, type Scalar } from '@aludel/core/dialect';

/**
 * The text of a parameter as PostgreSQL reads it; bytes go as they are, null is NULL. An array becomes an array
 * literal. Throws ArgumentError for what PostgreSQL has no value for.
 */
export function encodeParameter(value: unknown): string | Uint8Array | null {
  if (Array.isArray(value)) return arrayLiteral(value, 1);
  const scalar = checkScalar(value);
  return scalar instanceof Uint8Array ? scalar : scalarText(scalar);
}

/** Checks without encoding, for statements that are sent before all their values were encoded. */
export function checkParameters(params: readonly unknown[]): void {
  checkParameterCount(params.length);
  // By index, so that a hole is seen (as undefined) and refused.
  for (let index = 0; index < params.length; index++) checkParameter(params[index]);
}

/** Refuses more parameters than the wire can count, in its 16 bits. */
export function checkParameterCount(count: number): void {
  if (count <= MAX_PARAMETERS) return;
  throw new ArgumentError(
    `The statement has ${count} parameters; PostgreSQL takes at most ${MAX_PARAMETERS}. Send it in several parts, or pass one array.`,
  );
}

const MAX_PARAMETERS = 65_535;

function checkParameter(value: unknown): void {
  if (Array.isArray(value)) arrayLiteral(value, 1);
  else if (typeof value === 'string') checkText(value);
  else checkScalar(value);
}

/** Refuses U+0000, which ends a string on this wire and which no PostgreSQL text can hold. */
export function checkText(text: string): string {
  checkScalar(text);
  if (text.includes('\0')) {
    throw new ArgumentError(
      'A text parameter holds the character U+0000, which PostgreSQL cannot store. Remove it, or use a Uint8Array and a bytea column.',
    );
  }
  return text;
}

function scalarText(value: Exclude<Scalar, Uint8Array>): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return checkText(value);
  if (typeof value === 'number') return numberText(value);
  return value instanceof Date ? dateText(value) : String(value);
}

/** `String(-0)` is `0`; a float8 column keeps the sign. */
function numberText(value: number): string {
  return value === 0 && Object.is(value, -0) ? '-0' : String(value);
}

/** ISO 8601 in UTC. PostgreSQL has no year 0 and no signed years: the year before 1 is `0001 BC`. */
function dateText(value: Date): string {
  const year = value.getUTCFullYear();
  const monthOnward = value.toISOString().replace(/^[+-]?\d+/, '');
  return year > 0 ? padYear(year) + monthOnward : `${padYear(1 - year)}${monthOnward} BC`;
}

function padYear(year: number): string {
  return String(year).padStart(4, '0');
}

function arrayLiteral(values: readonly unknown[], depth: number): string {
  if (depth > MAX_DIMENSIONS)
    throw new ArgumentError(`An array parameter has more than ${MAX_DIMENSIONS} dimensions, which PostgreSQL cannot store.`);
  const elements: string[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    elements.push(Array.isArray(value) ? arrayLiteral(value, depth + 1) : elementText(value));
  }
  return `{${elements.join(',')}}`;
}

const MAX_DIMENSIONS = 6;

function elementText(value: unknown): string {
  const scalar = checkScalar(value);
  if (scalar === null) return 'NULL';
  if (scalar instanceof Uint8Array)
    return `"\\\\x${Buffer.from(scalar.buffer, scalar.byteOffset, scalar.byteLength).toString('hex')}"`;
  const text = scalarText(scalar) as string;
  return typeof scalar === 'string' || scalar instanceof Date ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}
