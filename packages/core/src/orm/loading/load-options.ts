import type { CursorResult } from '../../result/cursor-result.ts';
import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { StatementNode } from '../../sql/nodes/sql-node.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { InstanceState } from '../state/instance-state.ts';

/** How the rows of a statement are read. */
export interface LoadOptions {
  /** Whether what the row says takes the place of what objects that are there have, unsaved changes included. */
  readonly populateExisting: boolean;
  /** What was executed: with the values that its conditions have this time. */
  readonly statement?: { readonly node: StatementNode } | undefined;
  /** The values of its parameters. */
  readonly params?: unknown;
  /** Collects the objects that are made, for those who let them go again. */
  readonly made?: InstanceState[] | undefined;
  /** Executes a statement on the same connection, without a flush before; absent: nothing more is loaded. */
  readonly execute?: ((statement: object, params?: unknown) => MaybePromise<CursorResult>) | undefined;
}

/** The options of a statement. */
export function optionsOf(statement: LoadOptions['statement']): readonly OptionNode[] {
  return (statement?.node as { readonly options?: readonly OptionNode[] } | undefined)?.options ?? [];
}
