import { isPromise } from '../../util/maybe-promise.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { FlushHost, MapperEventName } from './flush-host.ts';

/** Tells the listeners of each object's class, one object after the other. Costs nothing where nobody listens. */
export async function tellListeners(
  host: FlushHost,
  states: readonly InstanceState[],
  nameFor: (state: InstanceState) => MapperEventName,
): Promise<void> {
  let askedFor: Mapper | null = null;
  let askedName: MapperEventName | null = null;
  let isHeard = false;
  for (let i = 0; i < states.length; i++) {
    const state = states[i] as InstanceState;
    const name = nameFor(state);
    if (askedFor !== state.mapper || askedName !== name) {
      askedFor = state.mapper;
      askedName = name;
      isHeard = host.hasListeners(name, state.mapper);
    }
    if (!isHeard) continue;
    const told = host.notify(name, state.mapper, state);
    if (isPromise(told)) await told;
  }
}
