import { types as t } from '@aludel/core';
import { type TypeEngine, warn } from '@aludel/core/dialect';

/** What is written as the type of a column. */
export interface CatalogType {
  /** Table and column, for the warning. */
  readonly column: string;
  /** As it is declared: anything at all, or nothing. */
  readonly declared: string;
  readonly collation: string | null;
}

type MakeType = (args: readonly number[], collation: string | null) => TypeEngine<unknown>;

/** The type of a column: by its name, else by SQLite's own rules of affinity. https://sqlite.org/datatype3.html */
export function reflectedType({ column, declared, collation }: CatalogType): TypeEngine<unknown> {
  const [, written = '', args = ''] = /^([^(]*)(?:\(([^)]*)\))?/.exec(declared) ?? [];
  const name = written.trim().toUpperCase().replace(/\s+/g, ' ');
  const numbers = args.split(',').flatMap((part) => (/^\s*\d+\s*$/.test(part) ? [Number(part)] : []));
  const known = makers[name];
  if (known !== undefined) return known(numbers, collation);
  const affine = affinity(name);
  if (affine !== null) return affine(numbers, collation);
  warn(`Did not recognize type '${declared}' of column '${column}': it has NullType, and values travel as they are.`);
  return t.NullType;
}

function affinity(name: string): MakeType | null {
  if (name.includes('INT')) return () => t.INTEGER;
  if (name.includes('CHAR') || name.includes('CLOB') || name.includes('TEXT')) return text(t.TEXT);
  if (name.includes('BLOB')) return () => t.BLOB;
  if (name.includes('REAL') || name.includes('FLOA') || name.includes('DOUB')) return () => t.REAL;
  return name === '' ? null : number(t.NUMERIC);
}

function text(family: typeof t.VARCHAR): MakeType {
  return ([length = null], collation) => family(length, { collation });
}

function number(family: typeof t.NUMERIC): MakeType {
  return ([precision = null, scale = null]) => family(precision, scale);
}

const makers: Readonly<Record<string, MakeType>> = {
  BIGINT: () => t.BIGINT,
  BLOB: () => t.BLOB,
  BOOL: () => t.BOOLEAN,
  BOOLEAN: () => t.BOOLEAN,
  CHAR: text(t.CHAR),
  DATE: () => t.DATE,
  DATETIME: () => t.DATETIME({ mode: 'string' }),
  DECIMAL: number(t.DECIMAL),
  DOUBLE: () => t.DOUBLE,
  'DOUBLE PRECISION': () => t.DOUBLE_PRECISION,
  FLOAT: () => t.FLOAT,
  INT: () => t.INTEGER,
  INTEGER: () => t.INTEGER,
  JSON: () => t.JSON,
  NUMERIC: number(t.NUMERIC),
  NCHAR: text(t.NCHAR),
  NVARCHAR: text(t.NVARCHAR),
  REAL: () => t.REAL,
  SMALLINT: () => t.SMALLINT,
  TEXT: text(t.TEXT),
  TIME: () => t.TIME,
  TIMESTAMP: () => t.TIMESTAMP({ mode: 'string' }),
  VARCHAR: text(t.VARCHAR),
};
