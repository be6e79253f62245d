import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { isTypeEngine } from './define-type.ts';
import type { TypeEngine } from './type-engine.ts';

/** A type that was given: parts of it go into SQL, so that what only looks like one is refused. */
export function checkedType<T>(type: TypeEngine<T>, where: string): TypeEngine<T> {
  if (isTypeEngine(type)) return type;
  throw new ArgumentError(`${where} takes a type, such as t.Integer; it got ${kindOfValue(type)}.`);
}
