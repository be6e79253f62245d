/** How a collection is used by those who do not know whether it is an array, a Set or a Map. SQLAlchemy's adapter. */
export interface CollectionAdapter {
  /** What the application sees. */
  readonly collection: object;
  objects(): readonly object[];
  has(object: object): boolean;
  /** Without telling anybody: a row was loaded, or the other side of the relationship was changed. */
  addSilently(object: object): void;
  removeSilently(object: object): void;
  /** All of it at once. */
  replaceSilently(objects: readonly object[]): void;
  /** Of a Map: the other object that has the key of this one. */
  displacedBy?(object: object): object | null;
}

/** Where a collection has its adapter. */
export const collectionAdapter: unique symbol = Symbol('collection');

/** How to use a collection; null: the value is none of a mapped object. */
export function adapterOf(value: unknown): CollectionAdapter | null {
  if (typeof value !== 'object' || value === null) return null;
  return (value as { readonly [collectionAdapter]?: CollectionAdapter })[collectionAdapter] ?? null;
}
