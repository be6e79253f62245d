import { defineType } from './define-type.ts';
import type { TypeEngine } from './type-engine.ts';

/** Several values as one, each with a type of its own. */
export interface TupleType extends TypeEngine<readonly unknown[]> {
  readonly itemTypes: readonly TypeEngine<unknown>[];
}

/** The type of `(a, b)`. */
export function tupleType(itemTypes: readonly TypeEngine<unknown>[]): TupleType {
  return defineType<readonly unknown[], { itemTypes: readonly TypeEngine<unknown>[] }>(
    { typeName: 'Tuple', shown: itemTypes.map((type) => [null, String(type)] as const) },
    { itemTypes },
  );
}
