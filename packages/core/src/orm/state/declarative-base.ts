import { type DeclarativeBase, type DeclarativeBaseOptions, makeDeclarativeBase } from '../mapping/declarative.ts';
import { InstanceState } from './instance-state.ts';

/**
 * What mapped classes extend. Their tables are in its `metadata`.
 *
 * @example
 * const Base = declarativeBase();
 * class User extends Base('user_account', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   name: mappedColumn(t.String(30)),
 * }) {}
 */
export function declarativeBase(options: DeclarativeBaseOptions = {}): DeclarativeBase {
  return makeDeclarativeBase(options, (mapper, object) => new InstanceState(mapper, [], object));
}
