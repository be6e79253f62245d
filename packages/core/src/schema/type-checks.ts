import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { membership } from '../sql/operations/membership.ts';
import type { AnyColumn } from './column.ts';

/** A check that a type asks for, since some databases do not have the type. */
export interface TypeCheck {
  readonly name: string | null;
  readonly condition: SqlNode;
}

/** `t.Enum('a', 'b', { createConstraint: true })`, and Boolean likewise: only such values are in the column. */
export function typeChecks(column: AnyColumn): readonly TypeCheck[] {
  const type = column.type as {
    readonly createConstraint?: boolean;
    readonly values?: readonly string[];
    readonly name?: string | null;
  };
  if (type.createConstraint !== true) return [];
  const values = column.type.typeName === 'Enum' ? (type.values ?? []) : [false, true];
  return [{ name: type.name ?? null, condition: membership('in', column.node, values) }];
}
