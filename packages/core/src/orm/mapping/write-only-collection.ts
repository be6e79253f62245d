import type { EntitySource } from '../../sql/clause-element.ts';
import type { Delete } from '../../sql/delete.ts';
import type { Insert } from '../../sql/insert.ts';
import type { Select } from '../../sql/select.ts';
import type { Update } from '../../sql/update.ts';

type AnyRow = Readonly<Record<string, unknown>>;

/**
 * What a relationship with `lazy: 'writeOnly'` holds: a collection that is never loaded as a whole. It takes objects in and
 * out, and makes statements for those that are in it.
 *
 * @example const recent = await session.scalars(account.transactions.select().limit(10)).all();
 */
export abstract class WriteOnlyCollection<out T> {
  abstract add(object: T): void;
  abstract addAll(objects: Iterable<T>): void;
  abstract remove(object: T): void;
  /** The objects of the collection, in the order of `orderBy`. @throws InvalidRequestError if the owner has no row yet */
  abstract select(): Select<readonly [EntitySource<T>]>;
  /** Inserts rows with the foreign key filled. @throws InvalidRequestError unless it is one-to-many */
  abstract insert(): Insert<AnyRow>;
  /** Updates rows of the collection. */
  abstract update(): Update<AnyRow>;
  /** Deletes rows of the collection. */
  abstract delete_(): Delete<AnyRow>;
}
