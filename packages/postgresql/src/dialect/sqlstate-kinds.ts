import type { ErrorKind } from '@aludel/core/dialect';

/** The kind of error a SQLSTATE stands for: the code's own entry, else that of its class (the first two characters). */
export function kindOfSqlState(code: string): ErrorKind {
  return CODES[code] ?? CLASSES[code.slice(0, 2)] ?? 'database';
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const CODES: Readonly<Record<string, ErrorKind>> = {
  '23001': 'foreign-key', // RESTRICT; a code of its own since PostgreSQL 18
  '23502': 'not-null',
  '23503': 'foreign-key',
  '23505': 'unique',
  '23514': 'check',
  '25006': 'operational', // the transaction or the server is read only
  '25P03': 'disconnect', // idle in transaction for too long
  '25P04': 'disconnect', // transaction_timeout
  '3F000': 'programming',
  '40001': 'serialization',
  '40002': 'integrity',
  '40P01': 'deadlock',
  '55P03': 'lock-timeout',
  '57014': 'canceled',
  '57P01': 'disconnect',
  '57P02': 'disconnect',
  '57P03': 'disconnect',
  '57P04': 'disconnect',
  '57P05': 'disconnect',
};

const CLASSES: Readonly<Record<string, ErrorKind>> = {
  '08': 'disconnect',
  '0A': 'not-supported',
  '20': 'programming',
  '21': 'programming',
  '22': 'data',
  '23': 'integrity',
  '24': 'internal',
  '25': 'internal',
  '26': 'programming',
  '28': 'operational',
  '2B': 'internal',
  '2D': 'internal',
  '2F': 'internal',
  '34': 'programming',
  '38': 'internal',
  '39': 'internal',
  '3B': 'internal',
  '3D': 'operational',
  '40': 'operational',
  '42': 'programming',
  '44': 'programming',
  '53': 'operational',
  '54': 'operational',
  '55': 'operational',
  '57': 'operational',
  '58': 'operational',
  HV: 'operational',
  P0: 'internal',
  XX: 'internal',
};
