import { typeOf } from './coerce.ts';
import { impliedLabel } from './label-stem.ts';
import type {
  ColumnNode,
  LabelNode,
  LiteralColumnNode,
  MadeUpName,
  TableValueNode as AnyTableValueNode,
  UnaryNode,
} from './nodes/expression-nodes.ts';
import type { AnyType, FromNode, SqlNode } from './nodes/sql-node.ts';
import type { LabelStyle, SelectNode } from './nodes/statement-nodes.ts';

/** A column of a SELECT. */
export interface SelectedColumn {
  readonly node: SqlNode;
  /** What rows and subqueries call it; null for a text, of which only the database knows the name. */
  readonly key: string | null;
  /** What the SQL calls it. */
  readonly label: ColumnLabel;
  /** Whether the same column stands before it already under the same name. */
  readonly isRepeated: boolean;
}

/**
 * `own` its own name, which needs no AS at the top; `name` that name, behind AS; `madeUp` a name that is unique in the
 * statement, behind AS; `none` whatever the database calls it.
 */
export type ColumnLabel =
  | { readonly kind: 'own'; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | ({ readonly kind: 'madeUp' } & MadeUpName)
  | { readonly kind: 'none' };

/** The columns of a SELECT: FROM clauses stand for all of theirs, and no two have the same name unless they were given it. */
export function selectedColumns({ columns, labelStyle }: SelectNode): readonly SelectedColumn[] {
  const namer = new ColumnNamer(labelStyle);
  return columns.flatMap(expanded).map((node) => namer.name(node));
}

/** The type of a selected column. */
export function selectedType({ node }: SelectedColumn): AnyType {
  return typeOf(node);
}

function expanded(node: SqlNode): readonly SqlNode[] {
  return 'identity' in node ? (node as FromNode).identity.columnNodes : [node];
}

class ColumnNamer {
  readonly #style: LabelStyle;
  /** By the name that the SQL has, whose it is. */
  readonly #owners = new Map<string, object>();
  readonly #keys = new Set<string>();
  readonly #repeats = new Map<string, number>();

  constructor(style: LabelStyle) {
    this.#style = style;
  }

  name(node: SqlNode): SelectedColumn {
    if (this.#style === 'tablename_plus_col' && isOfUnnamed(node)) return this.#qualified(node);
    const own = ownName(node, this.#style);
    if (own === null) return this.#unnamed(node);
    const { label, isGiven } = own;
    const key = this.#uniqueKey(keyOf(node, label.name, this.#style));
    if (this.#style === 'none') return { node, key, label, isRepeated: false };
    const identity: object = node;
    const owner = this.#owners.get(label.name);
    if (owner === undefined) {
      this.#owners.set(label.name, identity);
      return { node, key, label, isRepeated: false };
    }
    if (isGiven) return { node, key, label, isRepeated: owner === identity };
    if (owner === identity) return this.#repeated(node, key, label.name);
    const madeUp = `\0${label.name}`;
    if (this.#owners.get(madeUp) === identity) return this.#repeated(node, key, label.name);
    this.#owners.set(madeUp, identity);
    return { node, key, label: { kind: 'madeUp', owner: identity, stem: label.name }, isRepeated: false };
  }

  /** Of what has no name before the compiler makes one up. */
  #qualified(node: ColumnNode & { readonly from: FromNode }): SelectedColumn {
    const { key: wanted, name: stem, from } = node;
    const key = this.#uniqueKey(wanted);
    if ([...this.#owners.values()].includes(node)) return this.#repeated(node, key, stem);
    this.#owners.set(`\0${key}`, node);
    return { node, key, label: { kind: 'madeUp', owner: node, stem, from }, isRepeated: false };
  }

  #unnamed(node: SqlNode): SelectedColumn {
    const implied = impliedLabel(node);
    if (implied.kind !== 'stem') return { node, key: null, label: { kind: 'none' }, isRepeated: false };
    const key = this.#numberedKey(implied.stem);
    if ([...this.#owners.values()].includes(node)) return this.#repeated(node, key, implied.stem);
    this.#owners.set(`\0${key}`, node);
    return { node, key, label: { kind: 'madeUp', owner: node, stem: implied.stem }, isRepeated: false };
  }

  /** Nothing refers to it by its name, which only has to be another one. */
  #repeated(node: SqlNode, key: string, stem: string): SelectedColumn {
    const count = (this.#repeats.get(stem) ?? 0) + 1;
    this.#repeats.set(stem, count);
    return { node, key, label: { kind: 'name', name: `${stem}__${count}` }, isRepeated: true };
  }

  #uniqueKey(wanted: string): string {
    if (!this.#keys.has(wanted)) {
      this.#keys.add(wanted);
      return wanted;
    }
    return this.#numberedKey(wanted);
  }

  #numberedKey(stem: string): string {
    let number = 1;
    while (this.#keys.has(`${stem}_${number}`)) number += 1;
    this.#keys.add(`${stem}_${number}`);
    return `${stem}_${number}`;
  }
}

function isOfUnnamed(node: SqlNode): node is ColumnNode & { readonly from: FromNode } {
  const { from = null, madeUp } = node as Partial<ColumnNode>;
  return node.kind === 'column' && from !== null && qualifierOf(from) === null && madeUp === undefined;
}

type TableValueNode = AnyTableValueNode & { readonly from: { readonly name?: string | null } };

interface OwnName {
  readonly label: { readonly kind: 'own' | 'name'; readonly name: string };
  /** Whether the application said it: then it stays, whatever else has the same name. */
  readonly isGiven: boolean;
}

function ownName(node: SqlNode, style: LabelStyle): OwnName | null {
  if (node.kind === 'label') {
    const { name } = node as LabelNode;
    return name === null ? null : { label: { kind: 'name', name }, isGiven: true };
  }
  if (node.kind === 'column') {
    const column = node as ColumnNode;
    if (style !== 'tablename_plus_col' || column.from === null)
      return { label: { kind: 'own', name: column.name }, isGiven: false };
    const qualifier = qualifierOf(column.from);
    return qualifier === null
      ? { label: { kind: 'own', name: column.name }, isGiven: false }
      : { label: { kind: 'name', name: `${qualifier}_${column.name}` }, isGiven: false };
  }
  const bare = bareName(node);
  if (bare !== null) return { label: { kind: 'own', name: bare }, isGiven: false };
  const implied = impliedLabel(node);
  return implied.kind === 'name' ? { label: { kind: 'name', name: implied.name }, isGiven: false } : null;
}

/** The name of what is written without AS: of `DISTINCT a` it is that of `a`, of a piece of SQL the piece. */
function bareName(node: SqlNode): string | null {
  if (node.kind === 'literalColumn') return (node as LiteralColumnNode).text;
  if (node.kind === 'tableValue') return (node as TableValueNode).from.name ?? null;
  if (node.kind !== 'unary' || impliedLabel(node).kind !== 'bare') return null;
  const { operand } = node as UnaryNode;
  return operand.kind === 'column' ? (operand as ColumnNode).name : null;
}

/** What stands in front of the names of its columns: null where only the compiler knows. */
export function qualifierOf(from: FromNode): string | null {
  const { name, schema } = from as { readonly name?: string | null; readonly schema?: string | null };
  if (typeof name !== 'string') return null;
  return typeof schema === 'string' ? `${schema.replaceAll('.', '_')}_${name}` : name;
}

/** In JavaScript's words where the column has others than the database. */
function keyOf(node: SqlNode, name: string, style: LabelStyle): string {
  if (node.kind !== 'column') return name;
  const { from, key } = node as ColumnNode;
  if (style !== 'tablename_plus_col' || from === null) return key;
  const qualifier = qualifierOf(from);
  return qualifier === null ? key : `${qualifier}_${key}`;
}
