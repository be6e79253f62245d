import { type Column, column, MetaData, Table, type TypeEngine, types as t, type ValueOf } from '@aludel/core';

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
  t.Interval,
  t.ARRAY(t.Integer),
  t.VARCHAR,
];

// Names of SQL have the values of their families.
expectType<number>(valueOfType(t.INTEGER));
expectType<bigint>(valueOfType(t.BIGINT));
expectType<number>(valueOfType(t.BIGINT({ mode: 'number' })));
expectType<string>(valueOfType(t.DECIMAL(10, 2)));
expectType<string>(valueOfType(t.VARCHAR(30)));
expectType<Date>(valueOfType(t.TIMESTAMP({ timezone: true, precision: 0 })));
expectType<string>(valueOfType(t.DATETIME({ mode: 'string' })));
expectType<string>(valueOfType(t.TIME({ precision: 3 })));
expectType<Uint8Array>(valueOfType(t.VARBINARY(16)));

expectType<bigint>(valueOfType(t.Interval));
expectType<number>(valueOfType(t.Interval({ mode: 'milliseconds' })));
expectType<readonly number[]>(valueOfType(t.ARRAY(t.Integer)));
expectType<readonly (readonly string[])[]>(valueOfType(t.ARRAY(t.Text, { dimensions: 2 })));
expectType<{ tags: string[] }>(t.JSON.NULL);

// A variant has the values of the type.
expectType<string>(valueOfType(t.String(30).withVariant(t.Text, 'mysql', 'mariadb')));
expectType<{ a: 1 }>(valueOfType(t.JSON<{ a: 1 }>().withVariant(t.JSON<{ a: 1 }>(), 'postgresql')));

class Tags extends t.TypeDecorator<readonly string[], string> {
  readonly impl = t.String(200);
  override readonly cacheOk = true;

  override processBindParam(tags: readonly string[]): string {
    return tags.join(',');
  }

  override processResultValue(tags: string): readonly string[] {
    return tags.split(',');
  }
}
export const anyType: TypeEngine<unknown> = new Tags();
expectType<readonly string[]>(valueOfType(new Tags()));
expectType<readonly string[]>(valueOfType(new Tags().withVariant(t.JSON<readonly string[]>(), 'mysql')));
const tagged = new Table('tagged', new MetaData(), { tags: column(new Tags()), span: column(t.Interval, { nullable: true }) });
expectType<Column<'tags', readonly string[]>>(tagged.c.tags);
expectType<Column<'span', bigint | null>>(tagged.c.span);

export function wrong(): void {
  class Wrong extends t.TypeDecorator<Date, string> {
    // @ts-expect-error what it is made of takes strings
    readonly impl = t.Integer;
  }
  new Wrong();
}
// @ts-expect-error a variant has the values of the type
t.String(30).withVariant(t.Integer, 'mysql');
// @ts-expect-error a variant is for some dialect
t.String(30).withVariant(t.Text);
// @ts-expect-error an interval is a bigint unless it was asked to be a number
expectType<number>(valueOfType(t.Interval));
// @ts-expect-error items are numbers
expectType<readonly string[]>(valueOfType(t.ARRAY(t.Integer)));

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
