import { exactInteger, type DriverColumn, type DriverResult } from '@aludel/core/dialect';
import type { RawField, RawHeader } from './mysql2-surface.ts';
import { columnsOf, type PreparedStatement } from './prepared-statement.ts';
import type { SentResult } from './server-status.ts';

/** Reads what mysql2 answers: rows, or a header, or (for a stored procedure) several of both. */
export function readResult(rows: unknown, fields: unknown, statement: PreparedStatement | null): SentResult {
  if (fields === undefined) return headerResult(rows as RawHeader);
  const list = fields as readonly (RawField | readonly RawField[] | undefined)[];
  if (isSeveral(list)) return firstOfSeveral(rows as readonly unknown[], list);
  return { result: rowsResult(rows as unknown[][], statement?.columns ?? columnsOf(list as readonly RawField[])), status: null };
}

/** The result of a statement without rows. */
function headerResult(header: RawHeader): SentResult {
  const result: DriverResult = {
    columns: null,
    rows: [],
    affected: Number(header.affectedRows),
    lastInsertId: generatedKey(header.insertId),
  };
  return { result, status: header.serverStatus };
}

function rowsResult(rows: unknown[][], columns: readonly DriverColumn[]): DriverResult {
  return { columns, rows, affected: rows.length };
}

function isSeveral(fields: readonly unknown[]): fields is readonly (readonly RawField[] | undefined)[] {
  return fields[0] === undefined || Array.isArray(fields[0]);
}

/** A procedure may give many results; as elsewhere, the first one with rows counts, and the last one has the status. */
function firstOfSeveral(rows: readonly unknown[], fields: readonly (readonly RawField[] | undefined)[]): SentResult {
  const last = headerResult(rows.at(-1) as RawHeader);
  const index = fields.findIndex((each) => each !== undefined);
  if (index === -1) return last;
  return { result: rowsResult(rows[index] as unknown[][], columnsOf(fields[index] as readonly RawField[])), status: last.status };
}

/**
 * The generated key. mysql2 reads one above 2^53 as signed, even if its column is not: the sign is taken off again, since
 * no server generates a negative key.
 */
function generatedKey(insertId: number | string): number | bigint | undefined {
  if (insertId === 0) return undefined;
  return typeof insertId === 'number' ? insertId : exactInteger(BigInt.asUintN(64, BigInt(insertId)));
}
