import type { Connection } from '../../engine/connection.ts';
import { takeRows } from '../../result/cursor-result.ts';
import { and, or } from '../../sql/and-or-not.ts';
import { select } from '../../sql/select.ts';
import { identityKeyOf } from '../mapping/identity-key.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { MappedTable, WrittenColumn } from './mapped-table.ts';
import { run } from './row-executor.ts';

/** How many rows one SELECT asks for. */
const rowsPerSelect = 500;

/** Fetches what the database made by itself, for classes that say `eagerDefaults: true` where there is no RETURNING. */
export async function fetchMade(
  connection: Connection,
  { primaryKey }: MappedTable,
  states: readonly InstanceState[],
  made: readonly WrittenColumn[],
): Promise<void> {
  for (let first = 0; first < states.length; first += rowsPerSelect) {
    const some = new Map(
      states.slice(first, first + rowsPerSelect).map((state) => [idOf(primaryKey.map(({ slot }) => state.values[slot])), state]),
    );
    const conditions = [...some.values()].map(({ values }) =>
      and(...primaryKey.map(({ column, slot }) => column.eq(values[slot]))),
    );
    const columns = [...primaryKey, ...made].map(({ column }) => column);
    const statement = select(...columns).where(or(...conditions));
    for (const row of (await run(connection, statement, null))[takeRows]().rows) {
      const state = some.get(idOf(row.slice(0, primaryKey.length)));
      if (state !== undefined)
        for (const [index, { slot }] of made.entries()) state.values[slot] = row[primaryKey.length + index];
    }
  }
}

function idOf(key: readonly unknown[]): unknown {
  return identityKeyOf(key.length === 1 ? key[0] : key);
}
