import { describe, expect, test } from '@jest/globals';
import { notationOf } from '../src/notation-of.ts';
import { toyDialect } from './fixtures/toy-dialect.ts';

describe('the notation of a database', () => {
  test('is taken from its dialect, as far as that tells', () => {
    const dialect = {
      ...toyDialect(),
      typeNames: { LargeBinary: 'RAW', Text: 'CLOB' },
      identifiers: { quotes: ['[', ']'] } as never,
    };
    const notation = notationOf(dialect);
    expect(notation).toMatchObject({ binaryType: 'RAW', textType: 'CLOB', dateType: 'DATE' });
    expect(notation.quote('a]b')).toBe('[a]]b]');
  });

  test('is what the author says, where they say something', () => {
    expect(notationOf(toyDialect(), { binaryType: 'BYTES' })).toMatchObject({ binaryType: 'BYTES', failing: expect.any(String) });
  });
});
