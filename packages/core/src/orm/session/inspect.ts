import type { Connection } from '../../engine/connection.ts';
import type { Engine } from '../../engine/engine.ts';
import { inspect as inspectBind } from '../../engine/inspect.ts';
import type { Inspector } from '../../engine/inspector.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { mapperOf } from '../mapping/mapper-of.ts';
import type { MappedTarget } from '../mapping/phantoms.ts';
import { findState } from '../state/instance-state.ts';
import { ObjectInspection } from './inspect-object.ts';

/**
 * Shows what there is to know: of an engine or a connection what its database holds, of a mapped class its mapper, of an
 * object its state.
 *
 * @example
 * const inspector = inspect(engine);
 * for (const name of await inspector.getTableNames()) console.log(name, await inspector.getColumns(name));
 * console.log(inspect(user).pending, inspect(user).attrs.name?.history);
 */
export function inspect(bind: Engine | Connection): Inspector;
export function inspect(construct: MappedTarget): Mapper;
export function inspect(object: object): ObjectInspection;
export function inspect(subject: object): Inspector | Mapper | ObjectInspection {
  const state = findState(subject);
  if (state !== null) return new ObjectInspection(state);
  return mapperOf(subject) ?? inspectBind(subject as Engine);
}
