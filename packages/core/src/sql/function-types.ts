import { boolean } from '../types/boolean.ts';
import { date } from '../types/date.ts';
import { clock } from '../types/clock.ts';
import { dateTime } from '../types/date-time.ts';
import { double, float } from '../types/float.ts';
import { bigInteger, integer } from '../types/integer.ts';
import { json } from '../types/json.ts';
import { nullType } from '../types/null-type.ts';
import { numeric } from '../types/numeric.ts';
import { string } from '../types/text.ts';
import { time } from '../types/time.ts';
import { firstType } from './arguments.ts';
import { typeOf } from './coerce.ts';
import type { FunctionNode } from './nodes/expression-nodes.ts';
import type { AnyType, SqlNode } from './nodes/sql-node.ts';

/** The type of what a function gives; `NullType`, values as the driver has them, where nobody knows. */
export function functionType(name: string, given: readonly SqlNode[]): AnyType {
  const known = name.toLowerCase();
  const rule = Object.hasOwn(resultTypes, known) ? resultTypes[known as keyof typeof resultTypes] : undefined;
  return rule === undefined ? nullType : typeof rule === 'function' && !('typeName' in rule) ? rule(given) : (rule as AnyType);
}

/** Whether the arguments of a function are all of one type, so that a value among them has that of the others. */
export function takesOneType(name: string): boolean {
  return (resultTypes as Readonly<Record<string, unknown>>)[name.toLowerCase()] === first;
}

/** What a function of an ordered set gives: a value of what it is ordered by. */
export function orderedSetType({ path, type }: FunctionNode, orderBy: readonly SqlNode[]): AnyType {
  const name = (path.at(-1) as string).toLowerCase();
  const ordered = typeOf(orderBy[0] as SqlNode);
  if (name === 'percentile_cont') return wholes.has(ordered.typeName) ? double : ordered;
  return name === 'percentile_disc' || name === 'mode' ? ordered : type;
}

type ResultType = (given: readonly SqlNode[]) => AnyType;

const wholes: ReadonlySet<string> = new Set(['Integer', 'SmallInteger', 'BigInteger']);
const number = numeric(null, null, { mode: 'number' });
const count = bigInteger({ mode: 'number' });

const first: ResultType = (given) => firstType(given, nullType);
const leading: ResultType = (given) => (given[0] === undefined ? nullType : typeOf(given[0]));

/** The sum of many small numbers is no small number. */
const sum: ResultType = (given) => {
  const type = leading(given);
  return type.typeName === 'Integer' || type.typeName === 'SmallInteger' ? count : type;
};

/** The mean of whole numbers is a fraction. */
const average: ResultType = (given) => {
  const type = leading(given);
  return wholes.has(type.typeName) || type.typeName === 'NullType' ? number : type;
};

/** Calling a function on several types is the database's business. */
const array: ResultType = () => nullType;

const resultTypes = {
  // Aggregates
  count,
  sum,
  avg: average,
  min: leading,
  max: leading,
  every: boolean,
  bool_and: boolean,
  bool_or: boolean,
  string_agg: string,
  group_concat: string,
  aggregate_strings: string,
  array_agg: array,
  json_agg: json,
  jsonb_agg: json,
  json_object_agg: json,
  jsonb_object_agg: json,
  json_arrayagg: json,
  json_objectagg: json,
  json_group_array: json,
  json_group_object: json,
  stddev: double,
  stddev_pop: double,
  stddev_samp: double,
  variance: double,
  var_pop: double,
  var_samp: double,
  corr: double,
  // Windows
  row_number: count,
  rank: count,
  dense_rank: count,
  ntile: integer,
  percent_rank: double,
  cume_dist: double,
  lag: leading,
  lead: leading,
  first_value: leading,
  last_value: leading,
  nth_value: leading,
  // Choice
  coalesce: first,
  ifnull: first,
  nvl: first,
  nullif: leading,
  greatest: first,
  least: first,
  any_value: leading,
  // Text
  lower: string,
  upper: string,
  initcap: string,
  trim: string,
  ltrim: string,
  rtrim: string,
  btrim: string,
  concat: string,
  concat_ws: string,
  replace: string,
  substr: string,
  substring: string,
  left: string,
  right: string,
  lpad: string,
  rpad: string,
  reverse: string,
  repeat: string,
  translate: string,
  split_part: string,
  md5: string,
  hex: string,
  to_char: string,
  strftime: string,
  date_format: string,
  printf: string,
  format: string,
  version: string,
  current_user: string,
  session_user: string,
  user: string,
  length: integer,
  char_length: integer,
  character_length: integer,
  octet_length: integer,
  bit_length: integer,
  position: integer,
  strpos: integer,
  instr: integer,
  ascii: integer,
  // Numbers
  abs: leading,
  round: leading,
  ceil: leading,
  ceiling: leading,
  floor: leading,
  trunc: leading,
  mod: leading,
  sign: integer,
  pow: double,
  power: double,
  sqrt: double,
  exp: double,
  ln: double,
  log: double,
  log10: double,
  log2: double,
  pi: double,
  sin: double,
  cos: double,
  tan: double,
  random: float,
  rand: float,
  // Dates
  now: clock,
  current_timestamp: clock,
  localtimestamp: clock,
  sysdate: clock,
  current_date: date,
  current_time: time,
  localtime: time,
  date,
  datetime: dateTime,
  date_trunc: leading,
  // JSON
  to_json: json,
  to_jsonb: json,
  row_to_json: json,
  json_build_object: json,
  jsonb_build_object: json,
  json_build_array: json,
  jsonb_build_array: json,
  json_object: json,
  json_array: json,
  json_extract: nullType,
  json_array_length: integer,
  jsonb_array_length: integer,
  json_length: integer,
  json_type: string,
  json_typeof: string,
  jsonb_typeof: string,
  gen_random_uuid: nullType,
} as const satisfies Readonly<Record<string, AnyType | ResultType>>;
