import { history } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';

/** Whether a flush would find something to write, as far as is known without asking the database. */
export function hasNetChanges(state: InstanceState, includeCollections: boolean): boolean {
  if (!state.isModified) return false;
  return state.mapper.properties.some((property) => {
    if (property.kind === 'relationship' && property.isCollection && !includeCollections) return false;
    const { added, deleted } = history(state, property);
    return added.length + deleted.length > 0;
  });
}
