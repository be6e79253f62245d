import { structuralKey } from '../../types/define-type.ts';
import type { BindNode, ColumnNode } from './expression-nodes.ts';
import { type FieldRole, nodeFields } from './node-fields.ts';
import type { FromIdentity, FromNode, SqlNode } from './sql-node.ts';

/** What a statement has in common with all that compile to the same SQL, and what it has of its own. */
export interface StatementKey {
  /** Null where a type or construct takes part of which the structure is unknown: such a statement is equal only to itself. */
  readonly key: string | null;
  /** The parameters in the order of the key, so that those of an equal statement fit the SQL of this one. */
  readonly binds: readonly BindNode[];
}

/** Walks a statement once. Two statements have the same key exactly if they compile to the same SQL. */
export function statementKey(node: SqlNode): StatementKey {
  const writer = new KeyWriter();
  writer.write(node);
  return { key: writer.isKnown ? writer.key : null, binds: writer.binds };
}

type Field = readonly [name: string, role: FieldRole];

const fieldsByKind = new Map<string, readonly Field[]>(
  Object.entries(nodeFields).map(([kind, fields]) => [
    kind,
    Object.entries(fields).filter(([, role]) => role !== 'skip' && role !== 'result') as unknown as readonly Field[],
  ]),
);

class KeyWriter {
  key = '';
  isKnown = true;
  readonly binds: BindNode[] = [];
  /** Aliases and the like, numbered in the order they are met. */
  #numbers: Map<FromIdentity, number> | null = null;
  #bindNumbers: Map<BindNode, number> | null = null;

  write(node: SqlNode): void {
    switch (node.kind) {
      case 'column':
        return this.#column(node as ColumnNode);
      case 'bind':
        return this.#bind(node as BindNode);
      case 'table':
        this.key += `t${(node as FromNode).identity.uid};`;
        return;
      default:
        return 'identity' in node ? this.#from(node as FromNode) : this.#fields(node);
    }
  }

  #column(node: ColumnNode): void {
    const { from } = node;
    if (from === null) this.key += `c${quoted(node.name)}`;
    else if (from.identity.uid > 0) this.key += `c${from.identity.uid}.${quoted(node.name)}`;
    else {
      this.key += 'c';
      this.#from(from);
      this.key += `.${quoted(node.name)}`;
    }
  }

  /** The value is no part of the key. A parameter that stands twice is one. */
  #bind(node: BindNode): void {
    const known = this.#bindNumbers?.get(node);
    if (known !== undefined) {
      this.key += `p${known};`;
      return;
    }
    this.#bindNumbers ??= new Map();
    this.#bindNumbers.set(node, this.binds.length);
    this.binds.push(node);
    this.key += `?${node.isAnonymous ? '' : '!'}${quoted(node.name)}${node.isExpanding ? '*' : ''}${node.isGiven ? '' : '-'}:`;
    this.#type(node.type);
  }

  #from(node: FromNode): void {
    this.#numbers ??= new Map();
    const known = this.#numbers.get(node.identity);
    if (known !== undefined) {
      this.key += `f${known};`;
      return;
    }
    this.#numbers.set(node.identity, this.#numbers.size);
    this.#fields(node);
  }

  #fields(node: SqlNode): void {
    const fields = fieldsByKind.get(node.kind);
    if (fields === undefined) {
      this.isKnown = false;
      return;
    }
    this.key += `${node.kind}(`;
    const values = node as unknown as Readonly<Record<string, unknown>>;
    for (const [name, role] of fields) this.#field(role, values[name]);
    this.key += ')';
  }

  #field(role: FieldRole, value: unknown): void {
    if (role === 'nodes') {
      const nodes = value as readonly SqlNode[] | undefined;
      if (nodes !== undefined) for (const node of nodes) this.write(node);
      this.key += '|';
    } else if (value === null || value === undefined) {
      this.key += '_';
    } else if (role === 'node') {
      this.write(value as SqlNode);
    } else if (role === 'type') {
      this.#type(value as ColumnNode['type']);
    } else {
      this.#data(value);
    }
  }

  #data(value: unknown): void {
    switch (typeof value) {
      case 'boolean':
        this.key += value ? 'T' : 'F';
        return;
      case 'string':
        this.key += quoted(value);
        return;
      default:
        this.key += JSON.stringify(value, (_name, part) => (isType(part) ? (structuralKey(part) ?? this.#unknown()) : part));
    }
  }

  #type(type: ColumnNode['type']): void {
    const key = structuralKey(type) ?? this.#unknown();
    this.key += `${key};`;
  }

  #unknown(): string {
    this.isKnown = false;
    return '';
  }
}

/** No name can be mistaken for what surrounds it. */
function quoted(text: string): string {
  return `'${text.includes("'") ? text.replaceAll("'", "''") : text}'`;
}

function isType(value: unknown): value is ColumnNode['type'] {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && 'typeName' in value;
}
