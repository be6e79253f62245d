import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { ResultShape } from '../../result/result-shape.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { RelationshipLoad } from './relationship-load.ts';

/** How the rows of a statement become objects and values: what lowering it has found out. Kept with the compiled statement. */
export interface LoadPlan {
  readonly entries: readonly PlanEntry[];
  /** The columns of the result. */
  readonly shape: ResultShape;
  /** Those of the statement that was lowered: one that has the same key may have other values in its conditions. */
  readonly options: readonly OptionNode[];
  /** Whether rows repeat objects, since collections were joined: the result has to be made unique. */
  readonly repeats?: boolean;
  /** Where the columns that are wanted stand in a row; absent: in their order. */
  readonly places?: readonly number[];
  /** What the columns that are wanted are called in the rows of a text. */
  readonly names?: readonly TextualName[];
}

/** What a text may call a column: `id`, or `user_account_id`. */
export interface TextualName {
  readonly name: string;
  readonly label: string;
}

/** A column of the result. */
export type PlanEntry = EntityEntry | BundleEntry | { readonly kind: 'value'; readonly index: number };

/** Several values as one: a row in the row. */
export interface BundleEntry {
  readonly kind: 'bundle';
  readonly entries: readonly PlanEntry[];
  readonly shape: ResultShape;
  /** What becomes of its values in place of a row. */
  readonly make?: ((values: readonly unknown[]) => unknown) | undefined;
}

/** Objects, read from columns of a row. */
export interface EntityEntry {
  readonly kind: 'entity';
  readonly entity: Entity;
  readonly properties: readonly ColumnProperty[];
  /** Where in a row the value of each property stands. */
  readonly places: readonly number[];
  /** Where in a row its class is told; -1: nowhere. */
  readonly discriminator: number;
  /** What rows of subclasses have beside. */
  readonly subclasses: readonly SubclassColumns[];
  /** Subclasses of which the rest is loaded by a statement for each. */
  readonly subclassLoads: readonly Mapper[];
  /** Related objects in the same row. */
  readonly joined: readonly JoinedEntry[];
  /** Relationships that statements of their own load. */
  readonly later: readonly RelationshipLoad[];
  /** Relationships that are empty, whatever the database has. */
  readonly none: readonly RelationshipProperty<Mapper>[];
  /** What options say of its relationships. */
  readonly loads: readonly RelationshipLoad[];
  /** Deferred columns that refuse to be loaded, by slot. */
  readonly refused: ReadonlySet<number>;
  /** The classes on the way to it, itself included. */
  readonly path: readonly Mapper[];
}

/** Columns in a row that only objects of a subclass have. */
export interface SubclassColumns {
  readonly mapper: Mapper;
  readonly properties: readonly ColumnProperty[];
  readonly places: readonly number[];
}

/** Related objects in the rows of their parents. */
export interface JoinedEntry {
  readonly property: RelationshipProperty<Mapper>;
  readonly entry: EntityEntry;
}
