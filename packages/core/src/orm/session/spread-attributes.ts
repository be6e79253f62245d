import type { ExecuteParams, Params } from '../../engine/execute-params.ts';
import type { AttributeDescriptor } from '../mapping/attribute-descriptor.ts';
import type { Mapper } from '../mapping/mapper.ts';

/** Values by the names of attributes, with composites and synonyms as the columns they stand for; the same object where there are none. */
export function spreadAttributes<P extends ExecuteParams | null | undefined>(mapper: Mapper, params: P): P {
  if (params === null || params === undefined) return params;
  const spreading = spreadingOf(mapper);
  if (spreading.size === 0) return params;
  const spread = (set: Params): Params => {
    if (!Object.keys(set).some((key) => spreading.has(key))) return set;
    const entries = Object.entries(set);
    return Object.assign({}, ...entries.map(([key, value]) => spreading.get(key)?.spread?.(value) ?? { [key]: value })) as Params;
  };
  return (Array.isArray(params) ? params.map(spread) : spread(params as Params)) as P;
}

const known = new WeakMap<Mapper, ReadonlyMap<string, AttributeDescriptor>>();

function spreadingOf(mapper: Mapper): ReadonlyMap<string, AttributeDescriptor> {
  const before = known.get(mapper);
  if (before !== undefined) return before;
  const found = mapper.thunkKeys.flatMap((key) => mapper.descriptor(key) ?? []).filter(({ spread }) => spread !== undefined);
  const made = new Map(found.map((descriptor) => [descriptor.key, descriptor]));
  known.set(mapper, made);
  return made;
}
