import fc from 'fast-check';
import {
  bindparam,
  type ColumnElement,
  column,
  foreignKey,
  MetaData,
  type Select,
  select,
  Table,
  text,
  types as t,
} from '../../src/index.ts';

const metadata = new MetaData();

export const person = new Table('person', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  born: column(t.Date, { nullable: true }),
  isTall: column('is_tall', t.Boolean),
  height: column(t.Float),
});

export const pet = new Table('pet', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  personId: column('person_id', t.Integer, foreignKey('person.id')),
  name: column(t.String(30)),
});

/** A SELECT as data, without its values: from one, statements with any values can be built. */
export interface SelectSpec {
  readonly columns: readonly ColumnSpec[];
  readonly join: 'none' | 'table' | 'alias' | 'namedAlias' | 'subquery';
  readonly isOuter: boolean;
  readonly where: readonly ConditionSpec[];
  readonly order: readonly ('id' | 'name' | 'label' | 'firstColumn')[];
  readonly isDistinct: boolean;
  readonly limit: boolean;
  readonly offset: boolean;
}

type ColumnSpec =
  | { readonly kind: 'column'; readonly name: 'id' | 'name' | 'born' | 'isTall' | 'height' }
  | { readonly kind: 'other'; readonly name: 'id' | 'name' }
  | { readonly kind: 'label'; readonly label: 'a' | 'b' | "it's"; readonly of: 'sum' | 'name' }
  | { readonly kind: 'sum' | 'scalar' };

type ConditionSpec =
  | { readonly kind: 'id'; readonly operator: 'eq' | 'ne' | 'lt' | 'ge' }
  | { readonly kind: 'name'; readonly operator: 'eq' | 'like' | 'startsWith' }
  | { readonly kind: 'in' | 'born' | 'isTall' | 'isNull' | 'fraction' | 'other' | 'text' | 'exists' | 'twice' }
  | { readonly kind: 'parameter'; readonly name: 'p' | 'q'; readonly isTyped: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ConditionSpec[] }
  | { readonly kind: 'not'; readonly part: ConditionSpec };

const columnSpec: fc.Arbitrary<ColumnSpec> = fc.oneof(
  fc.record({ kind: fc.constant('column' as const), name: fc.constantFrom('id', 'name', 'born', 'isTall', 'height') }),
  fc.record({ kind: fc.constant('other' as const), name: fc.constantFrom('id', 'name') }),
  fc.record({
    kind: fc.constant('label' as const),
    label: fc.constantFrom('a', 'b', "it's"),
    of: fc.constantFrom('sum', 'name'),
  }),
  fc.record({ kind: fc.constantFrom('sum' as const, 'scalar' as const) }),
);

const { condition: conditionSpec } = fc.letrec<{ condition: ConditionSpec }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('id' as const), operator: fc.constantFrom('eq', 'ne', 'lt', 'ge') }),
    fc.record({ kind: fc.constant('name' as const), operator: fc.constantFrom('eq', 'like', 'startsWith') }),
    fc.record({
      kind: fc.constantFrom('in', 'born', 'isTall', 'isNull', 'fraction', 'other', 'text', 'exists', 'twice'),
    }),
    fc.record({ kind: fc.constant('parameter' as const), name: fc.constantFrom('p', 'q'), isTyped: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('and', 'or'), parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), part: tie('condition') }),
  ) as fc.Arbitrary<ConditionSpec>,
}));

/** Small ones, of few parts, so that two are often nearly the same. */
export const selectSpec: fc.Arbitrary<SelectSpec> = fc.record({
  columns: fc.array(columnSpec, { minLength: 1, maxLength: 3 }) as fc.Arbitrary<readonly ColumnSpec[]>,
  join: fc.constantFrom('none', 'none', 'table', 'alias', 'namedAlias', 'subquery'),
  isOuter: fc.boolean(),
  where: fc.array(conditionSpec, { maxLength: 3 }),
  order: fc.array(fc.constantFrom('id', 'name', 'label', 'firstColumn'), { maxLength: 2 }),
  isDistinct: fc.boolean(),
  limit: fc.boolean(),
  offset: fc.boolean(),
});

/** Values that no other statement has: each `round` gives other ones. */
export class Values {
  readonly texts: string[] = [];
  readonly #round: number;
  #count = 0;

  constructor(round: number) {
    this.#round = round;
  }

