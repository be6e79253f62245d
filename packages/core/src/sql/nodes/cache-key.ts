import { structuralKey } from '../../types/define-type.ts';
import type { EntityNode } from './from-nodes.ts';
import type { BinaryNode, BindNode, ColumnNode, LabelNode, ListNode } from './expression-nodes.ts';
import { type FieldRole, nodeFields } from './node-fields.ts';
import type { AnyType, FromIdentity, FromNode, SqlNode, StatementEntity } from './sql-node.ts';
import type { AssignmentsNode, InsertNode, SelectNode } from './statement-nodes.ts';

/** What a statement has in common with all that compile to the same SQL, and what it has of its own. */
export interface StatementKey {
  /** Null where a type or construct takes part of which the structure is unknown: such a statement is equal only to itself. */
  readonly key: string | null;
  /** The parameters in the order of the key, so that those of an equal statement fit the SQL of this one. */
  readonly binds: readonly BindNode[];
  /** A mapped class that it names: it must be lowered before it is compiled. Null: it names none. */
  readonly entity: StatementEntity | null;
}

/** Walks a statement once. Two statements have the same key exactly if they compile to the same SQL. */
export function statementKey(node: SqlNode): StatementKey {
  const writer = new KeyWriter();
  writer.write(node);
  return { key: writer.isKnown ? writer.key : null, binds: writer.binds, entity: writer.entity };
}

/** The fields of a kind that are part of the key, in their order. */
interface Outline {
  readonly names: readonly string[];
  readonly roles: readonly FieldRole[];
  /** Whether it is something that columns refer to: an alias, a subquery. */
  readonly isFrom: boolean;
}

const outlines = new Map<string, Outline>(
  Object.entries<Readonly<Record<string, FieldRole>>>(nodeFields).map(([kind, roles]) => {
    const names = Object.keys(roles).filter((name) => roles[name] !== 'skip' && roles[name] !== 'result');
    return [kind, { names, roles: names.map((name) => roles[name] as FieldRole), isFrom: 'identity' in roles }];
  }),
);

/** Up to so many parameters a list is searched faster than a map is filled. */
const shortList = 12;

/**
 * Writes a key: each part tells by itself where it ends, so that no two structures have the same. The kinds that every
 * statement is full of are spelled out, which is faster than going by the list of their fields; a test compares the two.
 */
class KeyWriter {
  /** Begins as no text does: texts have their own keys in the same cache. */
  key = '\0';
  isKnown = true;
  entity: StatementEntity | null = null;
  readonly binds: BindNode[] = [];
  /** Aliases and the like, and what they are made of, numbered in the order they are met. */
  #froms: Map<FromNode, number> | null = null;
  #identities: Map<FromIdentity, number> | null = null;
  #bindNumbers: Map<BindNode, number> | null = null;
  /** What `params()` gave, from the outside to the inside. */
  readonly #params: ReadonlyMap<string, unknown>[] = [];
  /** Nodes that SQL may refer to by a name where they stand again: what was given a label, or will be given one. */
  #named: Map<SqlNode, number> | null = null;

  write(node: SqlNode): void {
    if (this.#named !== null && this.#isKnownName(node)) return;
    switch (node.kind) {
      case 'column':
        return this.#column(node as ColumnNode);
      case 'bind':
        return this.#bind(node as BindNode);
      case 'table':
        this.key += `t${(node as FromNode).identity.uid};`;
        return;
      case 'binary':
        return this.#binary(node as BinaryNode);
      case 'list':
        return this.#list(node as ListNode);
      case 'label':
        return this.#label(node as LabelNode);
      case 'select':
        return this.#select(node as SelectNode);
      case 'insert':
        return isPlainInsert(node as InsertNode) ? this.#insert(node as InsertNode) : this.#other(node);
      case 'entity':
        return this.#entity(node as EntityNode);
      case 'ddl':
        // Executed once: its SQL is not worth keeping.
        this.isKnown = false;
        return;
      default:
        return this.#other(node);
    }
  }

  // Leaves -------------------------------------------------------------------------------------------------------

  /** By its key, of which a table has one of a kind; the rest follows from it. A column on its own has nothing to follow from. */
  #column({ from, key, name, type, entity }: ColumnNode): void {
    if (entity !== undefined) this.#mark('m', entity);
    if (from === null) {
      this.key += `c.${sized(name)}${name === key ? '_' : sized(key)}`;
      this.#type(type);
    } else if (from.kind === 'table') {
      this.key += `c${from.identity.uid}.${sized(key)}`;
    } else {
      this.key += 'C';
      this.write(from);
      this.key += sized(key);
    }
  }

