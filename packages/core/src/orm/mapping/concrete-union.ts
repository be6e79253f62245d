import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { unionAll } from '../../sql/compound-select.ts';
import { false_ } from '../../sql/literals.ts';
import type { NamedColumn } from '../../sql/column-element.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { select } from '../../sql/select.ts';
import { subquery } from '../../sql/from-functions.ts';
import type { ColumnProperty } from './column-property.ts';
import { Entity } from './entity.ts';
import type { Mapper } from './mapper.ts';

type AnyNamed = NamedColumn<string, unknown>;

/**
 * A class with concrete classes below it, as `UNION ALL` of their tables; SQLAlchemy's `polymorphic_union()`. Beside the
 * attributes, of which a class without one has NULL, it has the primary key of each class, by which rows are told apart.
 */
export function concreteUnion(classes: readonly Mapper[], name: string | null): Entity {
  const [mapper] = classes as readonly [Mapper];
  const mixed = classes.find(({ tables, inheritance }) => tables.length > 1 || inheritance === 'single');
  if (mixed !== undefined)
    throw new InvalidRequestError(
      `withPolymorphic() takes concrete classes, or others, but not both: ${mixed.name} shares a table with another class.`,
    );
  const columns = unionColumns(classes);
  const queries = classes.map((one) => select(...columns.map((column) => valueIn(one, column).label(column.name) as AnyNamed)));
  const [first, ...others] = queries as [(typeof queries)[number], ...typeof queries];
  const from = subquery(others.length === 0 ? first : unionAll(first, ...(others as never[])), name ?? undefined);
  const nodes = new Map((from.columnNodes as readonly ColumnNode[]).map((node) => [node.key, node]));
  const columnOf = ({ key }: ColumnProperty): ColumnNode => nodes.get(key) as ColumnNode;
  const parts = classes.map((one) =>
    Entity.ofColumns(one, from.node, (property) =>
      property.isPrimaryKey ? (nodes.get(keyName(one, property)) as ColumnNode) : columnOf(property),
    ),
  );
  return Entity.ofColumns(mapper, from.node, columnOf, { aliasName: name, concrete: parts });
}

/** A column of the union, with the attribute that it holds of each class that has it. */
interface UnionColumn {
  readonly name: string;
  readonly byClass: ReadonlyMap<Mapper, ColumnProperty>;
}

function unionColumns(classes: readonly Mapper[]): readonly UnionColumn[] {
  const keys = new Set(classes.flatMap(({ columns }) => columns.map(({ key }) => key)));
  const attributes = [...keys].map((key) => ({ name: key, byClass: new Map(classes.flatMap((one) => attributeOf(one, key))) }));
  const ids = classes.flatMap((one) =>
    one.primaryKey.map((property) => ({ name: keyName(one, property), byClass: new Map([[one, property]]) })),
  );
  return [...attributes, ...ids];
}

function attributeOf(mapper: Mapper, key: string): readonly (readonly [Mapper, ColumnProperty])[] {
  return mapper.columns.filter((property) => property.key === key).map((property) => [mapper, property]);
}

/** `manager_id_key` */
function keyName({ table }: Mapper, { key }: ColumnProperty): string {
  return `${table.name}_${key}_key`;
}

/** The column of a class; of one without it a NULL that has the type of the others, which not every database can cast to. */
function valueIn(mapper: Mapper, { byClass }: UnionColumn): Pick<AnyNamed, 'label'> {
  const own = byClass.get(mapper);
  if (own !== undefined) return own.column as unknown as AnyNamed;
  const [other] = byClass.values();
  return select((other as ColumnProperty).column as unknown as AnyNamed)
    .where(false_())
    .scalarSubquery() as unknown as AnyNamed;
}
