import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { Cascade } from './cascade.ts';
import type { RelationshipOptions } from './relationship-definition.ts';

/** Which side has the foreign key. */
export type Direction = 'oneToMany' | 'manyToOne' | 'manyToMany';

/** That the value of one column is put into another one: that of a key into the foreign key that refers to it. */
export interface SyncPair {
  readonly source: AnyColumn;
  readonly destination: AnyColumn;
}

/** How the rows of two classes are related. */
export interface JoinCondition {
  readonly direction: Direction;
  /** The condition between the parent's and the target's table, or between the parent's and the one between. */
  readonly primaryjoin: SqlNode;
  /** The condition between the table between and the target's; null: there is none. */
  readonly secondaryjoin: SqlNode | null;
  readonly secondary: SchemaTable | null;
  /**
   * Which foreign keys follow from which keys: of one-to-many from the parent to the target, of many-to-one from the target
   * to the parent, of many-to-many from the parent to the table between.
   */
  readonly pairs: readonly SyncPair[];
  /** Of many-to-many: from the target to the table between. */
  readonly secondaryPairs: readonly SyncPair[];
  /** The columns of {@link primaryjoin} and {@link secondaryjoin} that belong to the target, or to the table between. */
  readonly remoteColumns: ReadonlySet<AnyColumn>;
}

/** An attribute that holds related objects. `M` is the mapper, which stands above. */
export interface RelationshipProperty<M = unknown> {
  readonly kind: 'relationship';
  readonly uid: number;
  readonly key: string;
  readonly slot: number;
  /** `User.addresses`, for messages. */
  readonly name: string;
  readonly parent: M;
  readonly target: M;
  /** Whether the attribute holds a collection. */
  readonly isCollection: boolean;
  readonly options: RelationshipOptions;
  readonly cascade: Cascade;
  readonly condition: JoinCondition;
  /** The same relationship of the other class; null: it has none. */
  readonly reverse: RelationshipProperty<M> | null;
}
