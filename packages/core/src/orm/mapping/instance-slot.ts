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
  #slot: InstanceSlot;

  constructor(init?: unknown) {
    if (init === slotToTake) this.#slot = slotToTake.slot as InstanceSlot;
    else if (new.target === probing) throw new Error('Arguments are not handed on.');
    else this.#slot = (new.target as unknown as Instrumented)[instrumented].newSlot(this, new.target);
    if (init !== slotToTake) (new.target as unknown as Instrumented)[instrumented].initialise(this, init);
  }

  static slotOf(object: object): InstanceSlot | undefined {
    return #slot in object ? object.#slot : slotOfOther(object);
  }

  static exchangeSlot(object: object, slot: InstanceSlot): object {
    (object as MappedObject).#slot = slot;
    return object;
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

/** The class that is constructed for no object: where it makes others by the way, those are meant. */
let probing: unknown = null;

/** What the constructors of a class do with what they are given. */
export interface Probed {
  readonly object: object;
  /** Whether they read or set attributes. */
  readonly touchesAttributes: boolean;
}

/** An object made by the constructors of a class if they hand all arguments on, so that rows can be made objects by them; else null. */
export function probed(construct: new (...given: unknown[]) => object): Probed | null {
  let touchesAttributes = false;
  const touch = (): null => {
    touchesAttributes = true;
    return null;
  };
  const probe: InstanceSlot = { values: [], absent: touch, set: touch };
  const before = probing;
  probing = construct;
  try {
    const object = constructFor(probe, construct);
    return MappedObject.slotOf(object) === probe ? { object, touchesAttributes } : null;
  } catch {
    return null;
  } finally {
    probing = before;
  }
}

/** Makes an object for a slot by the constructors of its class, so that its fields are there. */
export function constructFor(slot: InstanceSlot, construct: new (...given: unknown[]) => object): object {
  slotToTake.slot = slot;
  return new construct(slotToTake);
}

/** The same where they set attributes, which they are to do for new objects alone: what the row says stays. */
export function constructAside(slot: InstanceSlot, construct: new (...given: unknown[]) => object): object {
  const aside: InstanceSlot = { values: slot.values, absent: () => null, set: () => {} };
  return MappedObject.exchangeSlot(constructFor(aside, construct), slot);
}

/** The same without the class's own constructors, which expect something. */
export function allocateFor(slot: InstanceSlot, construct: new (...given: unknown[]) => object): object {
  slotToTake.slot = slot;
  return Reflect.construct(MappedObject, [slotToTake], construct) as object;
}
