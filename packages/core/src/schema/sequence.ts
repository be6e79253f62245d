import { ColumnElement } from '../sql/column-element.ts';
import type { CustomNode } from '../sql/nodes/expression-nodes.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import { integer } from '../types/integer.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { type SequenceOptions, sequenceOptionNames } from './identity.ts';

/** What a sequence is, beside its name. */
export interface SequenceDefinition extends SequenceOptions {
  readonly schema?: string | null;
  /** The MetaData whose `createAll()` creates it; one that a column of a table names needs none. */
  readonly metadata?: SequenceOwner;
  /** The type of its numbers: `t.SmallInteger`. */
  readonly dataType?: AnyType;
  /** Only for databases that cannot number rows by themselves. */
  readonly optional?: boolean;
}

/** Where sequences are registered: a MetaData. */
export interface SequenceOwner {
  readonly options: { readonly schema?: string };
  addSequence(sequence: Sequence): void;
}

/**
 * A sequence of the database: numbers that no two callers get twice.
 *
 * @example
 * const orderNumber = new Sequence('order_number', { start: 1000, metadata });
 * column(t.Integer, { primaryKey: true, sequence: orderNumber })
 */
export class Sequence {
  readonly kind = 'sequence';
  readonly name: string;
  readonly schema: string | null;
  readonly options: SequenceOptions;
  readonly dataType: AnyType | null;
  readonly optional: boolean;

  constructor(name: string, definition: SequenceDefinition = {}) {
    checkOptionNames(definition, ['schema', 'metadata', 'dataType', 'optional', ...sequenceOptionNames], 'new Sequence()');
    const { schema, metadata, dataType = null, optional = false, ...options } = definition;
    this.name = name;
    this.schema = schema === undefined ? (metadata?.options.schema ?? null) : schema;
    this.options = Object.freeze(options);
    this.dataType = dataType;
    this.optional = optional;
    Object.freeze(this);
    metadata?.addSequence(this);
  }

  /** Its next number, as an expression. */
  nextValue(): ColumnElement<number> {
    const type = this.dataType ?? integer;
    const node: CustomNode = {
      kind: 'custom',
      name: 'nextval',
      children: [],
      data: { name: this.name, schema: this.schema },
      type,
    };
    return new ColumnElement(node);
  }

  toString(): string {
    return `Sequence('${this.name}')`;
  }
}
