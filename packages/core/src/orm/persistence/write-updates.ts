import type { Connection } from '../../engine/connection.ts';
import { StaleDataError } from '../../errors/orm-errors.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { UpdateBatch } from './collect-updates.ts';
import { fetchMade } from './fetch-made.ts';
import type { WrittenColumn } from './mapped-table.ts';
import { run } from './row-executor.ts';
import { oneByOne, paramsOf, type UpdateShape, updateRows } from './update-rows.ts';

/** Sends a batch of updates. @throws StaleDataError where a row is gone, or has another version */
export async function writeUpdates(connection: Connection, batch: UpdateBatch): Promise<void> {
  const { mapped, states, set, found } = batch;
  const keys = [...mapped.primaryKey, ...(mapped.version === null ? [] : [mapped.version])];
  const shape: UpdateShape = {
    table: mapped.table,
    found: keys.map(({ column }) => column),
    set: set.map(({ column }) => column),
  };
  const returned = returnedColumns(connection, batch);
  const rows = found.map((key, index) => ({ found: key, set: batch.values[index] as readonly unknown[] }));
  const matched =
    batch.expressions !== null || returned.length > 0
      ? await updateEach(connection, batch, shape, returned)
      : await updateRows(connection, shape, rows);
  if (matched >= 0 && matched !== states.length)
    throw new StaleDataError(
      `UPDATE statement on table '${mapped.table.name}' expected to update ${states.length} row(s); ${matched} were matched. Somebody else changed or deleted the rows: roll back and load them anew.`,
    );
  if (mapped.version !== null) takeVersions(batch, mapped.version);
  for (const state of states) expireExpressions(state);
  await renewMade(connection, batch, returned);
}

/** What the database makes, where it is to come back with the UPDATE. */
function returnedColumns({ dialect }: Connection, { mapped, states, set, expressions }: UpdateBatch): readonly WrittenColumn[] {
  const eager = (states[0] as InstanceState).mapper.base.options.eagerDefaults ?? 'auto';
  if (!dialect.capabilities.updateReturning) return [];
  const made = mapped.columns.filter((column) => column.changesByItself && !set.includes(column));
  // Without its version an object could not be saved again.
  const wanted = eager === true ? made : made.filter((column) => column === mapped.version);
  return eager === false ? wanted : [...(expressions?.keys() ?? []), ...wanted];
}

async function updateEach(
  connection: Connection,
  { states, values, found, expressions }: UpdateBatch,
  shape: UpdateShape,
  returned: readonly WrittenColumn[],
): Promise<number> {
  const toParams = paramsOf(shape);
  const assigned = Object.fromEntries([...(expressions ?? [])].map(([{ key }, expression]) => [key, expression]));
  let matched = 0;
  for (const [index, state] of states.entries()) {
    const plain = expressions === null ? oneByOne(shape) : oneByOne(shape).values(assigned);
    const statement = returned.length === 0 ? plain : plain.returning(...returned.map(({ column }) => column));
    const result = await run(connection, statement, toParams({ found: found[index] ?? [], set: values[index] ?? [] }));
    if (returned.length === 0) {
      matched += result.rowcount;
      continue;
    }
    const rows = result.all() as unknown as readonly (readonly unknown[])[];
    matched += rows.length;
    returned.forEach(({ slot }, place) => {
      state.values[slot] = rows[0]?.[place];
    });
  }
  return connection.dialect.capabilities.rowcount ? matched : -1;
}

function takeVersions({ states, values, set }: UpdateBatch, version: WrittenColumn): void {
  const place = set.indexOf(version);
  if (place < 0) return;
  states.forEach((state, index) => {
    state.values[version.slot] = values[index]?.[place];
  });
}

/** What SQL computes of the row may be something else now. */
function expireExpressions(state: InstanceState): void {
  const { expressions } = state.mapper;
  if (expressions.length > 0) state.expire(expressions.map(({ slot }) => slot));
}

/** What the database made and did not tell is not loaded from now on, unless it is wanted at once. */
async function renewMade(
  connection: Connection,
  { mapped, states, set, expressions }: UpdateBatch,
  returned: readonly WrittenColumn[],
): Promise<void> {
  const made = mapped.columns.filter((column) => column.changesByItself && !set.includes(column));
  const unknown = [...(expressions?.keys() ?? []), ...made].filter((column) => !returned.includes(column));
  if (unknown.length === 0) return;
  const keyIsKnown = !unknown.some((column) => mapped.primaryKey.some(({ slot }) => slot === column.slot));
  const isEager = (states[0] as InstanceState).mapper.base.options.eagerDefaults === true;
  const wanted = !keyIsKnown ? [] : isEager ? unknown : unknown.filter((column) => column === mapped.version);
  if (wanted.length > 0) await fetchMade(connection, mapped, states, wanted);
  for (const state of states) for (const column of unknown) if (!wanted.includes(column)) state.values[column.slot] = undefined;
}
