import type { CompiledDml, CompiledSentinel } from '../compiler/dml-facts.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { DriverResult } from '../driver/driver-result.ts';
import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import type { BatchPlace } from './batch-place.ts';
import type { ConnectionCore } from './connection-core.ts';
import { type InsertBatch, pagedBatches } from './insert-batches.ts';
import type { Patience } from './interrupt.ts';
import { givesKeys, inParameterOrder } from './parameter-order.ts';
import type { Execution } from './prepare-execution.ts';
import { send } from './send.ts';

/** How many rows one statement has, unless the execution option `insertmanyvaluesPageSize` says otherwise. */
const defaultPageSize = 1000;

/** Whether an execution gives rows, or keys, for each of several parameter sets. */
export function isInsertManyValues({ isMany, cached: { compiled } }: Execution): boolean {
  const { dml } = compiled;
  return isMany && dml?.kind === 'insert' && (dml.returnsRows || dml.keys.some(({ returning }) => returning >= 0));
}

/** Inserts the rows of all parameter sets, and gives the rows of RETURNING of all of them. */
export function insertManyValues(
  core: ConnectionCore,
  connection: DriverConnection,
  execution: Execution,
  patience: Patience,
): MaybePromise<DriverResult> {
  const dml = execution.cached.compiled.dml as CompiledDml;
  const batches = batchesOf(core, execution, dml);
  const isSingle = batches.length > 1 && batches.length === execution.params.length;
  const order =
    dml.order === 'unordered' ? 'unordered' : dml.order === 'single' || isSingle ? 'ordered; batch not supported' : 'ordered';
  const merged = new MergedResult(execution, isSingle, core.runtime.facts?.autoIncrementStep ?? 1);
  const sendBatch = ({ sql, params, isKept }: InsertBatch, index: number): MaybePromise<DriverResult> => {
    const mode = isKept ? execution.mode : { ...execution.mode, prepare: false };
    const place: BatchPlace = { number: index + 1, count: batches.length, order };
    return send(core, connection, { ...execution, sql, params, isMany: false, mode, batch: place }, patience);
  };
  // A loop as long as the answers are there at once: there may be thousands of them.
  const sendFrom = (first: number): MaybePromise<DriverResult> => {
    for (let index = first; index < batches.length; index++) {
      const batch = batches[index] as InsertBatch;
      const answer = sendBatch(batch, index);
      if (isPromise(answer))
        return answer.then((result) => {
          merged.add(result, batch.rows);
          return sendFrom(index + 1);
        });
      merged.add(answer, batch.rows);
    }
    return merged.result;
  };
  return sendFrom(0);
}

function batchesOf(core: ConnectionCore, execution: Execution, { order, sentinels }: CompiledDml): readonly InsertBatch[] {
  const sets = execution.params as readonly (readonly unknown[])[];
  const template = order === 'single' || !givesKeys(sets, sentinels) ? null : execution.cached.rowTemplate;
  const { maxParameters, maxRowsPerInsert = Number.POSITIVE_INFINITY } = core.runtime.dialect.capabilities;
  const limits = { rows: Math.min(execution.pageSize ?? defaultPageSize, maxRowsPerInsert), parameters: maxParameters };
  const batches = template === null ? null : pagedBatches(template, sets, limits);
  return batches ?? sets.map((params) => ({ sql: execution.sql, params, rows: 1, isKept: true }));
}

/** The results of several statements as that of one; rows in the order of the parameters where that is wanted. */
class MergedResult {
  readonly #sentinels: readonly CompiledSentinel[];
  readonly #sets: readonly (readonly unknown[])[];
  /** Whether each statement inserts one row, whose place is known. */
  readonly #isSingle: boolean;
  /** How far apart the keys are that are counted; null: they are not. */
  readonly #step: number | null;
  readonly #rows: unknown[][] = [];
  #columns: DriverResult['columns'] = null;
  #affected = 0;
  #lastInsertId: number | bigint | undefined;
  /** How many parameter sets the results so far are of. */
  #done = 0;

  constructor({ cached, params }: Execution, isSingle: boolean, step: number) {
    const { sentinels, countsKeys } = cached.compiled.dml as CompiledDml;
    this.#sentinels = sentinels;
    this.#sets = params as readonly (readonly unknown[])[];
    this.#isSingle = isSingle;
    this.#step = countsKeys ? step : null;
  }

  add({ columns, rows, affected, lastInsertId }: DriverResult, count: number): void {
    if (this.#step !== null) this.#addKeys(lastInsertId, count, this.#step);
    const surplus = this.#sentinels.length;
    const ordered = surplus === 0 || columns === null ? rows : this.#ordered(rows, count);
    for (const row of ordered) this.#rows.push(row);
    this.#done += count;
    this.#columns ??= surplus === 0 ? columns : (columns?.slice(0, -surplus) ?? null);
    this.#affected = affected < 0 || this.#affected < 0 ? -1 : this.#affected + affected;
    this.#lastInsertId = lastInsertId ?? this.#lastInsertId;
  }

  #ordered(rows: unknown[][], count: number): unknown[][] {
    if (!this.#isSingle) return inParameterOrder(rows, this.#sets.slice(this.#done, this.#done + count), this.#sentinels);
    for (const row of rows) row.length -= this.#sentinels.length;
    return rows;
  }

  /** The driver tells the number of the first row. */
  #addKeys(first: number | bigint | undefined, count: number, step: number): void {
    for (let i = 0; i < count; i++) {
      if (first === undefined) this.#rows.push([null]);
      else this.#rows.push([typeof first === 'bigint' ? first + BigInt(i * step) : first + i * step]);
    }
  }

  get result(): DriverResult {
    return { columns: this.#columns, rows: this.#rows, affected: this.#affected, lastInsertId: this.#lastInsertId };
  }
}
