import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';

/** One set of named parameters: any object with a value for each name, whatever its type is called. */
export type Params = Readonly<Record<string, unknown>> | (object & { readonly [Symbol.iterator]?: never });

/** What `execute` takes beside the statement: one set, or a list of sets to execute it once for each. */
export type ExecuteParams = Params | readonly Params[];

/** What stands for no parameters: one empty set. */
export const noParameterSets: readonly Params[] = Object.freeze([Object.freeze({})]);

/** The parameter sets as a list. No parameters, and an empty list of them, are one empty set. */
export function parameterSets(params: ExecuteParams | null | undefined): readonly Params[] {
  if (params === undefined || params === null) return noParameterSets;
  if (!Array.isArray(params)) {
    checkSet(params, 'Parameters are an object with a value for each name, such as { y: 2 }');
    return [params as Params];
  }
  for (const set of params as readonly unknown[]) {
    checkSet(set, 'List argument must consist only of dictionaries: objects such as { y: 2 }, one for each execution');
  }
  return params.length === 0 ? noParameterSets : (params as readonly Params[]);
}

function checkSet(set: unknown, rule: string): void {
  if (typeof set === 'object' && set !== null && !Array.isArray(set) && isPlain(set)) return;
  throw new ArgumentError(`${rule}; this one is ${kindOfValue(set)}.`);
}

function isPlain(set: object): boolean {
  return !(set instanceof Date || set instanceof Map || set instanceof Set || ArrayBuffer.isView(set));
}
