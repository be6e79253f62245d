import { types as t } from '@aludel/core';
import { type TypeEngine, warn } from '@aludel/core/dialect';
import { BIT } from './types/bit.ts';
import { DOMAIN } from './types/domain.ts';
import { HSTORE } from './types/hstore.ts';
import { INTERVAL, type IntervalFields } from './types/interval.ts';
import * as plain from './types/plain-types.ts';
import * as ranges from './types/range-types.ts';
import { TIME } from './types/time.ts';

/** What the catalog says of the type of a column. */
export interface CatalogType {
  /** Table and column, for the warning. */
  readonly column: string;
  /** As `format_type()` writes it: `character varying(30)`, `integer[]`. */
  readonly formatType: string;
  readonly collation: string | null;
  /** Of the type itself, or of the items of an array: `b`ase, `e`num, `d`omain, `r`ange, … */
  readonly elementKind: string;
  readonly elementName: string;
  /** Null: its name alone finds it. */
  readonly elementSchema: string | null;
  /** What a domain is made of. */
  readonly baseType: string | null;
  /** The labels of an enumeration. */
  readonly labels: readonly string[] | null;
}

type MakeType = (args: readonly number[], collation: string | null) => TypeEngine<unknown>;

/** The type of a column; NullType, with a warning, for one that Aludel does not know. */
export function reflectedType(given: CatalogType): TypeEngine<unknown> {
  const isArray = given.formatType.endsWith('[]');
  const item = itemType({ ...given, formatType: given.formatType.replace(/(?:\[\])+$/, '') });
  if (item === null) {
    warn(
      `Did not recognize type '${given.formatType}' of column '${given.column}': it has NullType, and values travel as they are.`,
    );
    return t.NullType;
  }
  return isArray ? t.ARRAY(item) : item;
}

function itemType({
  formatType,
  collation,
  elementKind,
  elementName,
  elementSchema,
  baseType,
  labels,
}: CatalogType): TypeEngine<unknown> | null {
  if (elementKind === 'e' && labels !== null && labels.length > 0) {
    const options = { name: elementName, ...(elementSchema !== null && { schema: elementSchema }) };
    return t.Enum(...(labels as [string, ...string[]]), options);
  }
  if (elementKind !== 'd') return baseTypeNamed(formatType, collation);
  const dataType = baseTypeNamed(baseType ?? '', null);
  return dataType === null ? null : DOMAIN(elementName, dataType, elementSchema === null ? {} : { schema: elementSchema });
}

function baseTypeNamed(formatType: string, collation: string | null): TypeEngine<unknown> | null {
  const args = (/\(([\d, -]+)\)/.exec(formatType)?.[1] ?? '').split(',').filter((part) => part.trim() !== '');
  const fields = /^interval ([a-z ]+?)(?:\(\d\))?$/.exec(formatType)?.[1];
  if (fields !== undefined)
    return INTERVAL({ fields: fields.toUpperCase() as IntervalFields, ...(args.length > 0 && { precision: Number(args[0]) }) });
  const name = formatType
    .replace(/\([\d, -]+\)/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return makers[name]?.(args.map(Number), collation) ?? null;
}

/** A Date holds milliseconds; what the column keeps beyond is only safe in text. */
function timestamp(precision: number | undefined, timezone: boolean): TypeEngine<unknown> {
  const digits = precision ?? 6;
  return digits > 3 ? t.TIMESTAMP({ timezone, mode: 'string', precision: digits }) : t.TIMESTAMP({ timezone, precision: digits });
}

function withCollation(family: typeof t.VARCHAR): MakeType {
  return ([length = null], collation) => family(length, { collation });
}

const makers: Readonly<Record<string, MakeType>> = {
  smallint: () => t.SMALLINT,
  integer: () => t.INTEGER,
  bigint: () => t.BIGINT,
  numeric: ([precision = null, scale = null]) => t.NUMERIC(precision, scale),
  real: () => t.REAL,
  'double precision': () => t.DOUBLE_PRECISION,
  'character varying': withCollation(t.VARCHAR),
  character: withCollation(t.CHAR),
  text: withCollation(t.TEXT),
  boolean: () => t.BOOLEAN,
  date: () => t.DATE,
  'time without time zone': ([precision]) => t.TIME({ precision }),
  'time with time zone': ([precision = 6]) => TIME({ precision, timezone: true }),
  'timestamp without time zone': ([precision]) => timestamp(precision, false),
  'timestamp with time zone': ([precision]) => timestamp(precision, true),
  interval: ([precision]) => INTERVAL(precision === undefined ? {} : { precision }),
  bit: ([length = null]) => BIT(length),
  'bit varying': ([length = null]) => BIT(length, { varying: true }),
  bytea: () => plain.BYTEA,
  json: () => t.JSON,
  jsonb: () => plain.JSONB,
  uuid: () => t.UUID,
  citext: withCollation(plain.CITEXT),
  hstore: () => HSTORE,
  inet: () => plain.INET,
  cidr: () => plain.CIDR,
  macaddr: () => plain.MACADDR,
  macaddr8: () => plain.MACADDR8,
  money: () => plain.MONEY,
  tsvector: () => plain.TSVECTOR,
  tsquery: () => plain.TSQUERY,
  regclass: () => plain.REGCLASS,
  regconfig: () => plain.REGCONFIG,
  xml: () => plain.XML,
  jsonpath: () => plain.JSONPATH,
  oid: () => plain.OID,
  int4range: () => ranges.INT4RANGE,
  int8range: () => ranges.INT8RANGE,
  numrange: () => ranges.NUMRANGE,
  daterange: () => ranges.DATERANGE,
  tsrange: () => ranges.TSRANGE({ mode: 'string' }),
  tstzrange: () => ranges.TSTZRANGE({ mode: 'string' }),
  int4multirange: () => ranges.INT4MULTIRANGE,
  int8multirange: () => ranges.INT8MULTIRANGE,
  nummultirange: () => ranges.NUMMULTIRANGE,
  datemultirange: () => ranges.DATEMULTIRANGE,
  tsmultirange: () => ranges.TSMULTIRANGE({ mode: 'string' }),
  tstzmultirange: () => ranges.TSTZMULTIRANGE({ mode: 'string' }),
};
