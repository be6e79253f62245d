import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { ResultShape } from '../../result/result-shape.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Entity } from '../mapping/entity.ts';

/** How the rows of a statement become objects and values: what lowering it has found out. Kept with the compiled statement. */
export interface LoadPlan {
  readonly entries: readonly PlanEntry[];
  /** The columns of the result. */
  readonly shape: ResultShape;
  readonly options: readonly OptionNode[];
}

/** A column of the result. */
export type PlanEntry = EntityEntry | { readonly kind: 'value'; readonly index: number };

/** Objects: columns of a row from `start` on, each the value of a property. */
export interface EntityEntry {
  readonly kind: 'entity';
  readonly entity: Entity;
  readonly start: number;
  readonly properties: readonly ColumnProperty[];
}
