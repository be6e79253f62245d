import { types as t } from '@aludel/core';
import { type TypeEngine, warn } from '@aludel/core/dialect';
import * as numbers from './types/number-types.ts';
import * as others from './types/other-types.ts';
import * as texts from './types/text-types.ts';

/** What the catalog says of the type of a column. */
export interface CatalogType {
  /** Table and column, for the warning. */
  readonly column: string;
  /** `varchar(30)`, `int unsigned`, `enum('a','b')`; `json` also for MariaDB's. */
  readonly columnType: string;
  /** Null: that of the table. */
  readonly collation: string | null;
}

/** The parts of a type's text. */
interface TypeParts {
  readonly numbers: readonly number[];
  readonly labels: readonly string[];
  readonly collation: string | null;
  readonly isUnsigned: boolean;
  readonly isZerofill: boolean;
}

type MakeType = (parts: TypeParts) => TypeEngine<unknown>;

/** The type of a column; NullType, with a warning, for one that Aludel does not know. */
export function reflectedType({ column, columnType, collation }: CatalogType): TypeEngine<unknown> {
  const [, name = '', args = '', attributes = ''] = /^(\w+)(?:\((.*)\))?\s*([\w ]*)/s.exec(columnType) ?? [];
  const made = makers[name.toLowerCase()]?.({
    numbers: /^[\d,\s]+$/.test(args) ? args.split(',').map(Number) : [],
    labels: [...args.matchAll(/'((?:[^'\\]|''|\\.)*)'/gs)].map(([, label = '']) =>
      label.replaceAll("''", "'").replace(/\\(.)/gs, '$1'),
    ),
    collation,
    isUnsigned: /\bunsigned\b/i.test(attributes),
    isZerofill: /\bzerofill\b/i.test(attributes),
  });
  if (made !== undefined) return made;
  warn(`Did not recognize type '${columnType}' of column '${column}': it has NullType, and values travel as they are.`);
  return t.NullType;
}

/** A Date holds milliseconds; what the column keeps beyond is only safe in text. */
function dateTime(family: typeof t.DATETIME): MakeType {
  return ({ numbers: [precision = 0] }) => (precision > 3 ? family({ mode: 'string', precision }) : family({ precision }));
}

const makers: Readonly<Record<string, MakeType>> = {
  // What BOOL is kept as.
  tinyint: (parts) => (parts.numbers[0] === 1 && !parts.isUnsigned ? t.BOOLEAN : numbers.TINYINT(signs(parts))),
  smallint: (parts) => whole(t.SMALLINT, numbers.SMALLINT, parts),
  mediumint: (parts) => numbers.MEDIUMINT(signs(parts)),
  int: (parts) => whole(t.INTEGER, numbers.INTEGER, parts),
  bigint: (parts) => whole(t.BIGINT, numbers.BIGINT, parts),
  decimal: (parts) => {
    const [precision = null, scale = null] = parts.numbers;
    return parts.isUnsigned ? numbers.DECIMAL(precision, scale, signs(parts)) : t.DECIMAL(precision, scale);
  },
  float: (parts) => numbers.FLOAT(parts.numbers[0], parts.numbers[1], signs(parts)),
  double: (parts) => numbers.DOUBLE(parts.numbers[0], parts.numbers[1], signs(parts)),
  bit: (parts) => numbers.BIT(parts.numbers[0]),
  year: () => numbers.YEAR(),
  varchar: ({ numbers: [length = null], collation }) => t.VARCHAR(length, { collation }),
  char: ({ numbers: [length = null], collation }) => t.CHAR(length, { collation }),
  text: ({ collation }) => t.TEXT(null, { collation }),
  tinytext: ({ collation }) => texts.TINYTEXT(collated(collation)),
  mediumtext: ({ collation }) => texts.MEDIUMTEXT(collated(collation)),
  longtext: ({ collation }) => texts.LONGTEXT(collated(collation)),
  varbinary: ({ numbers: [length] }) => t.VARBINARY(length),
  binary: ({ numbers: [length] }) => t.BINARY(length),
  blob: () => t.BLOB,
  tinyblob: () => others.TINYBLOB,
  mediumblob: () => others.MEDIUMBLOB,
  longblob: () => others.LONGBLOB,
  date: () => t.DATE,
  time: ({ numbers: [precision = 0] }) => t.TIME({ precision }),
  datetime: dateTime(t.DATETIME),
  timestamp: dateTime(t.TIMESTAMP),
  json: () => t.JSON,
  enum: ({ labels }) => t.Enum(...(labels as unknown as [string, ...string[]])),
  set: ({ labels }) => texts.SET(...(labels as unknown as [string, ...string[]])),
  uuid: () => t.UUID,
};

/** A whole number, with what only MySQL can say of it where that is said. */
function whole(
  plain: TypeEngine<unknown>,
  make: (options: numbers.IntegerOptions) => TypeEngine<unknown>,
  parts: TypeParts,
): TypeEngine<unknown> {
  return parts.isUnsigned ? make(signs(parts)) : plain;
}

function signs({ isUnsigned, isZerofill, numbers: [width] }: TypeParts): numbers.IntegerOptions {
  // Without zeros in front the width says nothing, and MySQL shows none.
  const displayWidth = isZerofill && width !== undefined ? { displayWidth: width } : {};
  return { ...(isUnsigned && { unsigned: true }), ...(isZerofill && { zerofill: true, ...displayWidth }) };
}

function collated(collation: string | null): { readonly collation?: string } {
  return collation === null ? {} : { collation };
}
