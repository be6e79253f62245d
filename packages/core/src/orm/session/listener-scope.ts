import { AsyncLocalStorage } from 'node:async_hooks';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import { OperationQueue } from '../../util/operation-queue.ts';

interface ListenerScope {
  readonly owner: object;
  readonly queue: OperationQueue;
  readonly outer: ListenerScope | undefined;
  isOver: boolean;
}

const scopes = new AsyncLocalStorage<ListenerScope>();

/**
 * Runs listeners in the middle of an operation of `owner`. What they ask of it is done at once, in order, as a part of
 * that operation: in the queue of the owner it would wait for the operation that waits for them.
 */
export async function inListenerScope(owner: object, listeners: () => MaybePromise<void>): Promise<void> {
  const scope: ListenerScope = { owner, queue: new OperationQueue(), outer: scopes.getStore(), isOver: false };
  try {
    await scopes.run(scope, listeners);
    await scope.queue.run(() => undefined);
  } finally {
    scope.isOver = true;
  }
}

/** The queue for what a listener of `owner` asks of it; null outside listeners. */
export function listenerQueue(owner: object): OperationQueue | null {
  for (let scope = scopes.getStore(); scope !== undefined; scope = scope.outer) {
    if (scope.owner === owner && !scope.isOver) return scope.queue;
  }
  return null;
}
