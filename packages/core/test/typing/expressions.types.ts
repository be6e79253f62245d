import {
  and,
  any_,
  case_,
  cast,
  column,
  type ColumnElement,
  extract,
  func,
  literal,
  MetaData,
  not,
  null_,
  select,
  Table,
  tuple,
  typeCoerce,
  types as t,
} from '@aludel/core';

const item = new Table('item', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  note: column(t.String(), { nullable: true }),
  price: column(t.Numeric(10, 2)),
  data: column(t.JSON<{ tags: string[]; size: { width: number } }>()),
  numbers: column(t.ARRAY(t.Integer)),
});
const { c } = item;

type TypeOf<E> = E extends ColumnElement<infer T, string> ? T : never;
type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
function check<A, B>(..._proof: Equal<A, B> extends true ? [] : [never, A, B]): void {
  /* The types are the test. */
}

// Functions
const count = func.count(c.id);
check<TypeOf<typeof count>, number>();
const total = func.sum(c.id);
check<TypeOf<typeof total>, number | null>();
const totalPrice = func.sum(c.price);
check<TypeOf<typeof totalPrice>, string | null>();
const mean = func.avg(c.id);
check<TypeOf<typeof mean>, number | null>();
const meanPrice = func.avg(c.price);
check<TypeOf<typeof meanPrice>, string | null>();
const coalesced = func.coalesce(c.note, 'none');
check<TypeOf<typeof coalesced>, string>();
const maybe = func.coalesce(c.note, c.note);
check<TypeOf<typeof maybe>, string | null>();
const lower = func.lower(c.name);
check<TypeOf<typeof lower>, string>();
const lowerNote = func.lower(c.note);
check<TypeOf<typeof lowerNote>, string | null>();
const now = func.now();
check<TypeOf<typeof now>, Date>();
const rank = func.rowNumber().over({ orderBy: c.id });
check<TypeOf<typeof rank>, number>();
const lagging = func.lag(c.name).over({ orderBy: [c.id, c.name.desc()] });
check<TypeOf<typeof lagging>, string | null>();
const unknown = func['my_function']?.(1, 'x');
check<TypeOf<NonNullable<typeof unknown>>, unknown>();
const known = func['my_function']!(1).returns(t.Integer);
check<TypeOf<typeof known>, number>();

// CASE and casts
const chosen = case_([c.id.gt(5), 'big'], [c.id.gt(3), 'middle'], { else: 'small' });
check<TypeOf<typeof chosen>, string>();
const chosenOrNull = case_([c.id.gt(5), 1]);
check<TypeOf<typeof chosenOrNull>, number | null>();
const byValue = case_({ sandy: 1, patrick: 2 }, { value: c.name, else: null });
check<TypeOf<typeof byValue>, number | null>();
const number = cast(c.name, t.Integer);
check<TypeOf<typeof number>, number>();
const numberOrNull = cast(c.note, t.Integer);
check<TypeOf<typeof numberOrNull>, number | null>();
const coerced = typeCoerce('x', t.String);
check<TypeOf<typeof coerced>, string>();
const year = extract('year', c.name);
check<TypeOf<typeof year>, number>();

// Literals, tuples, elements
const five = literal(5);
check<TypeOf<typeof five>, number>();
const nothing = null_();
check<TypeOf<typeof nothing>, null>();
tuple(c.id, c.name).in([[1, 'a']]);
// @ts-expect-error a tuple has the types of its parts
tuple(c.id, c.name).in([['a', 1]]);
const tags = c.data.get('tags');
check<TypeOf<typeof tags>, string[] | null>();
const first = c.numbers.get(1);
check<TypeOf<typeof first>, number | null>();
const text = c.data.get('tags').asString();
check<TypeOf<typeof text>, string | null>();
c.numbers.contains([1, 2]);
// @ts-expect-error an array of numbers has no texts
c.numbers.contains(['x']);
c.id.eq(any_(c.numbers));
c.id.in(select(c.id));
// @ts-expect-error ids are no names
c.id.in(select(c.name));

// Conditions
and(c.id.eq(1), true, not(c.name.eq('x')));
// @ts-expect-error a boolean was compared by JavaScript
select(c.id).where(item.name === 'item');
// @ts-expect-error as well
select(c.id).join(item, true);
// @ts-expect-error a number is no condition
and(c.id);
// @ts-expect-error a string is no condition
not('x = 1');
// @ts-expect-error LIKE is for texts
c.id.like('x');
// @ts-expect-error an object is no argument
func.count({});
