import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { defineType, type ShownArgument } from './define-type.ts';
import type { DefinedType, TypeCodec, TypeDialect, TypeEngine } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** An array of values of one type. */
export interface ArrayType<T> extends DefinedType<T> {
  readonly itemType: TypeEngine<unknown>;
  /** How deep arrays stand in arrays; null: it was not said. */
  readonly dimensions: number | null;
}

/**
 * An array, where the database has such a type: PostgreSQL. Elsewhere use `t.JSON`.
 *
 * @throws ArgumentError for an array of arrays, which is one array of two dimensions
 * @example t.ARRAY(t.Integer) // number[]
 * @example t.ARRAY(t.Integer, { dimensions: 2 }) // number[][]
 */
export function array<T>(itemType: TypeEngine<T>, options?: { readonly dimensions?: 1 }): ArrayType<T[]>;
export function array<T>(itemType: TypeEngine<T>, options: { readonly dimensions: 2 }): ArrayType<T[][]>;
export function array<T>(itemType: TypeEngine<T>, options: { readonly dimensions: 3 }): ArrayType<T[][][]>;
export function array(itemType: TypeEngine<unknown>, options: { readonly dimensions?: number | null } = {}): ArrayType<never> {
  const { dimensions = null } = checkOptionNames(options, ['dimensions'], 'ARRAY');
  if (itemType.typeName === 'ARRAY')
    throw new ArgumentError('Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional arrays: { dimensions: 2 }.');
  const shown: ShownArgument[] = [[null, itemType]];
  if (dimensions !== null) shown.push(['dimensions', dimensions]);
  const adapt = (dialect: TypeDialect) => arrayCodec(dialect.codecOf(itemType), depthOf(itemType, dimensions));
  return defineType<never, { itemType: TypeEngine<unknown>; dimensions: number | null }>(
    { typeName: 'ARRAY', shown, takesObjects: true, adapt },
    { itemType, dimensions },
  );
}

/** How deep to look for items: items that are arrays themselves must not be taken for another dimension. */
function depthOf(itemType: TypeEngine<unknown>, dimensions: number | null): number {
  return dimensions ?? (itemType.takesObjects === true ? 1 : Number.POSITIVE_INFINITY);
}

/** Encodes and decodes item by item; NULL stays null. */
function arrayCodec(item: TypeCodec<unknown>, depth: number): TypeCodec<unknown> {
  return {
    encode(value) {
      if (!Array.isArray(value)) throw wrongValue('ARRAY', 'an array', value);
      return mapItems(value, depth, item.encode);
    },
    decode(value) {
      if (!Array.isArray(value)) throw unreadableValue('ARRAY', value);
      return mapItems(value, depth, item.decode);
    },
  };
}

function mapItems(values: readonly unknown[], depth: number, convert: ((value: unknown) => unknown) | undefined): unknown[] {
  // By Array.from, so that a hole is seen (as undefined) and refused.
  return Array.from(values, (value) => {
    if (value === undefined) throw new ArgumentError('An item of an array is undefined. Give null for SQL NULL.');
    if (value === null) return null;
    if (depth > 1 && Array.isArray(value)) return mapItems(value, depth - 1, convert);
    return convert === undefined ? value : convert(value);
  });
}
