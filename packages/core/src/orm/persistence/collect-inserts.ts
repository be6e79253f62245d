import { ClauseElement } from '../../sql/clause-element.ts';
import { isPromise } from '../../util/maybe-promise.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { findMappedTable, type MappedTable, type WrittenColumn } from './mapped-table.ts';
import type { Row } from './row-executor.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';

/** Rows that one INSERT serves: the same columns are given in each, in the same order. */
export interface InsertBatch {
  readonly mapped: MappedTable;
  readonly states: InstanceState[];
  readonly rows: Row[];
  /** SQL in place of a value: such a row has a statement of its own. */
  readonly expressions: Readonly<Record<string, ClauseElement>> | null;
  /** The parts of the primary key that the database makes. */
  readonly missingKeys: readonly WrittenColumn[];
  /** Columns that the database fills by itself, or by SQL that is its default. */
  readonly made: readonly WrittenColumn[];
}

/**
 * The rows of objects in a table, in batches as long as consecutive rows have the same columns. SQLAlchemy's boundaries: the
 * keys given, the primary key given or not, SQL expressions. Values that Aludel makes come onto the objects.
 */
export async function collectInserts(table: SchemaTable, states: readonly InstanceState[]): Promise<readonly InsertBatch[]> {
  const batches: InsertBatch[] = [];
  let batch: InsertBatch | null = null;
  let given: boolean[] = [];
  let isGiven: boolean[] = [];
  for (const state of states) {
    const mapped =
      batch?.states[0]?.mapper === state.mapper ? (batch as InsertBatch).mapped : findMappedTable(state.mapper, table);
    if (mapped === undefined) continue;
    for (const { from, to } of mapped.inherited) state.values[to] = state.values[from];
    const { columns } = mapped;
    const row: Row = {};
    let isSame = batch !== null && batch.mapped === mapped && batch.expressions === null;
    let expressions: Record<string, ClauseElement> | null = null;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as WrittenColumn;
      let value: unknown = state.values[column.slot] ?? null;
      if (value === null && column.absence === 'default') {
        const made = defaultOf(column, row);
        value = isPromise(made) ? await made : made;
        state.values[column.slot] = value;
      }
      if (column === mapped.version && mapped.nextVersion !== null) {
        value ??= mapped.nextVersion(null);
        state.values[column.slot] = value;
      }
      const isThere = value !== null || column.absence === 'null' || column.absence === 'default';
      if (isThere) {
        if (typeof value === 'object' && ClauseElement.is(value)) {
          expressions ??= {};
          expressions[column.key] = value;
        } else {
          row[column.key] = value;
          if (value === null) state.values[column.slot] = null;
        }
      }
      isGiven[i] = isThere;
      if (isSame && given[i] !== isThere) isSame = false;
    }
    if (batch === null || !isSame || expressions !== null) {
      isGiven.length = columns.length;
      batch = newBatch(mapped, isGiven, expressions);
      [given, isGiven] = [isGiven, given];
      batches.push(batch);
    }
    batch.states.push(state);
    batch.rows.push(row);
  }
  return batches;
}

function defaultOf({ column }: WrittenColumn, row: Row): unknown {
  const given = column.default;
  return typeof given === 'function' ? (given as (context: object) => unknown)({ currentParameters: row }) : given;
}

function newBatch(mapped: MappedTable, isGiven: readonly boolean[], expressions: InsertBatch['expressions']): InsertBatch {
  const absent = mapped.columns.filter((column, index) => isGiven[index] === false || expressions?.[column.key] !== undefined);
  const keys = new Set(mapped.primaryKey.map(({ slot }) => slot));
  return {
    mapped,
    states: [],
    rows: [],
    expressions,
    missingKeys: absent.filter(({ slot }) => keys.has(slot)),
    made: absent.filter(({ slot }) => !keys.has(slot)),
  };
}
