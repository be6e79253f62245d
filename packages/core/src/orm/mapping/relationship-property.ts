import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { EntityElement } from '../../sql/clause-element.ts';
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

/** A column of the parent that a condition compares with one of the target, or of the table between. */
export interface ColumnPair {
  readonly local: AnyColumn;
  readonly remote: AnyColumn;
}

/** Whose a column of a join condition is, where it stands. */
export type JoinSide = 'parent' | 'target' | 'secondary';

/** How the rows of two classes are related. */
export interface JoinCondition {
  readonly direction: Direction;
  /** The condition between the parent's and the target's table, or between the parent's and the one between. */
  readonly primaryjoin: SqlNode;
  /** The condition between the table between and the target's; null: there is none. */
  readonly secondaryjoin: SqlNode | null;
  readonly secondary: SchemaTable | null;
  /**
   * Whose each column node of {@link primaryjoin} and {@link secondaryjoin} is: by the node, since one column can stand for
   * both sides where they are one table. Columns of other tables are not in it.
   */
  readonly sides: ReadonlyMap<SqlNode, JoinSide>;
  /**
   * Which foreign keys follow from which keys: of one-to-many from the parent to the target, of many-to-one from the target
   * to the parent, of many-to-many from the parent to the table between.
   */
  readonly pairs: readonly SyncPair[];
  /** Of many-to-many: from the target to the table between. */
  readonly secondaryPairs: readonly SyncPair[];
  /** The columns compared in {@link primaryjoin}. SQLAlchemy's `local_remote_pairs`. */
  readonly localRemotePairs: readonly ColumnPair[];
  /** The columns of {@link primaryjoin} and {@link secondaryjoin} that belong to the target, or to the table between. */
  readonly remoteColumns: ReadonlySet<AnyColumn>;
  /** The columns of {@link primaryjoin} that belong to the parent: what an object must have for its relation to be loaded. */
  readonly localColumns: ReadonlySet<AnyColumn>;
  /**
   * Of many-to-one whose condition is nothing but foreign key = primary key: for each column of the target's primary key
   * the parent's column, so that the identity map may have the object. Null: it must be asked for. SQLAlchemy's `use_get`.
   */
  readonly getKey: readonly AnyColumn[] | null;
  /** Whether it is nothing but equalities of {@link pairs}, without a table between. */
  readonly isSimpleOneToMany: boolean;
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
  /** The alias that it leads to, of {@link target}; null: it is the class itself. */
  readonly alias: EntityElement<unknown, unknown, string> | null;
  /** Whether the attribute holds a collection. */
  readonly isCollection: boolean;
  readonly options: RelationshipOptions;
  readonly cascade: Cascade;
  readonly condition: JoinCondition;
  /** The same relationship of the other class; null: it has none. */
  readonly reverse: RelationshipProperty<M> | null;
  /** {@link reverse}, unless one of the two is only for reading: what is kept equal in memory. */
  readonly synced: RelationshipProperty<M> | null;
  /** Whether it is noted which object has a related one: of one-to-many, and where delete-orphan or `singleParent` must know. */
  readonly tracksParent: boolean;
}
