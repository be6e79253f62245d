import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { refuseUndefined } from '../sql/bind-parameter.ts';
import type { Executable } from '../sql/executable.ts';
import type { Compiled, Convert, ParameterSlot } from './compiled.ts';

/** One set of parameters, by name. Names that the statement does not have are ignored. */
export type ParameterValues = Readonly<Record<string, unknown>>;

/** The statement that is executed, as far as its own parameters go. */
export type BoundStatement = Pick<Executable<unknown>, 'binds' | 'boundValues'>;

/**
 * The values of one execution in the order they are sent, encoded by their types. What the execution gives wins over
 * what the statement has bound. The value of an expanding parameter is still an array.
 *
 * @throws InvalidRequestError (code cd3x) for a value that is missing
 * @throws ArgumentError for `undefined`, and for a value that its type cannot hold
 */
export function bindParameters(
  compiled: Compiled,
  statement: BoundStatement,
  params: ParameterValues | null | undefined,
): unknown[] {
  const { slots } = compiled;
  const values: unknown[] = [];
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as ParameterSlot;
    const { name } = slot;
    // Only own properties: a parameter may be called "constructor".
    const value = params != null && Object.hasOwn(params, name) ? params[name] : boundValue(slot, statement);
    if (value === undefined) refuseUndefined(name, value);
    values.push(
      slot.expanding
        ? encodeList(slot, value)
        : slot.encode === null || value === null
          ? value
          : encode(slot.encode, name, value),
    );
  }
  return values;
}

/** What execution or statement give for a parameter; undefined where its default is to be taken. */
export function givenValue(slot: ParameterSlot, statement: BoundStatement, params: ParameterValues | null | undefined): unknown {
  const { name, default: byDefault, bindIndex } = slot;
  const isGiven = params != null && Object.hasOwn(params, name);
  if (!isGiven && byDefault !== undefined && bindIndex < 0) return undefined;
  const value = isGiven ? params[name] : boundValue(slot, statement);
  if (value === undefined) refuseUndefined(name, value);
  return value;
}

/** A value as it is sent. */
export function encodeSlot(slot: ParameterSlot, value: unknown): unknown {
  refuseUndefined(slot.name, value);
  if (slot.expanding) return encodeList(slot, value);
  return slot.encode === null || value === null ? value : encode(slot.encode, slot.name, value);
}

function boundValue({ name, bindIndex, fixed }: ParameterSlot, { binds, boundValues }: BoundStatement): unknown {
  const bind = bindIndex >= 0 ? binds[bindIndex] : boundValues.get(name);
  if (bind?.isGiven === true) return bind.value;
  if (fixed === undefined) throw missingValue(name);
  return fixed.value;
}

function missingValue(name: string): InvalidRequestError {
  return new InvalidRequestError(`A value is required for bind parameter '${name}'`, { code: 'cd3x' });
}

function encode(convert: Convert, name: string, value: unknown): unknown {
  try {
    return convert(value);
  } catch (cause) {
    if (!(cause instanceof ArgumentError)) throw cause;
    throw new ArgumentError(`Parameter '${name}': ${cause.message}`, { cause });
  }
}

function encodeList(slot: ParameterSlot, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ArgumentError(`Parameter '${slot.name}' is expanding: give it an array, [] for no value.`);
  return value.map((element) => encodeElement(slot, element));
}

function encodeElement(slot: ParameterSlot, element: unknown): unknown {
  if (slot.parts !== undefined) return encodeTuple(slot, slot.parts, element);
  if (Array.isArray(element)) return element.map((part) => encodeElement(slot, part));
  refuseUndefined(slot.name, element);
  return slot.encode === null || element === null ? element : encode(slot.encode, slot.name, element);
}

function encodeTuple(slot: ParameterSlot, parts: readonly (Convert | null)[], tuple: unknown): readonly unknown[] {
  if (!Array.isArray(tuple) || tuple.length !== parts.length)
    throw new ArgumentError(`Each element of parameter '${slot.name}' is an array of ${parts.length} values.`);
  return tuple.map((value: unknown, index) => {
    const convert = parts[index] ?? null;
    if (value === undefined) refuseUndefined(slot.name, value);
    return convert === null || value === null ? value : encode(convert, slot.name, value);
  });
}
