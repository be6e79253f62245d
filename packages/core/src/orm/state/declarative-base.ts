import { type DeclarativeBase, type DeclarativeBaseOptions, makeDeclarativeBase, type TypeMap } from '../mapping/declarative.ts';
import { MappedObject } from '../mapping/instance-slot.ts';
import { InstanceState } from './instance-state.ts';
import { installTexts } from './object-text.ts';

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
export function declarativeBase<const T extends TypeMap = Record<never, never>>(
  options: DeclarativeBaseOptions<T> = {},
): DeclarativeBase<unknown, T> {
  installTexts(MappedObject.prototype);
  return makeDeclarativeBase(
    options,
    (mapper, object) => new InstanceState(mapper, new Array<unknown>(mapper.slotCount), object),
  );
}
