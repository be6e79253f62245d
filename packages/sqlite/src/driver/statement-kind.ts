/** What a statement needs of the connection that runs it. */
export type StatementKind =
  /** Reads: a snapshot. */
  | 'read'
  /** Writes, data or schema: the write lock. */
  | 'write'
  /** SAVEPOINT, RELEASE, ROLLBACK TO: an open transaction. */
  | 'savepoint'
  /** BEGIN, sent by the user. */
  | 'begin'
  /** BEGIN IMMEDIATE or EXCLUSIVE, sent by the user. */
  | 'begin-write'
  /** COMMIT, END or ROLLBACK, sent by the user. */
  | 'end'
  /** Works on the connection rather than on the data, and starts no transaction: ATTACH, most PRAGMAs. */
  | 'outside'
  /** The same, but it writes: VACUUM, `PRAGMA user_version = 3`. */
  | 'outside-write';

/** The first words of a statement, and what can be said from them alone. */
export interface StatementHead {
  readonly keyword: string;
  /** Null: ask SQLite whether the prepared statement reads or writes. */
  readonly kind: StatementKind | null;
  /** Whether it takes effect, or reads what it reports, while it is being prepared. https://sqlite.org/pragma.html */
  readonly actsWhenPrepared: boolean;
}

/** Reads the beginning of a statement. SQLite itself says of SAVEPOINT, BEGIN and ATTACH only that they do not write. */
export function statementHead(sql: string): StatementHead {
  const start = startOfText(sql);
  const word = /^[a-z]*/i.exec(sql.slice(start, start + longestKeyword))?.[0] ?? '';
  const keyword = word.toUpperCase();
  return {
    keyword,
    kind: kindOf(keyword, sql.slice(start + word.length)),
    actsWhenPrepared: keyword === 'PRAGMA' || keyword === 'EXPLAIN',
  };
}

/** Whether there is no statement, only space and comments. */
export function isBlank(sql: string): boolean {
  return startOfText(sql) === sql.length;
}

const longestKeyword = 20;

/** Skips space, comments and empty statements; piece by piece, since one expression for all would backtrack for ever. */
function startOfText(sql: string): number {
  const blank = /[\s;]+|--[^\n]*|\/\*[^]*?(?:\*\/|$)/y;
  let start = 0;
  while (blank.test(sql)) start = blank.lastIndex;
  return start;
}

function kindOf(keyword: string, rest: string): StatementKind | null {
  switch (keyword) {
    case 'EXPLAIN':
      return 'read';
    case 'BEGIN':
      return /^\W*(?:immediate|exclusive)\b/i.test(rest) ? 'begin-write' : 'begin';
    case 'COMMIT':
    case 'END':
      return 'end';
    case 'ROLLBACK':
      return /\bto\b/i.test(rest) ? 'savepoint' : 'end';
    case 'SAVEPOINT':
    case 'RELEASE':
      return 'savepoint';
    case 'VACUUM':
      return 'outside-write';
    case 'ATTACH':
    case 'DETACH':
      return 'outside';
    case 'PRAGMA':
      return writingPragma.test(rest) ? 'outside-write' : 'outside';
    default:
      return null;
  }
}

/** Pragmas that change the file. Those that change only the connection, or ask, need no lock of ours. */
const writingPragma =
  /\b(?:(?:user_version|application_id|schema_version|journal_mode|auto_vacuum|encoding|page_size)\s*[=(]|(?:wal_checkpoint|incremental_vacuum|optimize)\b)/i;
