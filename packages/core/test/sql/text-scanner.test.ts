import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type LexicalSyntax, standardSyntax } from '../../src/sql/lexical-syntax.ts';
import { scanText } from '../../src/sql/text-scanner.ts';

const postgresLike: LexicalSyntax = { ...standardSyntax, escapeStrings: true, dollarQuotes: true, nestedComments: true };
const mysqlLike: LexicalSyntax = {
  ...standardSyntax,
  identifierQuotes: ['``'],
  backslashEscapes: true,
  hashComments: true,
  doubleQuotedStrings: true,
  dashCommentsNeedSpace: true,
};
const sqliteLike: LexicalSyntax = { ...standardSyntax, identifierQuotes: ['""', '``', '[]'] };

const names = (text: string, syntax = standardSyntax) => scanText(text, syntax).names;
const unescaped = (text: string, syntax = standardSyntax) => {
  const scanned = scanText(text, syntax);
  return scanned.segments.reduce((sql, segment, index) => `${sql}:${scanned.names[index - 1]}${segment}`);
};

describe('a name is bound', () => {
  test.each<[string, readonly string[]]>([
    ['select * from foo where lala=:bar and hoho=:whee', ['bar', 'whee']],
    ['select * from table :foo :bar :bat', ['foo', 'bar', 'bat']],
    [':foo', ['foo']],
    ['(:a,:b)', ['a', 'b']],
    [':a+:a', ['a', 'a']],
    [':_x1', ['_x1']],
    [':x::int', ['x']],
    ['CAST(:x AS int)', ['x']],
    [':größe', ['größe']],
    ["'a':b", ['b']],
    ['x =:y', ['y']],
    [String.raw`attrelid = :tab\:\:regclass`, ['tab']],
    [':__proto__ :constructor', ['__proto__', 'constructor']],
  ])('%p', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe('no name is bound', () => {
  test.each([
    "':a'",
    "'it''s :a'",
    '":a"',
    '"x "" :a"',
    '-- :a',
    "x -- it's :a\n",
    '/* :a */',
    "/* ' */ ':a'",
    'foo::regclass',
    'foo:::bar',
    'a:b',
    'a[1:n]',
    'a[1:2]',
    'x := 5',
    ':a:b',
    '12:30',
    ': a',
    ':',
    ':1',
    'é:a',
    String.raw`\:a`,
    String.raw`\::a`,
    "'never closed :a",
    '/* never closed :a',
    '"never closed :a',
  ])('%p', (text) => {
    expect(names(text)).toEqual([]);
  });
});

describe('literals end where the database says', () => {
  test.each<[string, string, LexicalSyntax, readonly string[]]>([
    ['a backslash is a character', String.raw`'\' :a '`, standardSyntax, ['a']],
    ['a backslash escapes (MySQL)', String.raw`'\' :a ' :b`, mysqlLike, ['b']],
    ['E strings have escapes', String.raw`E'\' :a' :b`, postgresLike, ['b']],
    ['e strings too', String.raw`e'\' :a' :b`, postgresLike, ['b']],
    ['a word that ends in E is no prefix', String.raw`nameE'\' :a`, postgresLike, ['a']],
    ['plain strings have none', String.raw`'\' :a`, postgresLike, ['a']],
    ['double quotes are strings (MySQL)', String.raw`"\" :a" :b`, mysqlLike, ['b']],
    ['backslashes mean nothing in identifiers', '`\\` :a', mysqlLike, ['a']],
    ['backticks quote', '`x`` :a` :b', mysqlLike, ['b']],
    ['backticks mean nothing elsewhere', '`:a`', standardSyntax, ['a']],
    ['brackets quote (SQLite)', '[:a] :b', sqliteLike, ['b']],
    ['brackets are subscripts elsewhere', 'x[:a]', postgresLike, ['a']],
    ['dollar quotes', '$$ :a $$ :b', postgresLike, ['b']],
    ['dollar quotes with a tag', '$fn$ $$ :a $x$ $fn$ :b', postgresLike, ['b']],
    ['a dollar quote never closed', '$$ :a', postgresLike, []],
    ['a dollar inside a word quotes nothing', 'a$b$ :a $b$', postgresLike, ['a']],
    ['dollars mean nothing elsewhere', '$$ :a $$', standardSyntax, ['a']],
    ['hash comments (MySQL)', '# :a\n:b', mysqlLike, ['b']],
    ['a hash is an operator elsewhere', 'x # :a', postgresLike, ['a']],
    ['block comments nest (PostgreSQL)', '/* /* */ :a */ :b', postgresLike, ['b']],
    ['block comments do not nest elsewhere', '/* /* */ :a', mysqlLike, ['a']],
    ['/*/ does not close itself', '/*/ :a */ :b', standardSyntax, ['b']],
    ['two dashes without a space subtract (MySQL)', '5--:a', mysqlLike, ['a']],
    ['two dashes at the end of the line are a comment', '5 --\n:a', mysqlLike, ['a']],
    ['two dashes always are a comment elsewhere', '5--:a\n:b', standardSyntax, ['b']],
  ])('%s', (_title, text, syntax, expected) => {
    expect(names(text, syntax)).toEqual(expected);
  });
});

describe('an escaped colon', () => {
  test.each<[string, string]>([
    [String.raw`a\:b`, 'a:b'],
    [String.raw`:tab\:\:regclass`, ':tab::regclass'],
    [String.raw`'\:kept' \:x`, String.raw`'\:kept' :x`],
    [String.raw`-- \:kept`, String.raw`-- \:kept`],
    [String.raw`a\\b`, String.raw`a\\b`],
  ])('%p becomes %p', (text, expected) => {
    expect(unescaped(text)).toBe(expected);
  });
});

describe('placeholders that are not ours', () => {
  test('a question mark is found outside literals only', () => {
    expect(scanText('\'?\' "?" -- ?\n/* ? */ x = ?', standardSyntax, '?').placeholder).toBe(25);
    expect(scanText("'?'", standardSyntax, '?').placeholder).toBe(-1);
  });

  test('a numbered one is found outside literals and words only', () => {
    expect(scanText("'$1' a$1 $1", postgresLike, '$1').placeholder).toBe(9);
    expect(scanText('$$ $1 $$ $a', postgresLike, '$1').placeholder).toBe(-1);
    expect(scanText('x = $2', standardSyntax, '$1').placeholder).toBe(4);
  });
});

describe('whatever the text', () => {
  const syntaxes = fc.constantFrom(standardSyntax, postgresLike, mysqlLike, sqliteLike);
  const sqlish = fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '[',
        ']',
        ':',
        '::',
        ':a',
        ':b1',
        '\\',
        '--',
        '\n',
        '/*',
        '*/',
        '#',
        '$',
        '$$',
        '$t$',
        '?',
        'E',
        ' ',
        'x',
        '1',
        'é',
        '(',
        ')',
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join(''));

  test('pieces and names put together are the text', () => {
    fc.assert(
      fc.property(
        sqlish.map((text) => text.replaceAll('\\', '')),
        syntaxes,
        (text, syntax) => {
          expect(unescaped(text, syntax)).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('only the backslashes of escaped colons are lost', () => {
    fc.assert(
      fc.property(sqlish, syntaxes, (text, syntax) => {
        expect(unescaped(text, syntax).replaceAll('\\', '')).toBe(text.replaceAll('\\', ''));
      }),
      { numRuns: 500 },
    );
  });

  test('there is always one piece more than there are names', () => {
    fc.assert(
      fc.property(sqlish, syntaxes, (text, syntax) => {
        const { segments, names } = scanText(text, syntax);
        expect(segments.length).toBe(names.length + 1);
      }),
    );
  });

  test('nothing is bound inside what is quoted or commented out', () => {
    const inside = fc
      .array(fc.constantFrom(':a', '?', '$1', ' ', 'x', '::', '\n'), { maxLength: 10 })
      .map((pieces) => pieces.join(''));
    const wrapped = fc.constantFrom<[string, string, LexicalSyntax]>(
      ["'", "'", standardSyntax],
      ['"', '"', standardSyntax],
      ['/*', '*/', standardSyntax],
      ["E'", "'", postgresLike],
      ['$$', '$$', postgresLike],
      ['$tag$', '$tag$', postgresLike],
      ['/* /*', '*/ */', postgresLike],
      ['`', '`', mysqlLike],
      ['"', '"', mysqlLike],
      ['[', ']', sqliteLike],
    );
    fc.assert(
      fc.property(inside, wrapped, (text, [open, close, syntax]) => {
        for (const own of ['?', '$1']) {
          const scanned = scanText(`SELECT ${open}${text}${close}, :last`, syntax, own);
          expect(scanned).toMatchObject({ names: ['last'], placeholder: -1 });
        }
      }),
      { numRuns: 500 },
    );
  });
});
