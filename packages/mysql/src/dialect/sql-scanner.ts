/** What a piece of SQL is. `opaque` is whatever this scanner does not want to judge: it makes a caller give up. */
export type TokenKind = 'space' | 'word' | 'quoted-name' | 'string' | 'number' | 'placeholder' | 'symbol' | 'opaque';

/** A piece of SQL, by its place in the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  /** The word in upper case, the symbol; empty for the other kinds. */
  readonly text: string;
}

/**
 * Cuts SQL into tokens by the lexical rules of MySQL and MariaDB. Comments are space, except those that the server
 * executes (an exclamation mark behind their opening), which are opaque like everything that depends on the `sql_mode`: a backslash in quotes, an
 * end that never comes, a user variable.
 */
export function scanSql(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < sql.length; ) {
    const token = tokenAt(sql, start);
    tokens.push(token);
    start = token.end;
  }
  return tokens;
}

function tokenAt(sql: string, start: number): Token {
  const character = sql[start] as string;
  switch (character) {
    case "'":
    case '"':
      return quoted(sql, start, 'string');
    case '`':
      return quoted(sql, start, 'quoted-name');
    case '?':
      return token('placeholder', start, start + 1);
    case '#':
      return lineComment(sql, start);
    case '-':
      return isDashComment(sql, start) ? lineComment(sql, start) : symbol(sql, start);
    case '/':
      return sql[start + 1] === '*' ? blockComment(sql, start) : symbol(sql, start);
    case '@':
    case '\\':
    case ':':
    case '\0':
      return token('opaque', start, start + 1);
  }
  return run(sql, start, spaces, 'space') ?? run(sql, start, numbers, 'number') ?? word(sql, start) ?? symbol(sql, start);
}

const spaces = /[ \t\r\n\f\v]+/y;
const numbers = /(?:0[xX][0-9a-fA-F]+|0[bB][01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\w$\u0080-\uffff])/y;
const words = /[\w$\u0080-\uffff]+/y;

function run(sql: string, start: number, pattern: RegExp, kind: TokenKind): Token | null {
  pattern.lastIndex = start;
  return pattern.test(sql) ? token(kind, start, pattern.lastIndex) : null;
}

function word(sql: string, start: number): Token | null {
  const found = run(sql, start, words, 'word');
  return found && { ...found, text: sql.slice(start, found.end).toUpperCase() };
}

function symbol(sql: string, start: number): Token {
  return { kind: 'symbol', start, end: start + 1, text: sql[start] as string };
}

function token(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end, text: '' };
}

/** A quotation; its quote is doubled inside. */
function quoted(sql: string, start: number, kind: TokenKind): Token {
  const quote = sql[start];
  for (let index = start + 1; index < sql.length; index++) {
    // Whether it escapes depends on NO_BACKSLASH_ESCAPES, which the text alone does not tell.
    if (sql[index] === '\\' && quote !== '`') return token('opaque', start, sql.length);
    if (sql[index] !== quote) continue;
    if (sql[index + 1] !== quote) return token(kind, start, index + 1);
    index++;
  }
  return token('opaque', start, sql.length);
}

// `--` needs white space or a control character behind it: 5--3 is 8. https://dev.mysql.com/doc/refman/9.0/en/comments.html
function isDashComment(sql: string, start: number): boolean {
  if (sql[start + 1] !== '-') return false;
  const next = sql.charCodeAt(start + 2);
  return Number.isNaN(next) || next <= 0x20 || next === 0x7f;
}

function lineComment(sql: string, start: number): Token {
  const end = sql.indexOf('\n', start);
  // A comment that ends with the text would swallow whatever is written behind it.
  return end === -1 ? token('opaque', start, sql.length) : token('space', start, end + 1);
}

function blockComment(sql: string, start: number): Token {
  const end = sql.indexOf('*/', start + 2);
  const isExecuted = sql[start + 2] === '!' || sql.startsWith('M!', start + 2) || sql[start + 2] === '+';
  return end === -1 || isExecuted ? token('opaque', start, sql.length) : token('space', start, end + 2);
}
