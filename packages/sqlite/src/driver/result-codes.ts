import type { SqliteErrorCode } from './sqlite-driver-error.ts';

/**
 * The name of SQLite's result code, as the dialect wants it in `code` of an error: of 2067, `SQLITE_CONSTRAINT_UNIQUE`.
 * An extended code that is not known here has the name of its primary code. https://sqlite.org/rescode.html
 */
export function resultCodeName(resultCode: number): SqliteErrorCode {
  const primary = primaryCodes[resultCode & 0xff];
  if (primary === undefined) return `SQLITE_UNKNOWN_${resultCode}`;
  const extended = extendedCodes[primary]?.[(resultCode >> 8) - 1];
  return extended === undefined || extended === '-' ? `SQLITE_${primary}` : `SQLITE_${primary}_${extended}`;
}

const primaryCodes: readonly string[] = words(
  'OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT',
  'IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT',
  'MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB NOTICE WARNING',
);

/** By primary code: what its second byte means, from 1. */
const extendedCodes: Readonly<Record<string, readonly string[]>> = {
  ERROR: words('MISSING_COLLSEQ RETRY SNAPSHOT RESERVESIZE KEY UNABLE'),
  ABORT: words('- ROLLBACK'),
  BUSY: words('RECOVERY SNAPSHOT TIMEOUT'),
  LOCKED: words('SHAREDCACHE VTAB'),
  READONLY: words('RECOVERY CANTLOCK ROLLBACK DBMOVED CANTINIT DIRECTORY'),
  IOERR: words(
    'READ SHORT_READ WRITE FSYNC DIR_FSYNC TRUNCATE FSTAT UNLOCK RDLOCK DELETE',
    'BLOCKED NOMEM ACCESS CHECKRESERVEDLOCK LOCK CLOSE DIR_CLOSE SHMOPEN SHMSIZE SHMLOCK',
    'SHMMAP SEEK DELETE_NOENT MMAP GETTEMPPATH CONVPATH VNODE AUTH BEGIN_ATOMIC COMMIT_ATOMIC',
    'ROLLBACK_ATOMIC DATA CORRUPTFS IN_PAGE BADKEY CODEC',
  ),
  CORRUPT: words('VTAB SEQUENCE INDEX'),
  CANTOPEN: words('NOTEMPDIR ISDIR FULLPATH CONVPATH DIRTYWAL SYMLINK'),
  CONSTRAINT: words('CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE'),
  AUTH: words('USER'),
};

function words(...lines: readonly string[]): readonly string[] {
  return lines.join(' ').split(' ');
}
