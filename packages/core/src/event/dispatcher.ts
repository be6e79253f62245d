import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { checkOptionNames } from '../util/check-options.ts';

/** What a map of events must look like: the name of each event and the type of its listeners. */
export type EventMap<Events> = { readonly [Name in keyof Events]: (...args: never[]) => unknown };

/** The names of a map of events. */
export type EventName<Events> = keyof Events & string;

/** How a listener is added. */
export interface ListenOptions {
  /** Remove the listener just before its first call. */
  readonly once?: boolean | undefined;
  /** Put it before the listeners that are there already. */
  readonly insert?: boolean | undefined;
  /** What the listener returns replaces the arguments of the event; only for events that say so. */
  readonly retval?: boolean | undefined;
  /** Of a mapped class: listen to the classes that inherit from it as well. */
  readonly propagate?: boolean | undefined;
}

/**
 * Keeps the listeners of one object and calls them in the order they were added. Listeners may be added and removed
 * while an event is on its way: that event still reaches those who listened when it started.
 *
 * @example
 * interface DoorEvents { open(by: string): void }
 * const events = new Dispatcher<DoorEvents>(['open']);
 * events.listen('open', (by) => console.log(by));
 * events.emit('open', 'Ada');
 */
export class Dispatcher<Events extends EventMap<Events>> {
  /** One list an event, all there from the start, so that a look-up is one load; a change replaces the list. */
  readonly #listeners: Record<string, readonly Listener[]>;
  readonly #returning: readonly string[];
  #count = 0;

  /** @param returning the events whose listeners may replace their arguments, sent by {@link emitForAnswer} */
  constructor(names: readonly EventName<Events>[], returning: readonly EventName<Events>[] = []) {
    this.#listeners = Object.fromEntries(names.map((name) => [name, noListeners]));
    this.#returning = returning;
  }

  /** Adds a listener; one that is there already stays as it is. */
  listen<Name extends EventName<Events>>(name: Name, fn: Events[Name], options: ListenOptions = {}): void {
    checkOptionNames(options, ['once', 'insert', 'retval'], 'listen()');
    const present = this.#of(name);
    if (present.some((listener) => listener.fn === fn)) return;
    if (options.retval === true && !this.#returning.includes(name))
      throw new ArgumentError(noReturnMessage(name, this.#returning));
    const added: Listener = { fn, once: options.once ?? false, retval: options.retval ?? false };
    this.#listeners[name] = options.insert === true ? [added, ...present] : [...present, added];
    this.#count++;
  }

  /** Whether nobody listens to anything: the cheapest guard. */
  get isSilent(): boolean {
    return this.#count === 0;
  }

  /** Removes a listener. Throws {@link InvalidRequestError} if it is not there. */
  remove<Name extends EventName<Events>>(name: Name, fn: Events[Name]): void {
    if (!this.contains(name, fn)) {
      throw new InvalidRequestError(`This function does not listen to "${name}". Give remove() the same function as listen().`);
    }
    this.#drop(name, fn);
  }

  contains<Name extends EventName<Events>>(name: Name, fn: Events[Name]): boolean {
    return this.#of(name).some((listener) => listener.fn === fn);
  }

  /** Whether anybody listens; a cheap guard where preparing the arguments costs something. */
  has(name: EventName<Events>): boolean {
    return this.#of(name).length > 0;
  }

  /** Calls the listeners one after the other. The first error ends it. */
  emit<Name extends EventName<Events>>(name: Name, ...args: Parameters<Events[Name]>): void {
    for (const listener of this.#of(name)) this.#call(name, listener, args);
  }

  /**
   * Calls the listeners one after the other, waiting for those that return a promise. There at once if none does.
   * The first error ends it.
   */
  emitInTurn<Name extends EventName<Events>>(name: Name, ...args: Parameters<Events[Name]>): MaybePromise<void> {
    return this.#callFrom(0, this.#of(name), name, args);
  }

  /**
   * Calls the listeners one after the other; what a `retval` listener returns, a list, takes the place of the arguments
   * after the first, which is the target of the event. Gives the arguments as they are in the end.
   */
  emitForAnswer<Name extends EventName<Events>>(name: Name, ...args: Parameters<Events[Name]>): Parameters<Events[Name]> {
    let current: readonly unknown[] = args;
    for (const listener of this.#of(name)) {
      const answer = this.#call(name, listener, current);
      if (listener.retval) current = replaced(name, current, answer);
    }
    return current as Parameters<Events[Name]>;
  }

  #callFrom(start: number, listeners: readonly Listener[], name: string, args: readonly unknown[]): MaybePromise<void> {
    for (let index = start; index < listeners.length; index++) {
      const answer = this.#call(name, listeners[index] as Listener, args);
      if (isPromise(answer)) return answer.then(() => this.#callFrom(index + 1, listeners, name, args));
    }
  }

  #call(name: string, listener: Listener, args: readonly unknown[]): unknown {
    if (listener.once) {
      // Two events may be on their way at the same time; the second finds it gone.
      if (!this.#listeners[name]?.includes(listener)) return undefined;
      this.#drop(name, listener.fn);
    }
    return (listener.fn as (...args: readonly unknown[]) => unknown)(...args);
  }

  #drop(name: string, fn: unknown): void {
    this.#listeners[name] = this.#of(name).filter((listener) => listener.fn !== fn);
    this.#count--;
  }

  #of(name: string): readonly Listener[] {
    return Object.hasOwn(this.#listeners, name) ? (this.#listeners[name] as readonly Listener[]) : this.#unknown(name);
  }

  #unknown(name: string): never {
    const known = Object.keys(this.#listeners).join(', ');
    throw new InvalidRequestError(`There is no event "${name}" here. The events are: ${known}.`);
  }
}

interface Listener {
  readonly fn: unknown;
  readonly once: boolean;
  readonly retval: boolean;
}

function replaced(name: string, args: readonly unknown[], answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer))
    throw new ArgumentError(
      `A listener to "${name}" with retval: true returns a list of what replaces its arguments; it returned a ${typeof answer}.`,
    );
  return [args[0], ...answer, ...args.slice(1 + answer.length)];
}

function noReturnMessage(name: string, returning: readonly string[]): string {
  const where = returning.length === 0 ? 'No event here takes one' : `Only these take one: ${returning.join(', ')}`;
  return `A listener to "${name}" cannot return a value: leave "retval" out. ${where}.`;
}

const noListeners: readonly Listener[] = Object.freeze([]);
