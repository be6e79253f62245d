import type { CompiledDml } from '../compiler/dml-facts.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { DriverResult } from '../driver/driver-result.ts';
import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import type { BatchPlace } from './batch-place.ts';
import type { ConnectionCore } from './connection-core.ts';
import { type InsertBatch, pagedBatches } from './insert-batches.ts';
import type { Patience } from './interrupt.ts';
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
  const merged = new MergedResult(dml, core.runtime.facts?.autoIncrementStep ?? 1);
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

function batchesOf(core: ConnectionCore, execution: Execution, { order }: CompiledDml): readonly InsertBatch[] {
  const sets = execution.params as readonly (readonly unknown[])[];
  const template = order === 'single' ? null : execution.cached.rowTemplate;
  const limits = { rows: execution.pageSize ?? defaultPageSize, parameters: core.runtime.dialect.capabilities.maxParameters };
  const batches = template === null ? null : pagedBatches(template, sets, limits);
  return batches ?? sets.map((params) => ({ sql: execution.sql, params, rows: 1, isKept: true }));
}

/** The results of several statements as that of one; rows in the order of the parameters where that is wanted. */
class MergedResult {
  readonly #hasSentinel: boolean;
  /** How far apart the keys are that are counted; null: they are not. */
  readonly #step: number | null;
  readonly #rows: unknown[][] = [];
  #columns: DriverResult['columns'] = null;
  #affected = 0;
  #lastInsertId: number | bigint | undefined;

  constructor({ hasSentinel, countsKeys }: CompiledDml, step: number) {
    this.#hasSentinel = hasSentinel;
    this.#step = countsKeys ? step : null;
  }

  add({ columns, rows, affected, lastInsertId }: DriverResult, count: number): void {
    if (this.#step !== null) this.#addKeys(lastInsertId, count, this.#step);
    const isCut = this.#hasSentinel && columns !== null;
    if (isCut) sortAndCut(rows, columns.length - 1);
    for (const row of rows) this.#rows.push(row);
    this.#columns ??= isCut ? columns.slice(0, -1) : columns;
    this.#affected = affected < 0 || this.#affected < 0 ? -1 : this.#affected + affected;
    this.#lastInsertId = lastInsertId ?? this.#lastInsertId;
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

/** Sorts by the numbers that the database gave, which grow with the rows that were sent; nobody asked for them. */
function sortAndCut(rows: unknown[][], sentinel: number): void {
  rows.sort((a, b) => compare(a[sentinel], b[sentinel]));
  for (const row of rows) row.length = sentinel;
}

/** Numbers come as number, bigint or, from some drivers, text. */
function compare(a: unknown, b: unknown): number {
  const [left, right] =
    typeof a === 'string' || typeof b === 'string' ? [BigInt(String(a)), BigInt(String(b))] : [a as number, b as number];
  return left < right ? -1 : left > right ? 1 : 0;
}
