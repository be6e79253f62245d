/** Where the columns and queries of the generated schema come from. */
export interface SchemaSource {
  /** How many tables, of twelve columns each, three of them foreign keys, with four queries for each table. */
  readonly tables: number;
  /** What the generated file imports: `@aludel/core`, or a path. */
  readonly core: string;
}

/** TypeScript with tables and queries, each query with its rows used as what they are. */
export function schemaSource({ tables, core }: SchemaSource): string {
  const numbers = Array.from({ length: tables }, (_, index) => index);
  return [
    `import { column, foreignKey, func, insert, MetaData, select, Table, types as t } from '${core}';`,
    'const metadata = new MetaData();',
    'declare function use<T>(value: T): void;',
    ...numbers.map(tableSource),
    ...numbers.map((index) => queriesSource(index, tables)),
    '',
  ].join('\n');
}

function tableSource(index: number): string {
  const reference = (step: number) => `foreignKey('table_${Math.max(0, index - step)}.id')`;
  return `
export const table${index} = new Table('table_${index}', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  firstId: column('first_id', t.Integer, ${reference(1)}),
  secondId: column('second_id', t.Integer, ${reference(2)}),
  thirdId: column('third_id', t.Integer, ${reference(3)}, { nullable: true }),
  name${index}: column(t.String(30)),
  title: column(t.String(), { nullable: true }),
  price: column(t.Numeric(10, 2)),
  quantity: column(t.Integer, { default: 0 }),
  isActive: column('is_active', t.Boolean),
  createdAt: column('created_at', t.DateTime),
  weight: column(t.Float, { nullable: true }),
  data: column(t.LargeBinary, { nullable: true }),
});`;
}

function queriesSource(index: number, tables: number): string {
  const other = (index + 1) % tables;
  const [own, joined] = [`table${index}`, `table${other}`];
  return `
async function queries${index}(execute: <N>(statement: { readonly _rowType?: N }) => Promise<N[]>) {
  const rows = await execute(select(${own}.c.id, ${own}.c.name${index}, ${own}.c.price).where(${own}.c.id.gt(${index}), ${own}.c.name${index}.like('a%')));
  for (const { id, name${index}, price } of rows) use<[number, string, string]>([id, name${index}, price]);
  const outer = await execute(
    select(${own}.c.id, ${joined}.c.quantity, ${joined}.c.name${other}.label('other')).outerjoin(${joined}, ${joined}.c.firstId.eq(${own}.c.id)).orderBy(${own}.c.id),
  );
  for (const { id, quantity, other } of outer) use<[number, number | null, string | null]>([id, quantity, other]);
  const groups = await execute(select(${own}.c.firstId, func.count().label('n')).groupBy(${own}.c.firstId).having(${own}.c.firstId.ne(0)));
  for (const { firstId, n } of groups) use<[number, number]>([firstId, n]);
  use(
    insert(${own}).values({ firstId: 1, secondId: 2, name${index}: 'x', price: '1.50', isActive: true, createdAt: new Date(0) as never }),
  );
}
use(queries${index});`;
}
