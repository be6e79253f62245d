import type { MaybePromise } from '../util/maybe-promise.ts';

/** How a resource that comes back is cleaned: open work is undone, or made durable. */
export type ResetStyle = 'rollback' | 'commit';

/** What a pool must know of the things it keeps; it knows nothing else of them. */
export interface ResourceLifecycle<R extends object> {
  /** Makes a new one. */
  create(): MaybePromise<R>;
  /** Brings it back to a clean state; called when it is returned. A throw means: destroy it. */
  reset(resource: R, style: ResetStyle): MaybePromise<void>;
  /** Whether it looks usable, without asking anybody. Cheap: asked at every checkout and return. */
  isAlive(resource: R): boolean;
  /** Asks the other side for a sign of life (pre-ping). A throw means there is none. */
  ping(resource: R): MaybePromise<void>;
  /** Takes leave of it, waiting for a clean end. Never throws. */
  close(resource: R): MaybePromise<void>;
  /** Gets rid of it at once. Never throws. */
  destroy(resource: R): void;
  /** It waits for a borrower from now on: it alone must not keep the process alive. Never throws. */
  unref?(resource: R): void;
  /** It is needed again. Never throws. */
  ref?(resource: R): void;
  /**
   * A view of it for one of several borrowers at the same time; absent: all get the resource itself. A view is reset,
   * closed and destroyed like a resource, which ends the view only and leaves the resource to the others. Never throws.
   */
  share?(resource: R): R;
}