  number(): number {
    return Number(this.#note(String(900_000 + this.#next())));
  }

  fraction(): number {
    return this.number() + 0.5;
  }

  text(): string {
    return this.#note(`secret${this.#next()}`);
  }

  date(): string {
    return this.#note(`${2000 + (this.#next() % 1000)}-01-02`);
  }

  /** A list whose length differs from round to round. */
  list(): number[] {
    return Array.from({ length: this.#round % 4 }, () => this.number());
  }

  #next(): number {
    this.#count += 1;
    return this.#round * 100 + this.#count;
  }

  #note(value: string): string {
    this.texts.push(value);
    return value;
  }
}

type AnySelect = Select<readonly unknown[], string>;
type Expression = ColumnElement<unknown, string>;
type Other = { readonly c: { readonly id: ColumnElement<number, string>; readonly name: ColumnElement<string, string> } };

/** Builds a statement with aliases, subqueries and values of its own. */
export function buildSelect(spec: SelectSpec, values: Values): AnySelect {
  const other = otherOf(spec, values);
  const columns = spec.columns.map((one) => columnOf(one, other, values));
  let statement = select(...columns) as unknown as AnySelect;
  if (spec.join !== 'none') {
    const on = (other as typeof pet).c.id.eq(person.c.id);
    statement = spec.isOuter ? statement.outerjoin(other as typeof pet, on) : statement.join(other as typeof pet, on);
  }
  statement = statement.where(...spec.where.map((one) => conditionOf(one, other, values)));
  for (const order of spec.order) statement = ordered(statement, order, spec, columns);
  if (spec.isDistinct) statement = statement.distinct();
  if (spec.limit) statement = statement.limit(values.number());
  if (spec.offset) statement = statement.offset(values.number());
  return statement;
}

function otherOf({ join }: SelectSpec, values: Values): Other {
  switch (join) {
    case 'none':
      return person as unknown as Other;
    case 'table':
      return pet;
    case 'alias':
      return pet.alias() as unknown as Other;
    case 'namedAlias':
      return pet.alias('beast') as unknown as Other;
    case 'subquery':
      return select(pet.c.id, pet.c.name).where(pet.c.id.gt(values.number())).subquery() as unknown as Other;
  }
}

function columnOf(spec: ColumnSpec, other: Other, values: Values): Expression {
  switch (spec.kind) {
    case 'column':
      return person.c[spec.name];
    case 'other':
      return other.c[spec.name];
    case 'label':
      return (spec.of === 'sum' ? person.c.id.add(values.number()) : person.c.name).label(spec.label);
    case 'sum':
      return person.c.height.mul(values.fraction());
    case 'scalar':
      return select(pet.c.id).where(pet.c.name.eq(values.text())).limit(1).scalarSubquery();
  }
}

function ordered(statement: AnySelect, order: SelectSpec['order'][number], spec: SelectSpec, columns: readonly Expression[]) {
  if (order === 'firstColumn') return statement.orderBy(columns[0] as Expression);
  if (order !== 'label') return statement.orderBy(person.c[order].desc());
  const label = spec.columns.find((one) => one.kind === 'label');
  return label?.kind === 'label' ? statement.orderBy(label.label) : statement;
}

function conditionOf(spec: ConditionSpec, other: Other, values: Values): ColumnElement<boolean> {
  switch (spec.kind) {
    case 'id':
      return person.c.id[spec.operator](values.number());
    case 'name':
      return person.c.name[spec.operator](values.text());
    case 'in':
      return person.c.id.in(values.list());
    case 'born':
      return person.c.born.le(values.date() as never);
    case 'isTall':
      return person.c.isTall.eq(true);
    case 'isNull':
      return person.c.born.eq(null);
    case 'fraction':
      return person.c.id.lt(values.fraction());
    case 'other':
      return other.c.name.ne(values.text());
    case 'text':
      return person.c.isTall.eq(true).and(text('person.id > :low').bindparams({ low: values.number() }));
    case 'exists':
      return select(pet.c.id).where(pet.c.personId.eq(person.c.id), pet.c.id.lt(values.number())).exists();
    case 'twice': {
      const bound = bindparam('again', { value: values.number(), type: t.Integer });
      return person.c.id.lt(bound).or(person.c.height.gt(bound as never));
    }
    case 'parameter':
      return person.c.id.ne(
        bindparam<unknown>(spec.name, { value: values.number(), ...(spec.isTyped ? { type: t.Float } : {}) }) as never,
      );
    case 'and':
    case 'or': {
      const [first, ...rest] = spec.parts.map((part) => conditionOf(part, other, values));
      return (first as ColumnElement<boolean>)[spec.kind](...rest);
    }
    case 'not':
      return conditionOf(spec.part, other, values).not();
  }
}
