import type { CompiledDml, CompiledKey } from '../compiler/dml-facts.ts';
import type { DriverResult } from '../driver/driver-result.ts';
import { type InsertedKeys, insertReturning, notInsert } from '../result/inserted-keys.ts';
import type { ResultShape } from '../result/result-shape.ts';
import type { CachedStatement } from './cached-statement.ts';

/** What an execution knows of the rows that it inserts. */
export interface InsertedRows {
  /** What was given for a parameter, as the application gave it. */
  raw(set: number, slot: number): unknown;
  /** How many parameter sets there were. */
  readonly sets: number;
}

/** What a result knows of the primary keys that were inserted. */
export function insertedKeys(cached: CachedStatement, inserted: InsertedRows, result: DriverResult): InsertedKeys {
  const dml = cached.compiled.dml as CompiledDml;
  if (dml.kind !== 'insert') return notInsert;
  return dml.returnsRows ? insertReturning : new KnownKeys(cached, inserted, result);
}

/** Keys that are put together when somebody asks for them. */
class KnownKeys {
  readonly kind = 'inserted';
  readonly isMany: boolean;
  readonly #cached: CachedStatement;
  readonly #inserted: InsertedRows;
  readonly #result: DriverResult;

  constructor(cached: CachedStatement, inserted: InsertedRows, result: DriverResult) {
    this.isMany = inserted.sets > 1;
    this.#cached = cached;
    this.#inserted = inserted;
    this.#result = result;
  }

  get shape(): ResultShape {
    return this.#cached.keyShape;
  }

  keyRows(): unknown[][] {
    return keyRows(this.#cached.compiled.dml as CompiledDml, this.#inserted, this.#result);
  }
}

function keyRows(dml: CompiledDml, inserted: InsertedRows, result: DriverResult): unknown[][] {
  const { sets } = inserted;
  const isReturned = dml.keys.some((key) => key.returning >= 0);
  const isNothing = dml.isUpsert && result.affected === 0;
  const count = isReturned ? result.rows.length : isNothing ? 0 : sets * dml.rows;
  const isSingle = count === 1;
  const rows: unknown[][] = [];
  for (let i = 0; i < count; i++) {
    const set = Math.floor(i / dml.rows);
    const row = i % dml.rows;
    rows.push(
      dml.keys.map(
        (key) => keyValue(key, inserted, set, row, result.rows[i]) ?? (isSingle ? generatedKey(key, dml, result) : null),
      ),
    );
  }
  return rows;
}

function keyValue(
  key: CompiledKey,
  inserted: InsertedRows,
  set: number,
  row: number,
  returned: readonly unknown[] | undefined,
): unknown {
  const slot = key.slots[row] ?? -1;
  if (slot >= 0) return inserted.raw(set, slot);
  const value = returned?.[key.returning] ?? null;
  return value === null || key.decode === null ? value : key.decode(value);
}

/** The number that the driver tells; of a row that was there already it would be that of another row. */
function generatedKey({ isGenerated, decode }: CompiledKey, { isUpsert }: CompiledDml, { lastInsertId }: DriverResult): unknown {
  if (!isGenerated || isUpsert || lastInsertId === undefined) return null;
  return decode === null ? lastInsertId : decode(lastInsertId);
}
