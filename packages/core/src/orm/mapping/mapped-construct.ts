import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { allocateFor, constructAside, constructFor, giveSlot, type InstanceSlot, probed } from './instance-slot.ts';

/** A class of the application. */
export type Construct = (new (...given: unknown[]) => object) & { readonly name: string };

/** The class of a mapper: which one extends what `Base(…)` made is only known when it is used. */
export class MappedConstruct {
  readonly #generated: Construct;
  readonly #isImperative: boolean;
  readonly #isAttribute: (key: string) => boolean;
  #current: Construct;
  #isExtended: boolean;
  #isSeen: boolean;
  #handsArgumentsOn: boolean | null = null;
  #touchesAttributes = false;
  #isChecked = false;

  /** @param isImperative whether it is the application's class itself, not made to be extended */
  constructor(generated: Construct, isImperative: boolean, isAttribute: (key: string) => boolean) {
    this.#generated = generated;
    this.#current = generated;
    this.#isImperative = isImperative;
    this.#isExtended = isImperative;
    this.#isSeen = isImperative;
    this.#isAttribute = isAttribute;
  }

  /** As the application extended it, as far as it has been seen. */
  get current(): Construct {
    return this.#current;
  }

  /** Whether any code has used it. */
  get isSeen(): boolean {
    return this.#isSeen;
  }

  /** @throws InvalidRequestError for a second class that extends the same one */
  extendedBy(construct: object): void {
    this.#isSeen = true;
    if (construct === this.#current || construct === this.#generated) return;
    if (this.#isExtended) throw unmappedClass(construct as Construct, this.#current);
    this.#checkMembers(construct as Construct);
    this.#current = construct as Construct;
    this.#isExtended = true;
    this.#handsArgumentsOn = null;
  }

  /** Refuses what the application's class has in place of attributes: they would neither be read nor written. */
  #checkMembers({ name, prototype }: Construct): void {
    for (let at = prototype as object; at !== this.#generated.prototype; at = Object.getPrototypeOf(at) as object)
      for (const [key, { get, set }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
        if (this.#isAttribute(key) && (get === undefined || set === undefined)) throw replacedAttribute(name, key, get);
  }

  /** An object for a row: the application's constructor does not run, but for one that hands its arguments on. */
  materialize(slot: InstanceSlot): object {
    if (this.#isImperative) return giveSlot(Object.create(this.#current.prototype) as object, slot);
    if (!this.probe()) return allocateFor(slot, this.#current);
    return this.#touchesAttributes ? constructAside(slot, this.#current) : constructFor(slot, this.#current);
  }

  /** Constructs an object once, to see what the class's constructors do with what they are given. */
  probe(): boolean {
    if (this.#handsArgumentsOn !== null) return this.#handsArgumentsOn;
    this.#handsArgumentsOn = false;
    const found = probed(this.#current);
    if (found !== null) this.checkFields(found.object);
    this.#touchesAttributes = found?.touchesAttributes === true;
    this.#handsArgumentsOn = found !== null;
    return this.#handsArgumentsOn;
  }

  /**
   * Refuses an object with class fields in place of mapped attributes: what they are set to would never be saved. Looked
   * at once for each class, at the latest when an object is added to a session.
   */
  checkFields(object: object): void {
    if (this.#isImperative) return this.takeFields(object);
    if (this.#isChecked) return;
    const field = Object.keys(object).find(this.#isAttribute);
    if (field !== undefined)
      throw new InvalidRequestError(
        `The class field "${field}" of ${this.#current.name} takes the place of the mapped attribute of that name, which would never be saved. Remove it, since the attribute has its type already, or write: declare ${field}: …`,
      );
    this.#isChecked = true;
  }

  /** What a class that knows nothing of its mapping keeps in fields is in attributes from now on. */
  takeFields(object: object): void {
    const fields = object as Record<string, unknown>;
    for (const key of Object.keys(object).filter(this.#isAttribute)) {
      const value = fields[key];
      delete fields[key];
      if (value !== undefined) fields[key] = value;
    }
  }
}

function replacedAttribute(name: string, key: string, get: unknown): InvalidRequestError {
  return new InvalidRequestError(
    get === undefined
      ? `${name} has a method, or a setter alone, in place of the mapped attribute "${key}". Call one of them differently.`
      : `The getter "${key}" of ${name} takes the place of the mapped attribute, which nothing could be set to. Write beside it: set ${key}(value) { super.${key} = value; }`,
  );
}

function unmappedClass(construct: Construct, mapped: Construct): InvalidRequestError {
  return new InvalidRequestError(
    `${construct.name} and ${mapped.name} both extend what was mapped once. Map a class that extends another one: class ${construct.name} extends Base.inherits(${mapped.name}, null, { … }).`,
  );
}
