/** What an object of a mapped class keeps beside what the application gave it: the values of its attributes, first of all. */
export interface InstanceSlot {
  /** By the slots of its mapper's properties; undefined: never loaded, never set. */
  readonly values: unknown[];
  /** What an attribute without a value reads as. @throws UnloadedAttributeError where the database has one */
  absent(slot: number): unknown;
  set(slot: number, value: unknown): void;
}

/**
 * Objects of mapped classes. The slot is a private field: nothing parsed or copied can carry one, and it shows in no
 * listing of properties.
 */
export class MappedObject {
  readonly #slot: InstanceSlot;

  constructor(init?: unknown) {
    if (init === slotToTake) this.#slot = slotToTake.slot as InstanceSlot;
    else this.#slot = (new.target as unknown as Instrumented)[instrumented].newSlot(this, new.target);
    if (init !== slotToTake) (new.target as unknown as Instrumented)[instrumented].initialise(this, init);
  }

  static slotOf(object: object): InstanceSlot | undefined {
    return #slot in object ? object.#slot : slotOfOther(object);
  }
}

/** Objects of classes that were mapped without being made for it. */
const slotsOfOthers = new WeakMap<object, InstanceSlot>();

/** Makes an object of any class one of a mapped class. */
export function giveSlot(object: object, slot: InstanceSlot): object {
  slotsOfOthers.set(object, slot);
  return object;
}

/** An object that its class's own constructor made gets its slot when it is first looked at. */
function slotOfOther(object: object): InstanceSlot | undefined {
  const known = slotsOfOthers.get(object);
  if (known !== undefined) return known;
  const construct: unknown = Object.getPrototypeOf(object)?.constructor;
  if (typeof construct !== 'function' || !Object.hasOwn(construct, instrumented)) return undefined;
  return (construct as unknown as Instrumented)[instrumented].adopt(object);
}

/** Where a mapped class keeps its mapper. */
export const instrumented: unique symbol = Symbol('mapper');

/** What the constructor of a mapped class asks its mapper. */
export interface Instrumentation {
  /** @param construct the class that `new` was called with */
  newSlot(object: object, construct: object): InstanceSlot;
  /** Sets the attributes that the application gave. */
  initialise(object: object, init: unknown): void;
  /** Makes an object of the class one of the mapper. */
  adopt(object: object): InstanceSlot;
}

interface Instrumented {
  readonly [instrumented]: Instrumentation;
}

/**
 * Given to the constructor in place of values where a row becomes an object: the slot is there already. One hand-over at a
 * time, and nothing runs between giving and taking but the constructors.
 */
const slotToTake: { slot: InstanceSlot | null } = { slot: null };

/** An object made by the constructors of a class if they hand all arguments on, so that rows can be made objects by them; else null. */
export function probed(construct: new (...given: unknown[]) => object): object | null {
  const probe: InstanceSlot = { values: [], absent: () => null, set: () => {} };
  slotToTake.slot = probe;
  try {
    const object = new construct(slotToTake);
    return MappedObject.slotOf(object) === probe ? object : null;
  } catch {
    return null;
  }
}

/** Makes an object for a slot by the constructors of its class, so that its fields are there. */
export function constructFor(slot: InstanceSlot, construct: new (...given: unknown[]) => object): object {
  slotToTake.slot = slot;
  return new construct(slotToTake);
}

/** The same without the class's own constructors, which expect something. */
export function allocateFor(slot: InstanceSlot, construct: new (...given: unknown[]) => object): object {
  slotToTake.slot = slot;
  return Reflect.construct(MappedObject, [slotToTake], construct) as object;
}
