import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';
import { type ActionKind, compareActions, type FlushAction } from './flush-action.ts';
import { type Edge, itemsInCycles, sortInGroups } from './topological.ts';

/** One step of a flush, as data. `states` are those it was made for; null: all that are registered when it is its turn. */
export interface FlushStep {
  readonly kind: ActionKind;
  readonly mapper: Mapper;
  readonly property: RelationshipProperty<Mapper> | null;
  readonly isDelete: boolean;
  readonly states: readonly InstanceState[] | null;
}

/** What is to be done, and what before what. */
export interface FlushGraph {
  readonly actions: readonly FlushAction[];
  /** The same, with those for single objects. */
  readonly allActions: readonly FlushAction[];
  readonly edges: ReadonlySet<Edge<FlushAction>>;
  /** The actions for each object that stand for one for all; adds their edges. */
  split(action: FlushAction, cycles: ReadonlySet<FlushAction>): readonly FlushAction[];
}

/**
 * The steps of a flush in order. Classes that refer to one another are taken apart into their objects, of which as many as
 * possible are written together.
 *
 * @throws CircularDependencyError where objects refer to one another
 */
export function planFlush(graph: FlushGraph): readonly FlushStep[] {
  const cycles = itemsInCycles(graph.edges);
  if (cycles.size === 0) {
    const sorted = sortInGroups([...graph.actions].sort(compareActions), graph.edges).flat();
    return sorted.map((action) => stepOf(action, null));
  }
  const parts = new Map([...cycles].map((action) => [action, graph.split(action, cycles)]));
  // Read anew: taking apart adds actions and edges.
  const edges = withoutCycles(graph.edges, cycles, parts);
  const actions = graph.allActions.filter((action) => !action.isDisabled && !cycles.has(action)).sort(compareActions);
  return sortInGroups(actions, edges).flatMap(stepsOfGroup);
}

/** What a plan does, line by line. */
export function describePlan(steps: readonly FlushStep[]): readonly string[] {
  return steps.map(({ kind, mapper, property, isDelete, states }) => {
    const subject = (property ?? mapper).name;
    const objects = states === null ? '' : `: ${states.map(nameOfState).join(', ')}`;
    return `${kind} ${subject}${isDelete ? ' (delete)' : ''}${objects}`;
  });
}

function withoutCycles(
  edges: Iterable<Edge<FlushAction>>,
  cycles: ReadonlySet<FlushAction>,
  parts: ReadonlyMap<FlushAction, readonly FlushAction[]>,
): readonly Edge<FlushAction>[] {
  const kept: Edge<FlushAction>[] = [];
  for (const edge of [...edges]) {
    const [before, after] = edge;
    if (before.isDisabled || after.isDisabled || (cycles.has(before) && cycles.has(after))) continue;
    if (cycles.has(before)) for (const part of parts.get(before) ?? []) kept.push([part, after]);
    else if (cycles.has(after)) for (const part of parts.get(after) ?? []) kept.push([before, part]);
    else kept.push(edge);
  }
  return kept;
}

/** Actions of one kind for single objects are one step. */
function stepsOfGroup(group: readonly FlushAction[]): readonly FlushStep[] {
  const steps: FlushStep[] = [];
  const open = new Map<string, InstanceState[]>();
  for (const action of group) {
    if (action.state === null) {
      steps.push(stepOf(action, null));
      continue;
    }
    const key = `${action.kind} ${action.mapper.uid} ${action.property?.uid ?? ''} ${action.isDelete}`;
    const states = open.get(key);
    if (states !== undefined) {
      states.push(action.state);
      continue;
    }
    const made = [action.state];
    open.set(key, made);
    steps.push(stepOf(action, made));
  }
  return steps;
}

function stepOf({ kind, mapper, property, isDelete }: FlushAction, states: readonly InstanceState[] | null): FlushStep {
  return { kind, mapper, property, isDelete, states };
}
