import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { NamedColumn } from '../../sql/column-element.ts';
import { select } from '../../sql/select.ts';
import type { ForUpdateOptions } from '../../sql/select-clauses.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import { entityOf } from '../mapping/entity.ts';
import { mapperEventsOf } from '../mapping/mapper-events.ts';
import { type InstanceState, nameOfState, stateOf } from '../state/instance-state.ts';
import { autoflush, executeStatement } from './execute-statement.ts';
import { checkKeys, expireState, slotsOf } from './expire.ts';
import { isLocking, keyConditions, keyParams, loadByIdentity } from './get.ts';
import { loadRelationships } from './load-attributes.ts';
import type { SessionState } from './session-state.ts';

/** Options of `session.refresh()`. */
export interface RefreshOptions {
  /** Whether the row is locked. */
  readonly withForUpdate?: boolean | ForUpdateOptions | null;
}

/** Discards what was not saved and reads the row again. @param keys attributes; default: all that a plain SELECT gives */
export async function refreshObject(
  session: SessionState,
  object: object,
  keys: readonly string[] | undefined,
  options: RefreshOptions = {},
): Promise<void> {
  checkOptionNames(options, ['withForUpdate'], 'refresh()');
  checkKeys(keys, 'refresh()');
  const state = stateOf(object, 'refresh()');
  expireState(session.store, state, keys);
  await autoflush(session);
  refusePendingKey(state);
  const isFound =
    keys === undefined ? await refreshAll(session, state, options) : await refreshSome(session, state, keys, options);
  if (!isFound) throw new InvalidRequestError(`Could not refresh instance '${nameOfState(state)}'`);
}

async function refreshAll(session: SessionState, state: InstanceState, options: RefreshOptions): Promise<boolean> {
  const given = { ...options, executionOptions: { autoflush: false } };
  const found = await loadByIdentity(session, state.mapper, state.identity ?? [], given, 'column');
  return found === state.object;
}

async function refreshSome(
  session: SessionState,
  state: InstanceState,
  keys: readonly string[],
  { withForUpdate }: RefreshOptions,
): Promise<boolean> {
  const properties = keys.map((key) => state.mapper.requireProperty(key));
  const columns = properties.filter((property): property is ColumnProperty => property.kind === 'column');
  if (columns.length > 0 && !(await refreshColumns(session, state, columns, withForUpdate))) return false;
  const relationships = properties.filter(({ kind }) => kind === 'relationship').map(({ key }) => key);
  if (relationships.length > 0) await loadRelationships(session, [state], relationships);
  return true;
}

async function refreshColumns(
  session: SessionState,
  state: InstanceState,
  properties: readonly ColumnProperty[],
  withForUpdate: RefreshOptions['withForUpdate'],
): Promise<boolean> {
  const { mapper } = state;
  const { c } = entityOf(mapper);
  const column = ({ key }: ColumnProperty) => c[key] as NamedColumn<string, unknown>;
  const identity = state.identity ?? [];
  let statement = select(...(properties.map(column) as [NamedColumn<string, unknown>])).where(...keyConditions(mapper, identity));
  if (isLocking(withForUpdate)) statement = statement.withForUpdate(withForUpdate === true ? {} : withForUpdate);
  const result = await executeStatement(
    session,
    statement,
    keyParams(identity),
    { executionOptions: { autoflush: false } },
    'column',
  );
  const row = result.first() as readonly unknown[] | null;
  if (row === null) return false;
  properties.forEach(({ slot }, index) => void state.load(slot, row[index]));
  state.renewed(slotsOf(properties));
  mapperEventsOf(mapper)?.emit(
    'refresh',
    state.object as never,
    properties.map(({ key }) => key),
  );
  return true;
}

function refusePendingKey({ mapper, changes, values }: InstanceState): void {
  const pending = mapper.primaryKey.filter(({ slot }) => changes?.has(slot) === true && changes.get(slot) !== values[slot]);
  if (pending.length === 0) return;
  throw new InvalidRequestError(
    `Please flush pending primary key changes on attributes ${pending.map(({ key }) => `'${key}'`).join(', ')} for mapper ${mapper.name} before proceeding with a refresh`,
  );
}
