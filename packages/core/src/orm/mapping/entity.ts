import { EntityElement, mappedClause } from '../../sql/clause-element.ts';
import { NamedColumn } from '../../sql/column-element.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { ColumnNode, RelationshipNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { FromNode, LoweredStatement, StatementEntity, StatementNode } from '../../sql/nodes/sql-node.ts';
import { nullType } from '../../types/null-type.ts';
import type { ColumnProperty } from './column-property.ts';
import { lowering } from './lowering.ts';
import type { Mapper } from './mapper.ts';
import { RelationshipAttribute } from './relationship-attribute.ts';
import type { RelationshipProperty } from './relationship-property.ts';

/** The attributes of a class or of an alias of it, by key. */
export type Attributes = Readonly<Record<string, NamedColumn<string, unknown> | RelationshipAttribute<unknown>>>;

/** A mapped class, or an alias of one, in statements. */
export class Entity extends EntityElement implements StatementEntity {
  readonly mapper: Mapper;
  readonly uid: number;
  readonly node: EntityNode;
  /** The name that an alias was given; null: it is the class itself, or an alias without one. */
  readonly aliasName: string | null;
  readonly #columnOf: (property: ColumnProperty) => ColumnNode;
  #attributes: Attributes | null = null;
  #columnNodes: readonly ColumnNode[] | null = null;

  private constructor(
    mapper: Mapper,
    from: FromNode,
    columnOf: (property: ColumnProperty) => ColumnNode,
    { uid, aliasName }: { readonly uid: number; readonly aliasName: string | null },
  ) {
    super();
    this.mapper = mapper;
    this.uid = uid;
    this.aliasName = aliasName;
    this.node = { kind: 'entity', identity: this, from };
    this.#columnOf = columnOf;
  }

  /** The class itself. */
  static of(mapper: Mapper): Entity {
    return new Entity(mapper, mapper.table.node, ({ column }) => column.node, { uid: mapper.uid, aliasName: null });
  }

  /** The class over other rows: an alias of its table, a subquery that has its columns. */
  static over(mapper: Mapper, from: FromClause<unknown, string>, aliasName: string | null): Entity {
    const byOrigin = new Map<ColumnNode, ColumnNode>();
    for (const node of from.columnNodes)
      for (let origin: ColumnNode | null = node; origin !== null; origin = origin.origin) byOrigin.set(plainColumn(origin), node);
    const columnOf = ({ column, key }: ColumnProperty) =>
      byOrigin.get(column.node) ?? (from.columnNodes.find((node) => node.key === key) as ColumnNode);
    return new Entity(mapper, from.node, columnOf, { uid: 0, aliasName });
  }

  get mapperUid(): number {
    return this.mapper.uid;
  }

  /** Whether it is the class itself, rather than an alias. */
  get isClass(): boolean {
    return this.uid !== 0;
  }

  get c(): Attributes {
    this.#attributes ??= this.#makeAttributes();
    return this.#attributes;
  }

  /** The column of the table, alias or subquery that an attribute is read from. */
  column(property: ColumnProperty): ColumnNode {
    return this.#columnOf(property);
  }

  get columnNodes(): readonly ColumnNode[] {
    this.#columnNodes ??= this.mapper.columns.map((property) => this.c[property.key]?.node as ColumnNode);
    return this.#columnNodes;
  }

  lower(statement: StatementNode): LoweredStatement {
    return lowering.lower(statement);
  }

  #makeAttributes(): Attributes {
    const attributes: Record<string, unknown> = Object.create(null);
    for (const property of this.mapper.columns) attributes[property.key] = this.#columnAttribute(property);
    for (const key of this.mapper.thunkKeys)
      Object.defineProperty(attributes, key, { get: once(() => this.#otherAttribute(key)), enumerable: true });
    return Object.freeze(attributes) as Attributes;
  }

  #columnAttribute(property: ColumnProperty): NamedColumn<string, unknown> {
    const plain = this.#columnOf(property);
    const node: ColumnNode = { ...plain, key: property.key, entity: this };
    plainColumns.set(node, plain);
    return new NamedColumn(node, property.key);
  }

  #otherAttribute(key: string): unknown {
    const property = this.mapper.requireProperty(key);
    return property.kind === 'column' ? this.c[key] : new RelationshipAttribute(this.#relationshipNode(property), key);
  }

  #relationshipNode(property: RelationshipProperty<Mapper>): RelationshipNode {
    return {
      kind: 'relationship',
      parent: this.node,
      target: entityOf(property.target).node,
      uid: property.uid,
      criteria: [],
      property,
      type: nullType,
    };
  }
}

/** The column of a table or alias that an attribute of a class stands for. */
export function plainColumn(node: ColumnNode): ColumnNode {
  return plainColumns.get(node) ?? node;
}

const plainColumns = new WeakMap<ColumnNode, ColumnNode>();
const entities = new WeakMap<Mapper, Entity>();

/** The class of a mapper, in statements. */
export function entityOf(mapper: Mapper): Entity {
  const known = entities.get(mapper);
  if (known !== undefined) return known;
  const made = Entity.of(mapper);
  entities.set(mapper, made);
  return made;
}

/** The entity that a class or an alias of one stands for; null for anything else. */
export function findEntity(value: unknown): Entity | null {
  const clause = (value as { readonly [mappedClause]?: unknown } | null | undefined)?.[mappedClause];
  return clause instanceof Entity ? clause : null;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