  /** The value is no part of the key. A parameter that stands twice is one. */
  #bind(node: BindNode): void {
    const known = this.#numberOf(node);
    if (known >= 0) {
      this.key += `p${known};`;
      return;
    }
    this.#bindNumbers?.set(node, this.binds.length);
    this.binds.push(this.#params.length === 0 ? node : this.#given(node));
    const { name, isAnonymous, isExpanding, isTyped } = node;
    this.key += `${isAnonymous ? '?' : '!'}${isExpanding ? '*' : ''}${isTyped ? '' : '-'}${sized(name)}`;
    this.#type(node.type);
  }

  #given(node: BindNode): BindNode {
    const params = node.isAnonymous ? undefined : this.#params.find((one) => one.has(node.name));
    return params === undefined ? node : { ...node, value: params.get(node.name), isGiven: true };
  }

  #numberOf(node: BindNode): number {
    const { binds } = this;
    if (this.#params.length > 0 && !node.isAnonymous)
      return binds.findIndex((bind) => !bind.isAnonymous && bind.name === node.name);
    if (binds.length < shortList) return binds.indexOf(node);
    this.#bindNumbers ??= new Map(binds.map((bind, index) => [bind, index]));
    return this.#bindNumbers.get(node) ?? -1;
  }

  #entity({ identity, from }: EntityNode): void {
    this.#mark('M', identity);
    this.write(from);
  }

  #mark(mark: string, entity: StatementEntity): void {
    // Classes of one table differ by their conditions alone; adding a subclass gives both the same revision.
    this.key += `${mark}${entity.uid}.${entity.mapperUid}.${entity.revision};`;
    this.entity ??= entity;
  }

  // Kinds that are spelled out -----------------------------------------------------------------------------------

  #binary({ operator, left, right, modifier, type }: BinaryNode): void {
    this.key += `=${operator}${modifier === null ? ';' : `,${sized(modifier)}`}`;
    this.write(left);
    this.write(right);
    this.#type(type);
  }

  #list({ operator, clauses }: ListNode): void {
    this.key += `&${operator};`;
    this.#nodes(clauses);
  }

  #label(node: LabelNode): void {
    this.#remember(node);
    this.key += node.name === null ? 'L' : `l${sized(node.name)}`;
    const { element } = node;
    this.write(element);
    if (element.kind !== 'column') this.#remember(element);
  }

  /** Most statements have few of the clauses: those are marked, the others left out. */
  #select(node: SelectNode): void {
    if (node.params !== undefined) this.#params.push(node.params);
    this.key += node.isDistinct ? 'D' : 'S';
    if (node.labelStyle !== 'disambiguate') this.key += `|y${node.labelStyle};`;
    for (const column of node.columns) {
      this.write(column);
      if (isUnnamed(column)) this.#remember(column);
    }
    this.#clause('f', node.froms);
    this.#clause('j', node.joins);
    this.#clause('w', node.where);
    this.#clause('g', node.groupBy);
    this.#clause('h', node.having);
    this.#clause('o', node.orderBy);
    this.#clause('d', node.distinctOn);
    this.#optional('l', node.limit);
    this.#optional('s', node.offset);
    if (node.fetch !== null) this.key += `|n${JSON.stringify(node.fetch)}`;
    this.#optional('u', node.forUpdate);
    if (node.correlation !== 'auto') this.key += `|c${node.correlation};`;
    this.#clause('t', node.correlated);
    this.#clause('p', node.prefixes);
    this.#clause('q', node.suffixes);
    this.#clause('i', node.hints);
    if (node.options !== undefined) this.#clause('x', node.options);
    if (node.ctes !== undefined) this.#clause('e', node.ctes);
    if (node.params !== undefined) this.#params.pop();
    this.key += ')';
  }

  /** One that has only rows. */
  #insert({ table, rows }: InsertNode): void {
    this.key += 'I';
    this.write(table);
    for (const row of rows as readonly AssignmentsNode[]) {
      const { targets, values } = row;
      this.key += `${row.isOrdered ? 'o' : 'r'}${targets.length};`;
      for (let i = 0; i < targets.length; i++) this.#assignment(targets[i] as ColumnNode, values[i] as SqlNode);
    }
    this.key += ')';
  }

  /** Mostly a value of the type of its column, which says all. */
  #assignment(target: ColumnNode, value: SqlNode): void {
    this.key += sized(target.key);
    const { isAnonymous, isExpanding, isTyped, name, type } = value as BindNode;
    const isPlain =
      value.kind === 'bind' && isAnonymous && isTyped && !isExpanding && name === target.key && type === target.type;
    if (!isPlain || this.#numberOf(value as BindNode) >= 0) {
      this.key += ':';
      this.write(value);
      return;
    }
    this.key += '=';
    this.#bindNumbers?.set(value as BindNode, this.binds.length);
    this.binds.push(value as BindNode);
  }

  #clause(mark: string, nodes: readonly SqlNode[]): void {
    if (nodes.length === 0) return;
    this.key += `|${mark}`;
    for (let i = 0; i < nodes.length; i++) this.write(nodes[i] as SqlNode);
  }

  #optional(mark: string, node: SqlNode | null): void {
    if (node === null) return;
    this.key += `|${mark}`;
    this.write(node);
  }

  // All other kinds ----------------------------------------------------------------------------------------------

  #other(node: SqlNode): void {
    const outline = outlines.get(node.kind);
    if (outline === undefined) this.isKnown = false;
    else if (outline.isFrom) this.#from(node as FromNode, outline);
    else this.#fields(node, outline);
  }

  /** Numbered, so that columns can refer to it. Two states of one (of a recursive CTE) are two, with an identity in common. */
  #from(node: FromNode, outline: Outline): void {
    this.#froms ??= new Map();
    const known = this.#froms.get(node);
    if (known !== undefined) {
      this.key += `f${known};`;
      return;
    }
    this.#froms.set(node, this.#froms.size);
    this.#identities ??= new Map();
    const identity = this.#identities.get(node.identity) ?? this.#identities.size;
    this.#identities.set(node.identity, identity);
    this.key += `@${identity};`;
    this.#fields(node, outline);
  }

  #fields(node: SqlNode, { names, roles }: Outline): void {
    this.key += `${node.kind}(`;
    const values = node as unknown as Readonly<Record<string, unknown>>;
    const { params } = node as { readonly params?: ReadonlyMap<string, unknown> };
    if (params !== undefined) this.#params.push(params);
    for (let i = 0; i < names.length; i++) this.#field(roles[i] as FieldRole, values[names[i] as string]);
    if (params !== undefined) this.#params.pop();
  }

  #field(role: FieldRole, value: unknown): void {
    if (role === 'nodes') this.#nodes((value ?? []) as readonly SqlNode[]);
    else if (value === null || value === undefined) this.key += '_';
    else if (role === 'node') this.write(value as SqlNode);
    else if (role === 'type') this.#type(value as AnyType);
    else if (role === 'entity') this.#mark('m', value as StatementEntity);
    else this.#data(value);
  }

  #nodes(nodes: readonly SqlNode[]): void {
    for (let i = 0; i < nodes.length; i++) this.write(nodes[i] as SqlNode);
    this.key += '|';
  }

  #data(value: unknown): void {
    this.key += this.#dataKey(value);
  }

  #dataKey(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return sized(value);
      case 'boolean':
        return value ? 'T' : 'F';
      case 'number':
        return `${Object.is(value, -0) ? '-0' : value};`;
      case 'bigint':
        return `${value}n;`;
      default:
        return value === null || value === undefined ? '_' : this.#objectKey(value);
    }
  }

  #objectKey(value: object): string {
    if (isType(value)) return `${this.#typeKey(value)};`;
    if (Array.isArray(value)) return `[${value.map((element) => this.#dataKey(element)).join('')}]`;
    if (value instanceof Date) return `d${value.getTime()};`;
    if (value instanceof Uint8Array) return `b${value.length}:${value.toString()};`;
    if (Object.getPrototypeOf(value) !== Object.prototype) return this.#unknown();
    return `{${Object.entries(value)
      .map(([name, part]) => sized(name) + this.#dataKey(part))
      .join('')}}`;
  }

  #type(type: AnyType): void {
    this.key += `${this.#typeKey(type)};`;
  }

  #typeKey(type: AnyType): string {
    return typeKeys.get(type) ?? keptTypeKey(type) ?? this.#unknown();
  }

  #unknown(): string {
    this.isKnown = false;
    return '';
  }

  // Names --------------------------------------------------------------------------------------------------------

  #remember(node: SqlNode): void {
    this.#named ??= new Map();
    if (!this.#named.has(node)) this.#named.set(node, this.#named.size);
  }

  #isKnownName(node: SqlNode): boolean {
    const known = this.#named?.get(node);
    if (known === undefined) return false;
    this.key += `n${known};`;
    return true;
  }
}

/** The keys of the types that have been met: types are few, and never change. */
const typeKeys = new WeakMap<AnyType, string>();

function keptTypeKey(type: AnyType): string | null {
  const key = structuralKey(type);
  if (key !== null) typeKeys.set(type, key);
  return key;
}

/** No text can be mistaken for what surrounds it. */
function sized(text: string): string {
  return `${text.length}:${text}`;
}

/** Whether the compiler makes up a name for what is selected; it makes one up for each node. */
function isUnnamed({ kind }: SqlNode): boolean {
  return kind !== 'column' && kind !== 'table' && kind !== 'label';
}

function isType(value: object): value is AnyType {
  return 'typeName' in value;
}

function isPlainInsert(node: InsertNode): boolean {
  const {
    ctes = [],
    fromSelect,
    returning,
    onConflict,
    prefixes,
    hints,
    isInline,
    returnsDefaults,
    sortsByParameterOrder,
  } = node;
  const isBare = fromSelect === null && onConflict === null && !isInline && !returnsDefaults && !sortsByParameterOrder;
  return isBare && ctes.length + returning.length + prefixes.length + hints.length === 0;
}
