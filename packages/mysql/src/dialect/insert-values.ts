import type { ExpandedStatement } from '@aludel/core/dialect';
import { scanSql, type Token } from './sql-scanner.ts';

/** How many rows one statement carries at most. Powers of two, so that the same few statements serve every count. */
const maxRows = 512;
/** How many parameters one statement carries at most. */
const maxParameters = 65_535;
/** How many bytes of values one statement carries at most, about: a sixteenth of MariaDB's default `max_allowed_packet`. */
const maxBytes = 1_048_576;

/**
 * Rewrites `INSERT … VALUES (…)` or `REPLACE … VALUES (…)` that is to run for many parameter sets into statements with
 * many rows each. Null where the text is anything else, or where one statement for several rows could mean something
 * else than several statements: a subquery, a variable, a function that we do not know, RETURNING.
 *
 * @example
 * expandMany('INSERT INTO t (a, b) VALUES (?, 1)', [[5], [6]])
 * // [{ sql: 'INSERT INTO t (a, b) VALUES (?, 1), (?, 1)', params: [5, 6] }]
 */
export function expandMany(sql: string, paramSets: readonly (readonly unknown[])[]): readonly ExpandedStatement[] | null {
  if (paramSets.length < 2) return null;
  const insert = splitInsert(sql);
  if (insert === null || paramSets.some((params) => params.length !== insert.placeholders)) return null;
  return new RowBatches(insert).split(paramSets);
}

/** An INSERT of one row, cut where further rows can be put in. */
export interface SingleRowInsert {
  /** Up to the opening parenthesis of the row. */
  readonly head: string;
  /** From its opening parenthesis to its closing one. */
  readonly row: string;
  /** What follows: an ON DUPLICATE KEY UPDATE, or nothing. */
  readonly tail: string;
  /** How many placeholders the row has; the other parts have none. */
  readonly placeholders: number;
}

/** Finds the row of an INSERT or REPLACE; null where the text is no such statement, or not surely one. */
export function splitInsert(sql: string): SingleRowInsert | null {
  const tokens = scanSql(sql);
  if (tokens.some((token) => token.kind === 'opaque')) return null;
  const code = tokens.filter((token) => token.kind !== 'space');
  const first = findRow(code);
  if (first === -1) return null;
  const last = closingParenthesis(code, first);
  if (last === -1 || !isRepeatable(code, first, last) || !isTail(code, last + 1)) return null;
  const { start } = code[first] as Token;
  const { end } = code[last] as Token;
  const placeholders = countPlaceholders(code);
  if (placeholders === 0) return null;
  return { head: sql.slice(0, start), row: sql.slice(start, end), tail: sql.slice(end), placeholders };
}

/** The place of the parenthesis that opens the row: the first behind VALUES; -1 where the head is not a plain one. */
function findRow(code: readonly Token[]): number {
  if (code[0]?.text !== 'INSERT' && code[0]?.text !== 'REPLACE') return -1;
  for (let index = 1; index < code.length; index++) {
    const { kind, text } = code[index] as Token;
    if (kind === 'placeholder' || headEnders.has(text)) return -1;
    if (text === 'VALUES' || (text === 'VALUE' && code[index + 1]?.text === '('))
      return code[index + 1]?.text === '(' ? index + 1 : -1;
  }
  return -1;
}

// INSERT … SELECT, INSERT … SET, and what else has no row of its own; a column of such a name costs only the speed.
const headEnders: ReadonlySet<string> = new Set(['SELECT', 'SET', 'TABLE', 'WITH', 'RETURNING', ';']);

function closingParenthesis(code: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < code.length; index++) {
    const { text } = code[index] as Token;
    if (text === '(') depth++;
    else if (text === ')' && --depth === 0) return index;
  }
  return -1;
}

/** Whether the row holds only what gives the same for many rows at once as for one after the other. */
function isRepeatable(code: readonly Token[], first: number, last: number): boolean {
  for (let index = first; index <= last; index++) {
    const { kind, text } = code[index] as Token;
    if (kind === 'quoted-name' || text === ';') return false;
    if (kind === 'word' && !constantWords.has(text) && !pureFunctions.has(text) && !isIntroducer(text)) return false;
  }
  return true;
}

// _utf8mb4'text'
function isIntroducer(text: string): boolean {
  return text === '_UTF8MB4' || text === '_BINARY';
}

const constantWords: ReadonlySet<string> = new Set([
  'NULL',
  'DEFAULT',
  'TRUE',
  'FALSE',
  'CURRENT_TIMESTAMP',
  'CURRENT_DATE',
  'CURRENT_TIME',
  'LOCALTIMESTAMP',
  'AS',
  'USING',
  'AND',
  'OR',
  'NOT',
  'DIV',
  'MOD',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'IS',
  'COLLATE',
  'INTERVAL',
  'CHAR',
  'BINARY',
  'SIGNED',
  'UNSIGNED',
  'INTEGER',
  'DECIMAL',
  'DOUBLE',
  'FLOAT',
  'DATE',
  'TIME',
  'DATETIME',
  'JSON',
  'UTF8MB4',
  'MICROSECOND',
  'SECOND',
  'MINUTE',
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'YEAR',
]);

