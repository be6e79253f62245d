import type { SchemaSource } from './schema-source.ts';

/** TypeScript with mapped classes of twelve columns and three relationships, and four queries for each class. */
export function ormSource({ tables, core }: SchemaSource): string {
  const numbers = Array.from({ length: tables }, (_, index) => index);
  return [
    `import { declarativeBase, foreignKey, func, mappedColumn, relationship, select, Session, types as t } from '${core}';`,
    'const Base = declarativeBase();',
    'declare const session: Session;',
    'declare function use<T>(value: T): void;',
    ...numbers.map((index) => classSource(index, tables)),
    ...numbers.map((index) => queriesSource(index, tables)),
    '',
  ].join('\n');
}

function classSource(index: number, classes: number): string {
  const other = (step: number) => (index + step) % classes;
  return `
export class Class${index} extends Base('table_${index}', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  firstId: mappedColumn('first_id', t.Integer, foreignKey('table_${other(1)}.id')),
  secondId: mappedColumn('second_id', t.Integer, foreignKey('table_${other(2)}.id')),
  thirdId: mappedColumn('third_id', t.Integer, foreignKey('table_${other(3)}.id'), { nullable: true }),
  name${index}: mappedColumn(t.String(30)),
  title: mappedColumn(t.String(), { nullable: true }),
  price: mappedColumn(t.Numeric(10, 2)),
  quantity: mappedColumn(t.Integer, { default: 0 }),
  isActive: mappedColumn('is_active', t.Boolean),
  createdAt: mappedColumn('created_at', t.DateTime),
  weight: mappedColumn(t.Float, { nullable: true }),
  data: mappedColumn(t.LargeBinary, { nullable: true }),
  first: () => relationship(Class${other(1)}, { foreignKeys: Class${index}.c.firstId }),
  third: () => relationship(Class${other(3)}, { nullable: true, foreignKeys: Class${index}.c.thirdId }),
  others: () => relationship([Class${(index + classes - 1) % classes}], { backPopulates: 'first' }),
}) {
  describe() {
    return \`\${this.name${index}} of \${this.first.name${other(1)}}\`;
  }
}`;
}

function queriesSource(index: number, classes: number): string {
  const own = `Class${index}`;
  const other = (index + 1) % classes;
  return `
async function queries${index}() {
  const objects = await session.scalars(select(${own}).where(${own}.c.id.gt(${index}), ${own}.c.name${index}.like('a%'))).all();
  for (const object of objects) use<[number, string, string]>([object.id, object.describe(), object.first.name${other}]);
  const pairs = await session.execute(select(${own}, Class${other}.c.quantity).outerjoin(${own}.c.first).orderBy(${own}.c.id));
  for (const [object, quantity] of pairs) use<[string | null, number | null]>([object.title, quantity]);
  const groups = await session.execute(select(${own}.c.firstId, func.count().label('n')).groupBy(${own}.c.firstId));
  for (const { firstId, n } of groups) use<[number, number]>([firstId, n]);
  const found = await session.get(${own}, ${index});
  use<number | undefined>(found?.others.length);
  session.add(new ${own}({ name${index}: 'x', price: '1.50', isActive: true, createdAt: new Date(0) as never, others: [] }));
}
use(queries${index});`;
}
