import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { Result } from '../../src/result/result.ts';
import { resultShape } from '../../src/result/result-shape.ts';
import { isRow, type Row, rowMapping, rowValues } from '../../src/result/row.ts';

type AnyRow = Row & Record<string | number, unknown>;

function row(names: readonly string[], values: unknown[]): AnyRow {
  return new Result(resultShape(names), [values]).one() as AnyRow;
}

describe('a row', () => {
  test('is read by name, by position and by unpacking', () => {
    const point = row(['x', 'y'], [6, 8]);
    const [x, y, ...rest] = point;
    expect([point.x, point.y, point[0], point[1], x, y, rest]).toEqual([6, 8, 6, 8, 6, 8, []]);
  });

  test('has a length, and undefined behind its end', () => {
    expect(row(['x', 'y'], [6, 8]).length).toBe(2);
    expect(row(['x', 'y'], [6, 8])[2]).toBeUndefined();
    expect(row([], []).length).toBe(0);
  });

  test('has the methods of a readonly array', () => {
    const point = row(['x', 'y'], [6, 8]);
    expect(point.at(-1)).toBe(8);
    expect(point.map((value) => (value as number) + 1)).toEqual([7, 9]);
    expect(point.includes(6)).toBe(true);
    expect(point.includes('x')).toBe(false);
    expect(point.slice(1)).toEqual([8]);
    expect(point.join('-')).toBe('6-8');
    expect(point.concat([1])).toEqual([6, 8, 1]);
    expect(point.with(0, 1)).toEqual([1, 8]);
    expect([...point.entries()]).toEqual([
      [0, 6],
      [1, 8],
    ]);
    expect(point.reduce((sum: number, value) => sum + (value as number), 0)).toBe(14);
  });

  test('cannot be changed', () => {
    const point = row(['x', 'y'], [6, 8]);
    expect(() => {
      (point as unknown as { x: unknown }).x = 1;
    }).toThrow(TypeError);
    expect(() => {
      (point as unknown as unknown[])[0] = 1;
    }).toThrow(TypeError);
    expect(() => {
      (point as unknown as { length: unknown }).length = 0;
    }).toThrow(TypeError);
    point.forEach((_value, _index, array) => {
      (array as unknown[])[0] = 1;
    });
    (rowValues(point) as unknown as unknown[])[0] = 1;
    expect(String(point)).toBe('(6, 8)');
  });

  test('has a frozen mapping that is a plain object', () => {
    const { mapping } = row(['x', 'y'], [6, 8]);
    expect(mapping).toStrictEqual({ x: 6, y: 8 });
    expect(() => {
      (mapping as { x: unknown }).x = 1;
    }).toThrow(TypeError);
  });

  test('serialises as its mapping', () => {
    expect(JSON.stringify([row(['x', 'name'], [6, 'sandy'])])).toBe('[{"x":6,"name":"sandy"}]');
  });

  test.each([
    [[6, 8], '(6, 8)'],
    [[6], '(6,)'],
    [[], '()'],
    [['sandy', null, true, 10n], "('sandy', null, true, 10n)"],
  ])('prints as a tuple: %p', (values, text) => {
    const made = row(
      values.map((_value, index) => `c${index}`),
      values,
    );
    expect(String(made)).toBe(text);
    expect(`${made}`).toBe(text);
  });

  test('shortens a long value when it prints', () => {
    const text = String(row(['t'], ['a'.repeat(1000)]));
    expect(text).toBe(`('${'a'.repeat(149)} ... (702 characters truncated) ... ${'a'.repeat(149)}',)`);
  });

  test('shows its names when it is inspected', () => {
    expect(inspect(row(['x', 'a b'], [6, 'é']))).toBe("Row { x: 6, 'a b': 'é' }");
    expect(inspect([row(['x'], [{ deep: { deeper: { deepest: {} } } }])])).toContain('Row { x: ');
    expect(inspect(row(['x', 'y'], ['a'.repeat(50), 'b'.repeat(50)]))).toBe(
      `Row {\n  x: '${'a'.repeat(50)}',\n  y: '${'b'.repeat(50)}'\n}`,
    );
    expect(inspect(row([], []))).toBe('Row {}');
  });

  test('is recognised', () => {
    expect(isRow(row(['x'], [1]))).toBe(true);
    expect(isRow([1])).toBe(false);
  });

  test('equals another row of the same values for jest', () => {
    expect(row(['x', 'y'], [6, 8])).toEqual(row(['x', 'y'], [6, 8]));
    expect(row(['x', 'y'], [6, 8])).not.toEqual(row(['x', 'y'], [6, 9]));
  });
});

describe('a column that is called like something of the language', () => {
  const names = [
    'length',
    'constructor',
    '__proto__',
    'then',
    'toString',
    'toJSON',
    'mapping',
    'map',
    'at',
    'valueOf',
    'hasOwnProperty',
    'prototype',
    'values',
    'keys',
    'includes',
    '__defineGetter__',
    'slice',
  ];

  test.each(names)('is its value: %s', async (name) => {
    const made = row([name, 'y'], ['safe', 8]);
    expect(made[name]).toBe('safe');
    expect([...made]).toEqual(['safe', 8]);
    expect(String(made)).toBe("('safe', 8)");
    expect(Object.entries(rowMapping(made))).toEqual([
      [name, 'safe'],
      ['y', 8],
    ]);
    expect(rowValues(made)).toEqual(['safe', 8]);
    expect(JSON.parse(JSON.stringify(made))).toEqual(JSON.parse(`{${JSON.stringify(name)}:"safe","y":8}`));
    expect(inspect(made)).toContain("'safe'");
    expect(await made).toBe(made);
    expect(Object.getPrototypeOf(rowMapping(made))).toBe(Object.prototype);
  });

  test('is its value with all of them in one row', () => {
    const made = row(
      names,
      names.map((_name, index) => index),
    );
    expect(names.map((name) => made[name])).toEqual(names.map((_name, index) => index));
  });

  test('leaves positions alone if it is a number', () => {
    const made = row(['1', '0', '7'], ['first', 'second', 'third']);
    expect([made[0], made[1], made[7]]).toEqual(['first', 'second', undefined]);
    expect(rowMapping(made)).toEqual({ 1: 'first', 0: 'second', 7: 'third' });
  });
});

describe('a name that several columns have', () => {
  const twice = () => row(['x', 'id', 'id'], [1, 2, 3]);

  test('cannot be read by name, and the error says what to do', () => {
    expect(() => twice().id).toThrow(InvalidRequestError);
    expect(() => twice().id).toThrow(
      "Ambiguous column name 'id' in result set column descriptions. Give each of them a label of its own",
    );
    expect(() => twice().mapping.id).toThrow("Ambiguous column name 'id'");
    expect(() => JSON.stringify(twice())).toThrow("Ambiguous column name 'id'");
  });

  test('leaves the rest readable', () => {
    expect([twice().x, twice()[1], twice()[2], twice().mapping.x]).toEqual([1, 2, 3, 1]);
    expect(inspect(twice())).toBe('Row { x: 1, id: 2, id: 3 }');
  });

  test('never makes a row a broken promise', async () => {
    const made = row(['then', 'then'], [1, 2]);
    expect(await made).toBe(made);
    expect(await Promise.resolve(made.mapping)).toBeDefined();
  });
});
