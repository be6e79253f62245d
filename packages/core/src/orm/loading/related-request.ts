import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { LoadOptions } from './load-options.ts';
import type { FoundObjects } from './materialize.ts';
import type { QueryHints } from './query-hints.ts';
import type { RelationshipLoad } from './relationship-load.ts';

/** Executes a SELECT of some values and a class, without a flush. `isEmbedding`: it has the first statement in it. */
export type RunSelect = (node: SelectNode, isEmbedding?: boolean) => MaybePromise<FoundObjects>;

/** How more is loaded with the rows of a statement. */
export interface Loading {
  readonly store: ObjectStore;
  readonly options: LoadOptions;
  /** Null: nothing more is loaded. */
  readonly run: RunSelect | null;
}

/** What is to be loaded: a relationship of some objects. */
export interface RelatedRequest {
  readonly load: RelationshipLoad;
  /** Some perhaps more than once. */
  readonly states: readonly InstanceState[];
  /** Of the query that loaded the objects. */
  readonly hints: QueryHints;
  readonly loading: Loading & { readonly run: RunSelect };
  /** Whether `session.load()` asks. */
  readonly isLazy: boolean;
}
