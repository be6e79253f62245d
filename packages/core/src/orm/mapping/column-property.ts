import type { AnyColumn } from '../../schema/column.ts';
import type { ExpressionNode } from '../../sql/nodes/sql-node.ts';
import type { AttributeSource } from './attribute-descriptor.ts';

/** An attribute that holds the value of a column. */
export interface ColumnProperty {
  readonly kind: 'column';
  readonly key: string;
  /** Where its value is in an object. */
  readonly slot: number;
  readonly column: AnyColumn;
  /** All columns that it stands for: in joined-table inheritance the keys of several tables are one attribute. */
  readonly columns: readonly AnyColumn[];
  readonly isPrimaryKey: boolean;
  /** Whether SELECT leaves it out until it is asked for. */
  readonly deferred: boolean;
  readonly deferredGroup: string | null;
  /** What it is in SQL where it is no column: of a class, or of an alias of one. */
  readonly expression?: (source: AttributeSource) => ExpressionNode;
}
