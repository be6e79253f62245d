/**
 * The word a statement begins with, in capitals, behind white space, comments and parentheses; empty where it begins
 * with something else. The wire needs to know this much of SQL: which statements cannot be prepared.
 */
export function firstWord(sql: string): string {
  opening.lastIndex = 0;
  opening.test(sql);
  word.lastIndex = opening.lastIndex;
  return word.exec(sql)?.[0].toUpperCase() ?? '';
}

const opening = /(?:[\s(]|#[^\n]*(?:\n|$)|--(?=\s|$)[^\n]*(?:\n|$)|\/\*(?![!M])[^]*?\*\/)*/y;
const word = /[A-Za-z]+/y;

/**
 * Whether a statement without parameters goes as text, not prepared: it has no rows and nothing to gain, or the servers
 * do not prepare it. All others are prepared, since only then do FLOAT values keep all their digits.
 */
export function goesAsText(sql: string): boolean {
  const word = firstWord(sql);
  return textWords.has(word) && !(word === 'SET' && settingForStatement.test(sql));
}

const textWords: ReadonlySet<string> = new Set([
  'BEGIN',
  'START',
  'COMMIT',
  'ROLLBACK',
  'SAVEPOINT',
  'RELEASE',
  'XA',
  'SET',
  'USE',
  'KILL',
  'LOCK',
  'UNLOCK',
  'FLUSH',
  'DO',
  'CREATE',
  'ALTER',
  'DROP',
  'RENAME',
  'TRUNCATE',
  'GRANT',
  'REVOKE',
  'LOAD',
  'PREPARE',
  'DEALLOCATE',
]);

// MariaDB: SET STATEMENT max_statement_time = 1 FOR SELECT …
const settingForStatement = /^[^'"`]*\bSET\s+STATEMENT\b/i;

/** Whether a statement only reads, so that stopping it half-way undoes nothing. */
export function onlyReads(sql: string): boolean {
  return readingWords.has(firstWord(sql));
}

const readingWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'TABLE', 'VALUES', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN']);