const pureFunctions: ReadonlySet<string> = new Set([
  'CAST',
  'CONVERT',
  'COALESCE',
  'IF',
  'IFNULL',
  'NULLIF',
  'GREATEST',
  'LEAST',
  'ABS',
  'ROUND',
  'FLOOR',
  'CEIL',
  'CEILING',
  'CONCAT',
  'CONCAT_WS',
  'LOWER',
  'UPPER',
  'LCASE',
  'UCASE',
  'TRIM',
  'LTRIM',
  'RTRIM',
  'LEFT',
  'RIGHT',
  'SUBSTRING',
  'LENGTH',
  'CHAR_LENGTH',
  'HEX',
  'UNHEX',
  'TO_BASE64',
  'FROM_BASE64',
  'MD5',
  'SHA1',
  'SHA2',
  'INET_ATON',
  'INET6_ATON',
  'NOW',
  'UTC_TIMESTAMP',
  'UTC_DATE',
  'UTC_TIME',
  'CURDATE',
  'CURTIME',
  'TIMESTAMP',
  'DATE_ADD',
  'DATE_SUB',
  'FROM_UNIXTIME',
  'UNIX_TIMESTAMP',
  'STR_TO_DATE',
  'UUID',
  'UUID_TO_BIN',
  'BIN_TO_UUID',
  'JSON_OBJECT',
  'JSON_ARRAY',
  'JSON_QUOTE',
  'JSON_COMPACT',
  'JSON_SET',
  'JSON_MERGE_PATCH',
  'POINT',
  'ST_GEOMFROMTEXT',
  'ST_GEOMFROMWKB',
  'ST_GEOMFROMGEOJSON',
  'ST_POINTFROMTEXT',
]);

/** Whether what follows the row is nothing, or an ON DUPLICATE KEY UPDATE that treats each row for itself. */
function isTail(code: readonly Token[], from: number): boolean {
  if (from === code.length) return true;
  if (!isAliasOrUpsert(code, from)) return false;
  for (let index = from; index < code.length; index++) {
    const { kind, text } = code[index] as Token;
    if (kind === 'placeholder' || forbiddenInTail.has(text)) return false;
    if (code[index + 1]?.text === '(' && isUnknownFunction(code, index, from)) return false;
  }
  return true;
}

// `VALUES (?) AS new ON DUPLICATE KEY UPDATE a = new.a` is how MySQL 8.0.19 and later name the new row.
function isAliasOrUpsert(code: readonly Token[], from: number): boolean {
  return code[from]?.text === 'AS' || (code[from]?.text === 'ON' && code[from + 1]?.text === 'DUPLICATE');
}

const forbiddenInTail: ReadonlySet<string> = new Set(['SELECT', 'RETURNING', 'TABLE', 'WITH', ';']);

/** Whether a name in front of a parenthesis calls something that we do not know. */
function isUnknownFunction(code: readonly Token[], index: number, from: number): boolean {
  const { kind, text } = code[index] as Token;
  if (kind !== 'word' && kind !== 'quoted-name') return false;
  const namesColumns = index === from + 1 && code[from]?.text === 'AS';
  return !namesColumns && text !== 'VALUES' && text !== 'VALUE' && !constantWords.has(text) && !pureFunctions.has(text);
}

function countPlaceholders(code: readonly Token[]): number {
  return code.reduce((count, { kind }) => (kind === 'placeholder' ? count + 1 : count), 0);
}

/** Puts parameter sets together, in order, until a statement is full. */
class RowBatches {
  readonly #insert: SingleRowInsert;
  readonly #rowLimit: number;
  readonly #textByRows = new Map<number, string>();

  constructor(insert: SingleRowInsert) {
    this.#insert = insert;
    const fitting = Math.max(1, Math.floor(maxParameters / insert.placeholders));
    this.#rowLimit = Math.min(maxRows, powerOfTwoUpTo(fitting));
  }

  split(paramSets: readonly (readonly unknown[])[]): readonly ExpandedStatement[] {
    const statements: ExpandedStatement[] = [];
    for (let start = 0; start < paramSets.length; ) {
      const end = start + this.#rowsFrom(paramSets, start);
      statements.push({ sql: this.#text(end - start), params: paramSets.slice(start, end).flat() });
      start = end;
    }
    return statements;
  }

  /** How many of the sets from `start` on go into one statement: a power of two, at least one. */
  #rowsFrom(paramSets: readonly (readonly unknown[])[], start: number): number {
    const available = Math.min(this.#rowLimit, paramSets.length - start);
    let rows = 0;
    for (let bytes = 0; rows < available; rows++) {
      bytes += sizeOf(paramSets[start + rows] as readonly unknown[]);
      if (bytes > maxBytes) break;
    }
    return powerOfTwoUpTo(Math.max(1, rows));
  }

  #text(rows: number): string {
    const known = this.#textByRows.get(rows);
    if (known !== undefined) return known;
    const { head, row, tail } = this.#insert;
    const text = `${head}${new Array<string>(rows).fill(row).join(', ')}${tail}`;
    this.#textByRows.set(rows, text);
    return text;
  }
}

function powerOfTwoUpTo(count: number): number {
  return 2 ** Math.floor(Math.log2(count));
}

/** The bytes that a parameter set takes on the wire, never too few: a UTF-16 unit is at most three bytes of UTF-8. */
function sizeOf(params: readonly unknown[]): number {
  let bytes = 0;
  for (const value of params) {
    if (typeof value === 'string') bytes += value.length * 3 + 9;
    else if (value instanceof Uint8Array) bytes += value.byteLength + 9;
    else bytes += 32;
  }
  return bytes;
}
