import { describe, expect, jest, test } from '@jest/globals';
import { InvalidRequestError, NoSuchColumnError } from '../../src/errors/invalid-request-errors.ts';
import { resultShape } from '../../src/result/result-shape.ts';

describe('a result shape', () => {
  test('decodes the columns that have a decoder, but never null', () => {
    const decoder = jest.fn((value: unknown) => Number(value));
    const shape = resultShape(['a', 'b'], [undefined, decoder]);
    expect(shape.read(['1', '2'])).toEqual(['1', 2]);
    expect(shape.read(['1', null])).toEqual(['1', null]);
    expect(decoder).toHaveBeenCalledTimes(1);
  });

  test('takes rows as they are if no column has a decoder', () => {
    const values = ['1'];
    expect(resultShape(['a'], [null]).isVerbatim).toBe(true);
    expect(resultShape(['a'], [undefined]).read(values)).toBe(values);
  });

  test('finds a column by name, by position and from the end', () => {
    const shape = resultShape(['a', 'b', 'c']);
    expect([shape.indexOf('b'), shape.indexOf(2), shape.indexOf(-1)]).toEqual([1, 2, 2]);
  });

  test('refuses a column that is not there and names those that are', () => {
    const shape = resultShape(['a', 'b']);
    for (const key of ['z', 2, -3, 0.5]) expect(() => shape.indexOf(key)).toThrow(NoSuchColumnError);
    expect(() => shape.indexOf('z')).toThrow("Could not locate column in row for column 'z'. The columns are: a, b.");
    expect(() => resultShape([]).indexOf(0)).toThrow('The result has no columns.');
  });

  test('refuses an ambiguous name', () => {
    expect(() => resultShape(['a', 'a']).indexOf('a')).toThrow(InvalidRequestError);
    expect(resultShape(['a', 'a']).indexOf(1)).toBe(1);
  });

  test('selects columns, also from a selection, with their decoders', () => {
    const shape = resultShape(['a', 'b', 'c'], [Number, undefined, Number]);
    const selection = shape.select(['c', 'b', 'a']).select([0, 2, 'c']);
    expect(selection.names).toEqual(['c', 'a', 'c']);
    expect(selection.read(['1', '2', '3'])).toEqual([3, 1, 3]);
    expect(selection.readValue(['1', '2', '3'], 1)).toBe(1);
  });

  test('makes each selection and its row class once', () => {
    const shape = resultShape(['a', 'b']);
    expect(shape.select(['b'])).toBe(shape.select([1]));
    expect(shape.rowClass).toBe(shape.rowClass);
  });

  test('cannot be changed through the names it was made of', () => {
    const names = ['a'];
    const shape = resultShape(names);
    names[0] = 'z';
    expect(shape.names).toEqual(['a']);
    expect(Object.isFrozen(shape.names)).toBe(true);
  });
});
