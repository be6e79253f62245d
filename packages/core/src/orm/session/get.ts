import type { ExecutionOptions } from '../../engine/execution-options.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError, NoResultFound } from '../../errors/invalid-request-errors.ts';
import { bindparam } from '../../sql/bind-parameter.ts';
import type { Condition, NamedColumn } from '../../sql/column-element.ts';
import type { LoaderOption } from '../../sql/loader-option.ts';
import { type Select, select } from '../../sql/select.ts';
import type { ForUpdateOptions } from '../../sql/select-clauses.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { warn } from '../../util/warn.ts';
import { entityOf } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { requireMapper } from '../mapping/mapper-of.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { BindArguments } from './bind-arguments.ts';
import { executeStatement } from './execute-statement.ts';
import type { SessionState } from './session-state.ts';

/** Options of `session.get()`. */
export interface GetOptions {
  /** How related objects are loaded, where a SELECT is sent. */
  readonly options?: readonly LoaderOption[];
  /** Whether a SELECT is sent in any case, and what it gives takes the place of what the object has. */
  readonly populateExisting?: boolean;
  /** Whether the row is locked; a SELECT is sent in any case. */
  readonly withForUpdate?: boolean | ForUpdateOptions | null;
  readonly executionOptions?: ExecutionOptions;
  readonly bindArguments?: BindArguments;
}

const getOptionNames: readonly (keyof GetOptions)[] = [
  'options',
  'populateExisting',
  'withForUpdate',
  'executionOptions',
  'bindArguments',
];

const noOptions: GetOptions = Object.freeze({});

/** The object with a primary key: the one that is in the session, else from the database; null: there is none. */
export function getObject(
  state: SessionState,
  construct: unknown,
  key: unknown,
  options: GetOptions = noOptions,
): MaybePromise<object | null> {
  const mapper = requireMapper(construct, 'get()');
  if (options !== noOptions) checkOptionNames(options, getOptionNames, 'get()');
  const identity = identityOf(mapper, key);
  const known = state.store.identityMap.get(mapper, mapper.keyOf(identity));
  const isForced = options.populateExisting === true || isLocking(options.withForUpdate);
  if (known !== undefined && !isForced && !needsRow(known)) return known.mapper.isA(mapper) ? known.object : null;
  return chain(loadByIdentity(state, mapper, identity, options), (object) => {
    if (object === null && known !== undefined && !isForced) forgetVanished(state, known);
    return object;
  });
}

/** @throws NoResultFound where there is no such row */
export function getOneObject(state: SessionState, construct: unknown, key: unknown, options?: GetOptions): MaybePromise<object> {
  return chain(getObject(state, construct, key, options), (object) => {
    if (object !== null) return object;
    throw new NoResultFound('No row was found when one was required');
  });
}

/** Selects the row of an object by its primary key. */
export function loadByIdentity(
  state: SessionState,
  mapper: Mapper,
  identity: readonly unknown[],
  { options = [], populateExisting, withForUpdate, executionOptions, bindArguments }: GetOptions = {},
  load: 'column' | null = null,
): MaybePromise<object | null> {
  if (identity.every((value) => value === null)) {
    warn('fully NULL primary key identity cannot load any object.  This condition may raise an error in a future release.');
    return null;
  }
  let statement = byIdentity(mapper, identity);
  if (isLocking(withForUpdate)) statement = statement.withForUpdate(typeof withForUpdate === 'object' ? withForUpdate : {});
  if (options.length > 0) statement = statement.options(...options);
  const isPlain = executionOptions === undefined && populateExisting === undefined && bindArguments === undefined;
  const more = isPlain
    ? undefined
    : {
        executionOptions: { ...executionOptions, ...(populateExisting === undefined ? {} : { populateExisting }) },
        ...(bindArguments === undefined ? {} : { bindArguments }),
      };
  const result = executeStatement(state, statement, keyParams(identity), more, load);
  return chain(result, (rows) => (rows.unique().scalar() as object | null) ?? null);
}

/** Whether a value asks for a lock. `{}` could mean anything. */
export function isLocking(given: boolean | ForUpdateOptions | null | undefined): given is true | ForUpdateOptions {
  if (given === undefined || given === null || given === false) return false;
  if (given === true || Object.keys(given).length > 0) return true;
  throw new ArgumentError(
    '"withForUpdate" is true, or says how: { skipLocked: true }. An object with nothing in it could mean either.',
  );
}

/** The values of a primary key, in its order. @param key one value, a list, or an object by the names of the attributes */
export function identityOf(mapper: Mapper, key: unknown): readonly unknown[] {
  const identity = isByName(key) ? identityByName(mapper, key) : Array.isArray(key) ? key : [key];
  if (identity.length !== mapper.primaryKey.length) {
    const names = mapper.primaryKey.map(({ column }) => `'${column.table.name}.${column.name}'`).join(',');
    throw new InvalidRequestError(
      `Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are ${names}`,
    );
  }
  if (!identity.includes(undefined)) return identity;
  throw new ArgumentError(`The primary key given to get() is undefined. The key of ${mapper.name} has a value.`);
}

function isByName(key: unknown): key is Readonly<Record<string, unknown>> {
  if (typeof key !== 'object' || key === null) return false;
  const prototype: unknown = Object.getPrototypeOf(key);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function identityByName(mapper: Mapper, key: Readonly<Record<string, unknown>>): readonly unknown[] {
  const names = mapper.primaryKey.map((property) => property.key);
  if (names.every((name) => Object.hasOwn(key, name)) && Object.keys(key).length === names.length)
    return names.map((name) => key[name]);
  throw new InvalidRequestError(
    `Incorrect names of values in identifier to formulate primary key for session.get(); primary key attribute names are ${names.map((name) => `'${name}'`).join(',')}`,
  );
}

/** Whether columns that a plain SELECT gives may have changed. */
function needsRow(state: InstanceState): boolean {
  if (state.isExpired) return true;
  if (state.expired === null) return false;
  return state.mapper.columns.some(({ slot, deferred }) => !deferred && state.expired?.has(slot));
}

function forgetVanished({ store }: SessionState, known: InstanceState): void {
  if (known.owner === store && !known.isDeleted) store.removed(known);
}

type AnySelect = Select<readonly unknown[]>;

const statements = new WeakMap<Mapper, AnySelect>();

function byIdentity(mapper: Mapper, identity: readonly unknown[]): AnySelect {
  if (identity.includes(null)) return makeByIdentity(mapper, identity);
  const known = statements.get(mapper);
  if (known !== undefined) return known;
  const made = makeByIdentity(mapper, identity);
  statements.set(mapper, made);
  return made;
}

function makeByIdentity(mapper: Mapper, identity: readonly unknown[]): AnySelect {
  return select(entityOf(mapper) as never).where(...keyConditions(mapper, identity)) as unknown as AnySelect;
}

/** What a row is found by: `user.id = :pk_1`, or IS NULL for a part of a key. */
export function keyConditions(mapper: Mapper, identity: readonly unknown[]): readonly Condition[] {
  const { c } = entityOf(mapper);
  return mapper.primaryKey.map(({ key }, index) => {
    const column = c[key] as NamedColumn<string, unknown>;
    return identity[index] === null ? column.is(null) : column.eq(bindparam(`pk_${index + 1}`));
  });
}

/** The values of {@link keyConditions}. */
export function keyParams(identity: readonly unknown[]): Readonly<Record<string, unknown>> {
  const params: Record<string, unknown> = {};
  for (let index = 0; index < identity.length; index++) if (identity[index] !== null) params[`pk_${index + 1}`] = identity[index];
  return params;
}
