import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { EntityElement, mappedClause } from '../../sql/clause-element.ts';
import { NamedColumn } from '../../sql/column-element.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { ColumnNode, RelationshipNode, ScalarSubqueryNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { FromNode, LoweredStatement, SqlNode, StatementEntity, StatementNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { labelNode } from '../../sql/operations/label-and-cast.ts';
import { nullType } from '../../types/null-type.ts';
import { withListeners } from './attribute-listeners.ts';
import type { ColumnProperty } from './column-property.ts';
import { lowering } from './lowering.ts';
import type { Mapper } from './mapper.ts';
import { type ClassSourceOptions, classSource } from './polymorphic-from.ts';
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
  /** The classes that rows may be of whose tables stand alone, each with its key where a row is of it. */
  readonly concrete: readonly Entity[];
  readonly #columnOf: (property: ColumnProperty) => ColumnNode | undefined;
  readonly #subclasses: () => readonly Mapper[];
  readonly #isPart: boolean;
  readonly #expressions = new Map<ColumnProperty, ColumnNode>();
  #attributes: Attributes | null = null;
  #columnNodes: readonly ColumnNode[] | null = null;

  private constructor(
    mapper: Mapper,
    from: () => FromNode,
    columnOf: (property: ColumnProperty) => ColumnNode | undefined,
    { uid, aliasName, subclasses = none, isPart = false, concrete = [] }: EntityParts,
  ) {
    super();
    this.mapper = mapper;
    this.uid = uid;
    this.aliasName = aliasName;
    this.concrete = concrete;
    this.#subclasses = subclasses;
    this.#isPart = isPart;
    // The tables of parents and subclasses may be defined later than a class is first named.
    this.node = Object.defineProperty<object>({ kind: 'entity', identity: this }, 'from', {
      get: from,
      enumerable: true,
    }) as EntityNode;
    this.#columnOf = columnOf;
  }

  /** The class itself, with what its subclasses say is always loaded with it. */
  static of(mapper: Mapper): Entity {
    const subclasses = atRevision(mapper, () =>
      mapper.polymorphism.selfAndDescendants.filter((one) => one !== mapper && one.options.polymorphicLoad === 'inline'),
    );
    const from = atRevision(mapper, () => classSource(mapper, { subclasses: subclasses() }).from);
    return new Entity(mapper, from, ({ column }) => column.node, { uid: mapper.uid, aliasName: null, subclasses });
  }

  /** The class over its own tables: under other names, or with those of subclasses. */
  static from(mapper: Mapper, options: ClassSourceOptions): Entity {
    const { from, nodeOf } = classSource(mapper, options);
    const { name: aliasName = null, subclasses = [] } = options;
    return new Entity(
      mapper,
      () => from,
      ({ column }) => nodeOf(column),
      { uid: 0, aliasName, subclasses: () => subclasses },
    );
  }

  /** One of its subclasses, over the same rows. */
  part(subclass: Mapper): Entity {
    const { aliasName } = this;
    return new Entity(subclass, () => this.node.from, this.#columnOf, { uid: 0, aliasName, isPart: true });
  }

  /** The class over other rows: an alias of its table, a subquery that has its columns, or some of them. */
  static over(mapper: Mapper, from: FromClause<unknown, string>, aliasName: string | null): Entity {
    const byOrigin = new Map<ColumnNode, ColumnNode>();
    for (const node of from.columnNodes)
      for (let origin: ColumnNode | null = node; origin !== null; origin = origin.origin) byOrigin.set(plainColumn(origin), node);
    const columnOf = ({ column, key }: ColumnProperty) =>
      byOrigin.get(column.node) ?? from.columnNodes.find((node) => node.key === key || node.key === column.name);
    return new Entity(mapper, () => from.node, columnOf, { uid: 0, aliasName });
  }

  /** The class over rows of which it is told where each attribute stands. */
  static ofColumns(
    mapper: Mapper,
    from: FromNode,
    columnOf: (property: ColumnProperty) => ColumnNode | undefined,
    { aliasName = null, concrete = [] }: { readonly aliasName?: string | null; readonly concrete?: readonly Entity[] } = {},
  ): Entity {
    return new Entity(mapper, () => from, columnOf, { uid: 0, aliasName, concrete });
  }

  get mapperUid(): number {
    return this.mapper.uid;
  }

  get revision(): number {
    return this.mapper.revision;
  }

  /** Subclasses whose columns are there as well. */
  get subclasses(): readonly Mapper[] {
    return this.#subclasses();
  }

  /** Of single-table inheritance: what keeps the rows of other classes out; null: nothing need to. */
  get criterion(): SqlNode | null {
    if (this.#isPart) return null;
    return this.mapper.polymorphism.criterion((property) => this.column(property));
  }

  /** Whether it is the class itself, rather than an alias. */
  get isClass(): boolean {
    return this.uid !== 0;
  }

  get c(): Attributes {
    this.#attributes ??= this.#makeAttributes();
    return this.#attributes;
  }

  /** Whether the rows have it: a subquery may have selected less. */
  has(property: ColumnProperty): boolean {
    return property.expression !== undefined || this.#columnOf(property) !== undefined;
  }

  /** The column of the table, alias or subquery that an attribute is read from. */
  column(property: ColumnProperty): ColumnNode {
    if (property.expression !== undefined) return this.#expression(property);
    const column = this.#columnOf(property);
    if (column !== undefined) return column;
    const { mapper, aliasName } = this;
    throw new InvalidRequestError(
      `The subquery that ${aliasName ?? `an alias of ${mapper.name}`} is over has no column for ${mapper.name}.${property.key}. Select ${mapper.name}.c.${property.key} in it.`,
    );
  }

  /** The same node each time. */
  #expression(property: ColumnProperty): ColumnNode {
    const known = this.#expressions.get(property);
    if (known !== undefined) return known;
    const made = this.#owned(property.expression?.(this) as ColumnNode);
    this.#expressions.set(property, made);
    return made;
  }

  /** An expression of its attributes, whose subqueries tell what they are part of. */
  #owned<N extends SqlNode>(node: N): N {
    if (node.kind === 'column') return node;
    if (node.kind !== 'scalarSubquery') return mapChildren(node, (child) => this.#owned(child));
    const { entity, query } = node as unknown as ScalarSubqueryNode;
    if (entity !== undefined && entity.mapperUid !== this.mapperUid) return node;
    return { ...node, entity: this, query: this.#correlated(query, entity !== undefined) };
  }

  /** What else the subquery is about does not become that of the query around it, which may be about the same. */
  #correlated(query: StatementNode, isOwned: boolean): StatementNode {
    const isFree = isOwned || (query as Partial<SelectNode>).correlation === 'auto';
    if (!isFree || query.kind !== 'select' || this.node.from.kind === 'join') return query;
    return { ...query, correlation: 'only', correlated: [this.node] } as StatementNode;
  }

  get columnNodes(): readonly ColumnNode[] {
    this.#columnNodes ??= this.mapper.columns
      .filter((property) => !property.deferred && this.has(property))
      .map((property) => this.c[property.key]?.node as ColumnNode);
    return this.#columnNodes;
  }

  equality(key: string, value: unknown): SqlNode {
    const attribute = this.c[key];
    if (attribute === undefined)
      throw new InvalidRequestError(
        `Entity namespace for "${this.aliasName ?? this.mapper.name}" has no property "${key}". There are: ${Object.keys(this.c).join(', ')}.`,
      );
    if (attribute instanceof RelationshipAttribute) return attribute.eq(value as null).node;
    return (attribute as NamedColumn<string, unknown>).eq(value).node;
  }

  lower(statement: StatementNode): LoweredStatement {
    return lowering.lower(statement);
  }

  #makeAttributes(): Attributes {
    const attributes: Record<string, unknown> = Object.create(null);
    for (const property of this.mapper.columns)
      if (this.has(property)) attributes[property.key] = this.#columnAttribute(property);
      else Object.defineProperty(attributes, property.key, { get: () => this.column(property) });
    for (const key of this.mapper.thunkKeys)
      Object.defineProperty(attributes, key, { get: once(() => this.#otherAttribute(key)), enumerable: true });
    return Object.freeze(attributes) as Attributes;
  }

  #columnAttribute(property: ColumnProperty): NamedColumn<string, unknown> {
    const plain = this.column(property);
    const node: ColumnNode = { ...plain, key: property.key, entity: this };
    plainColumns.set(node, plain);
    return withListeners(new NamedColumn(node, property.key), property);
  }

  #otherAttribute(key: string): unknown {
    const descriptor = this.mapper.descriptor(key);
    if (descriptor !== undefined) {
      const attribute = descriptor.attributeOf(this);
      const isExpression = attribute instanceof NamedColumn && attribute.node.kind === 'label';
      return isExpression ? new NamedColumn(this.#owned(attribute.node), attribute.key) : attribute;
    }
    const property = this.mapper.requireProperty(key);
    if (property.kind === 'column' && property.expression !== undefined) {
      const node = labelNode(this.column(property), key);
      expressionOwners.set(node, this);
      return new NamedColumn(node, key);
    }
    return property.kind === 'column'
      ? this.c[key]
      : withListeners(new RelationshipAttribute(this.#relationshipNode(property), key), property);
  }

  #relationshipNode(property: RelationshipProperty<Mapper>): RelationshipNode {
    return {
      kind: 'relationship',
      parent: this.node,
      target: targetEntity(property).node,
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

/** The entity that a node is, as SELECT and FROM name it; null: it is something else. */
export function selectedEntity(node: SqlNode): Entity | null {
  return node.kind === 'entity' ? ((node as EntityNode).identity as Entity) : null;
}

/** The entity that a column or an SQL expression is an attribute of; null: it is none. */
export function ownerOfAttribute(node: SqlNode): Entity | null {
  const owner = (node as Partial<ColumnNode>).entity ?? expressionOwners.get(node);
  return owner instanceof Entity ? owner : null;
}

const plainColumns = new WeakMap<ColumnNode, ColumnNode>();
const expressionOwners = new WeakMap<SqlNode, Entity>();
const entities = new WeakMap<Mapper, Entity>();

interface EntityParts {
  readonly uid: number;
  readonly aliasName: string | null;
  readonly subclasses?: () => readonly Mapper[];
  /** Whether it is a subclass in rows of its parent. */
  readonly isPart?: boolean;
  readonly concrete?: readonly Entity[];
}

const none = (): readonly Mapper[] => [];

/** Made anew when the class has got another subclass. */
function atRevision<T>(mapper: Mapper, make: () => T): () => T {
  let made: { readonly revision: number; readonly value: T } | null = null;
  return () => {
    if (made?.revision !== mapper.revision) made = { revision: mapper.revision, value: make() };
    return made.value;
  };
}

/** The class of a mapper, in statements. */
export function entityOf(mapper: Mapper): Entity {
  const known = entities.get(mapper);
  if (known !== undefined) return known;
  const made = Entity.of(mapper);
  entities.set(mapper, made);
  return made;
}

/** What a relationship leads to, in statements. */
export function targetEntity({ target, alias }: RelationshipProperty<Mapper>): Entity {
  return (alias as Entity | null) ?? entityOf(target);
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
