import { NamedColumn } from '../sql/column-element.ts';
import type { ColumnNode } from '../sql/nodes/expression-nodes.ts';
import type { FromElement } from '../sql/clause-element.ts';
import type { ColumnDefinition, ColumnOptions } from './column-definition.ts';
import type { ForeignKey } from './foreign-key.ts';

/** A column of a table. */
export class Column<out K extends string, out T, out S extends string = string> extends NamedColumn<K, T, S> {
  readonly #isGenuine = true;
  readonly table: FromElement<unknown, S>;
  readonly definition: ColumnDefinition<T>;
  /** As it was given: the options of `column()`. */
  readonly options: ColumnOptions;

  constructor(table: FromElement<unknown, S>, node: ColumnNode, key: K, definition: ColumnDefinition<T>) {
    super(node, key);
    this.table = table;
    this.definition = definition;
    this.options = definition.options;
  }

  static override is(value: unknown): value is Column<string, unknown> {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }

  get primaryKey(): boolean {
    return this.options.primaryKey ?? false;
  }

  get nullable(): boolean {
    return this.options.nullable ?? false;
  }

  get foreignKeys(): readonly ForeignKey[] {
    return this.definition.foreignKeys;
  }
}
