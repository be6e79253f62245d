import { type InstanceSlot, MappedObject } from './instance-slot.ts';
import type { Mapper } from './mapper.ts';

/** Gives a prototype the attributes of a mapper: reading one does no I/O, writing one is noticed. */
export function installAttributes(prototype: object, mapper: Mapper): void {
  for (const { key, slot } of mapper.columns) install(prototype, key, slot);
  // Their slots are known once the mapper is configured, which is when an object has something in them.
  for (const key of mapper.thunkKeys) installLater(prototype, key, mapper);
}

function install(prototype: object, key: string, slot: number): void {
  Object.defineProperty(prototype, key, {
    get(this: object): unknown {
      const state = MappedObject.slotOf(this) as InstanceSlot;
      const value = state.values[slot];
      return value === undefined ? state.absent(slot) : value;
    },
    set(this: object, value: unknown) {
      (MappedObject.slotOf(this) as InstanceSlot).set(slot, value);
    },
    enumerable: true,
    configurable: true,
  });
}

function installLater(prototype: object, key: string, mapper: Mapper): void {
  const settle = (): void => install(prototype, key, mapper.requireProperty(key).slot);
  Object.defineProperty(prototype, key, {
    get(this: object): unknown {
      settle();
      return (this as Readonly<Record<string, unknown>>)[key];
    },
    set(this: object, value: unknown) {
      settle();
      (this as Record<string, unknown>)[key] = value;
    },
    enumerable: true,
    configurable: true,
  });
}
