import type { MaybePromise } from '../util/maybe-promise.ts';
import type { ConnectionRecord } from './connection-record.ts';

/**
 * What differs from one kind of pool to another: how many places for connections it has, and what happens to them. Each
 * checkout takes a place; it is given back by exactly one of `restore`, `vacate` and `surrender`.
 */
export interface Places<R extends object> {
  /** Opens a connection for a place that is taken. */
  open(): MaybePromise<ConnectionRecord<R>>;
  /** What the borrower gets: the connection itself, or a view of it. */
  view(record: ConnectionRecord<R>): R;
  /** Cuts a connection that cannot be used; its place stays taken. `resource` is what was lent. Never throws. */
  scrap(record: ConnectionRecord<R>, resource: R): void;
  /** Takes back a clean connection and its place. `resource` is what was lent. Never throws. */
  restore(record: ConnectionRecord<R>, resource: R): MaybePromise<void>;
  /** Takes back a place without a connection. Never throws. */
  vacate(): void;
  /** Takes back a place whose connection now belongs to the borrower. */
  surrender(record: ConnectionRecord<R>): void;
}
