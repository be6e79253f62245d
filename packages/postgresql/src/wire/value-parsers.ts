import { exactInteger, parseLosslessJson } from '@aludel/core/dialect';
import { parseArray, type ValueParser } from './array-parser.ts';

/**
 * How values of a type are read, by the type's OID; undefined: the text is the value. That is so for exact decimals,
 * dates, times and intervals, which JavaScript could only round or shift, and for every type that is not listed.
 */
export function valueParser(typeOid: number): ValueParser | undefined {
  return PARSERS.get(typeOid);
}

const toNumber: ValueParser = (text) => +text;
const toBoolean: ValueParser = (text) => text === 't';
const toInteger: ValueParser = (text) => exactInteger(text);
const toBytes: ValueParser = (text) => Buffer.from(text.slice(2), 'hex');
const toText: ValueParser = (text) => text;

/** Type, its array type, parser. The OIDs of built-in types never change: `select oid, typarray from pg_type`. */
const TYPES: readonly (readonly [name: string, oid: number, arrayOid: number, parser: ValueParser])[] = [
  ['bool', 16, 1000, toBoolean],
  ['bytea', 17, 1001, toBytes],
  ['char', 18, 1002, toText],
  ['name', 19, 1003, toText],
  ['int8', 20, 1016, toInteger],
  ['int2', 21, 1005, toNumber],
  ['int4', 23, 1007, toNumber],
  ['text', 25, 1009, toText],
  ['oid', 26, 1028, toNumber],
  ['json', 114, 199, parseLosslessJson],
  ['xml', 142, 143, toText],
  ['cidr', 650, 651, toText],
  ['float4', 700, 1021, toNumber],
  ['float8', 701, 1022, toNumber],
  ['macaddr8', 774, 775, toText],
  ['money', 790, 791, toText],
  ['macaddr', 829, 1040, toText],
  ['inet', 869, 1041, toText],
  ['bpchar', 1042, 1014, toText],
  ['varchar', 1043, 1015, toText],
  ['date', 1082, 1182, toText],
  ['time', 1083, 1183, toText],
  ['timestamp', 1114, 1115, toText],
  ['timestamptz', 1184, 1185, toText],
  ['interval', 1186, 1187, toText],
  ['timetz', 1266, 1270, toText],
  ['bit', 1560, 1561, toText],
  ['varbit', 1562, 1563, toText],
  ['numeric', 1700, 1231, toText],
  ['uuid', 2950, 2951, toText],
  ['tsvector', 3614, 3643, toText],
  ['tsquery', 3615, 3645, toText],
  ['jsonb', 3802, 3807, parseLosslessJson],
  ['int4range', 3904, 3905, toText],
  ['numrange', 3906, 3907, toText],
  ['tsrange', 3908, 3909, toText],
  ['tstzrange', 3910, 3911, toText],
  ['daterange', 3912, 3913, toText],
  ['int8range', 3926, 3927, toText],
  ['jsonpath', 4072, 4073, toText],
];

const PARSERS: ReadonlyMap<number, ValueParser> = new Map(
  TYPES.flatMap(([, oid, arrayOid, parser]) => {
    const array: [number, ValueParser] = [arrayOid, (text) => parseArray(text, parser)];
    return parser === toText ? [array] : [[oid, parser] as [number, ValueParser], array];
  }),
);
