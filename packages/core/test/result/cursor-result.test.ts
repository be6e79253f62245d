import { describe, expect, test } from '@jest/globals';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { CursorResult } from '../../src/result/cursor-result.ts';
import { type InsertedKeys, insertReturning, notInsert } from '../../src/result/inserted-keys.ts';
import { resultShape } from '../../src/result/result-shape.ts';

const shape = resultShape(['id', 'region']);

function inserted(isMany: boolean, ...rows: unknown[][]): InsertedKeys {
  return { kind: 'inserted', isMany, shape, keyRows: () => rows };
}

function insertion(insertedKeys?: InsertedKeys): CursorResult {
  return new CursorResult(null, [], { rowcount: 1, lastrowid: 7, insertedKeys });
}

describe('a cursor result', () => {
  test('says how many rows matched and which key was generated', () => {
    const result = insertion();
    expect([result.rowcount, result.lastrowid, result.returnsRows]).toEqual([1, 7, false]);
    expect(new CursorResult(shape, [], { rowcount: -1 }).lastrowid).toBeNull();
  });

  test('gives the primary key inserted as a row', () => {
    const result = insertion(inserted(false, [5, 'eu']));
    expect(String(result.insertedPrimaryKey)).toBe("(5, 'eu')");
    expect(result.insertedPrimaryKey!.id).toBe(5);
    expect(result.insertedPrimaryKeyRows.map(String)).toEqual(["(5, 'eu')"]);
    expect(result.isInsert).toBe(true);
  });

  test('gives no primary key where no row was inserted', () => {
    expect(insertion(inserted(false)).insertedPrimaryKey).toBeNull();
  });

  test('gives the primary keys of many rows', () => {
    const result = insertion(inserted(true, [5, 'eu'], [6, null]));
    expect(result.insertedPrimaryKeyRows.map(String)).toEqual(["(5, 'eu')", '(6, null)']);
    expect(() => result.insertedPrimaryKey).toThrow(InvalidRequestError);
    expect(() => result.insertedPrimaryKey).toThrow(
      'This statement was an executemany call; if primary key returning is supported, please use .insertedPrimaryKeyRows.',
    );
  });

  test.each<[InsertedKeys | undefined, string, boolean]>([
    [undefined, 'Statement is not a compiled expression construct.', false],
    [notInsert, 'Statement is not an insert() expression construct.', false],
    [insertReturning, "Can't call insertedPrimaryKey when returning() is used.", true],
  ])('has none for other statements', (keys, message, isInsert) => {
    const result = insertion(keys);
    expect(() => result.insertedPrimaryKey).toThrow(InvalidRequestError);
    expect(() => result.insertedPrimaryKey).toThrow(message);
    expect(() => result.insertedPrimaryKeyRows).toThrow(message);
    expect(result.isInsert).toBe(isInsert);
  });
});
