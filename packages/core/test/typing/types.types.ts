import { type TypeEngine, types as t, type ValueOf } from '@aludel/core';

declare function expectType<T>(value: T): void;
declare function valueOfType<E extends TypeEngine<unknown>>(type: E): ValueOf<E>;

expectType<number>(valueOfType(t.Integer));
expectType<number>(valueOfType(t.Integer()));
expectType<bigint>(valueOfType(t.BigInteger));
expectType<bigint>(valueOfType(t.BigInteger({ mode: 'bigint' })));
expectType<number>(valueOfType(t.BigInteger({ mode: 'number' })));
expectType<string>(valueOfType(t.Numeric(10, 2)));
expectType<number>(valueOfType(t.Numeric(10, 2, { mode: 'number' })));
expectType<number>(valueOfType(t.Float(24)));
expectType<string>(valueOfType(t.String));
expectType<string>(valueOfType(t.String(30)));
expectType<boolean>(valueOfType(t.Boolean));
expectType<Uint8Array>(valueOfType(t.LargeBinary));
expectType<{ tags: string[] }>(valueOfType(t.JSON<{ tags: string[] }>()));
expectType<'draft' | 'published'>(valueOfType(t.Enum('draft', 'published', { name: 'post_state' })));
expectType<'draft' | 'published'>(valueOfType(t.Enum('draft', 'published')));
expectType<Date>(valueOfType(t.DateTime));
expectType<Date>(valueOfType(t.DateTime()));
expectType<Date>(valueOfType(t.DateTime({ timezone: true })));
expectType<string>(valueOfType(t.DateTime({ mode: 'string' })));
expectType<string>(valueOfType(t.DateTime({ timezone: true, mode: 'string' })));
expectType<string>(valueOfType(t.Date));
expectType<string>(valueOfType(t.Time));
expectType<boolean>(t.DateTime({ timezone: true }).timezone);
expectType<number | null>(valueOfType(t.nullable(t.Integer)));
expectType<number | null>(t.String(30).length);

// Every type can stand where any type is asked for.
export const all: readonly TypeEngine<unknown>[] = [
  t.Integer,
  t.BigInteger,
  t.Numeric,
  t.String(5),
  t.JSON,
  t.Enum('a'),
  t.NullType,
  t.Uuid,
  t.DateTime,
  t.DateTime({ mode: 'string' }),
  t.Date,
  t.Time,
];

// @ts-expect-error an exact decimal is a string, not a number
expectType<number>(valueOfType(t.Numeric));
// @ts-expect-error a big integer is a bigint unless it was asked to be a number
expectType<number>(valueOfType(t.BigInteger));
// @ts-expect-error only the values of an Enum are values of it
expectType<'draft'>(valueOfType(t.Enum('draft', 'published')));
// @ts-expect-error a document is unknown until it was given a type
expectType<{ tags: string[] }>(valueOfType(t.JSON));
// @ts-expect-error an Enum has at least one value
t.Enum();
// @ts-expect-error the length of a text is a number
t.String('30');
// @ts-expect-error there is no such mode
t.BigInteger({ mode: 'string' });
// @ts-expect-error a date with a time is a Date unless it was asked to be a string
expectType<string>(valueOfType(t.DateTime({ timezone: true })));
// @ts-expect-error a day is a string: a Date is a moment
expectType<Date>(valueOfType(t.Date));
// @ts-expect-error the options have names
t.DateTime(true);
// @ts-expect-error types are not made with new
new t.Integer();
