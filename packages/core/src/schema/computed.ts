import type { ClauseElement } from '../sql/clause-element.ts';
import { ddlExpression } from './ddl-expression.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { checkOptionNames } from '../util/check-options.ts';

/** How a computed column is kept. */
export interface ComputedOptions {
  /** True: STORED, computed when a row is written. False: VIRTUAL, computed when it is read. Absent: as the database likes. */
  readonly persisted?: boolean;
}

/** That the database computes a column from others of the same row: `GENERATED ALWAYS AS (…)`. */
export class Computed {
  readonly kind = 'computed';
  readonly expression: SqlNode;
  readonly persisted: boolean | null;

  constructor(expression: string | ClauseElement, options: ComputedOptions = {}) {
    this.expression = ddlExpression(expression, 'computed()');
    this.persisted = checkOptionNames(options, ['persisted'], 'computed()').persisted ?? null;
    Object.freeze(this);
  }
}

/**
 * Says that the database computes a column. The text is SQL, with the database's names of the columns.
 *
 * @example column(t.Integer, { computed: computed('side * side', { persisted: true }) })
 */
export function computed(expression: string | ClauseElement, options: ComputedOptions = {}): Computed {
  return new Computed(expression, options);
}
