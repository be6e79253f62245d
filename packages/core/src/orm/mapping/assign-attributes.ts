import { ArgumentError } from '../../errors/argument-errors.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { MappedObject } from './instance-slot.ts';

/** Sets what a constructor was given. @param attributes by key @throws ArgumentError for what is no attribute */
export function assignAttributes(
  object: object,
  init: unknown,
  mapper: { readonly name: string },
  attributes: ReadonlyMap<string, unknown>,
): void {
  if (typeof init !== 'object' || init === null)
    throw new ArgumentError(`new ${mapper.name}(…) takes an object of attributes; it got ${kindOfValue(init)}.`);
  for (const key of Object.keys(init)) {
    if (!attributes.has(key) && !hasSetter(object, key))
      throw new ArgumentError(`"${key}" is no attribute of ${mapper.name}. There are: ${[...attributes.keys()].join(', ')}.`);
    (object as Record<string, unknown>)[key] = (init as Readonly<Record<string, unknown>>)[key];
  }
}

/** Whether the class has something that takes the value: a hybrid, an accessor of its own. Never what all objects have. */
function hasSetter(object: object, key: string): boolean {
  for (let at: object | null = object; at !== null && at !== MappedObject.prototype; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor.set !== undefined;
  }
  return false;
}
