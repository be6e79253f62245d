import { expect, test } from '@jest/globals';
import { parseArray } from '../../src/wire/array-parser.ts';
import { valueParser } from '../../src/wire/value-parsers.ts';

const text = (value: string): string => value;

test.each([
  ['{}', []],
  ['{1,2}', ['1', '2']],
  ['{NULL,"NULL",null2}', [null, 'NULL', 'null2']],
  ['{"a,b","c\\"d","e\\\\f","",g h}', ['a,b', 'c"d', 'e\\f', '', 'g h']],
  [
    '{{1,2},{3,NULL}}',
    [
      ['1', '2'],
      ['3', null],
    ],
  ],
  ['[0:1]={5,6}', ['5', '6']],
  ['[1:1][-2:-1]={{5,6}}', [['5', '6']]],
  ['{"{}","[1]"}', ['{}', '[1]']],
  ['{"\n"}', ['\n']],
])('%s', (source, expected) => {
  expect(parseArray(source, text)).toEqual(expected);
});

test.each([
  [1016, '{9007199254740993,1}', [9007199254740993n, 1]],
  [1000, '{t,f,NULL}', [true, false, null]],
  [1231, '{1.10,NaN}', ['1.10', 'NaN']],
  [3807, '{"{\\"a\\": 9007199254740993}","null"}', [{ a: 9007199254740993n }, null]],
  [1001, '{"\\\\x00ff"}', [Buffer.from([0, 255])]],
])('elements of type %i are read by their own parser', (oid, source, expected) => {
  expect(valueParser(oid)?.(source)).toEqual(expected);
});
