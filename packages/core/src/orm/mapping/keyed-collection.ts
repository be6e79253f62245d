import { checkOptionNames } from '../../util/check-options.ts';

/** What a Map of related objects may be told. */
export interface KeyedOptions {
  /** Whether an object without a key is left out of the Map, rather than refused. */
  readonly ignoreUnpopulatedAttribute?: boolean;
}

/** A Map by a key that each object gives. */
export class KeyedCollection<out K> {
  readonly keyOf: (object: never) => K;
  /** What gives the key, as messages say it. */
  readonly source: string;
  readonly ignoresUnpopulated: boolean;

  /** @internal */
  constructor(keyOf: (object: never) => K, source: string, options: KeyedOptions) {
    checkOptionNames(options, ['ignoreUnpopulatedAttribute'], 'keyedBy()');
    this.keyOf = keyOf;
    this.source = source;
    this.ignoresUnpopulated = options.ignoreUnpopulatedAttribute ?? false;
  }
}

/** A Map by an attribute of the objects. Its keys are what the attribute is. */
export class AttributeKeyed<out A extends string> extends KeyedCollection<unknown> {
  readonly attribute: A;
  /** Only for the compiler: tells it from a Map by a function. */
  declare readonly _attribute: A;

  /** @internal */
  constructor(attribute: A, options: KeyedOptions) {
    super((object: Readonly<Record<string, unknown>>) => object[attribute], `attribute "${attribute}"`, options);
    this.attribute = attribute;
  }
}

/**
 * Related objects in a Map, by a key that each gives. SQLAlchemy's `keyfunc_mapping`.
 *
 * @example notes: () => relationship([Note], { collectionClass: keyedBy((note: Note) => note.keyword) })
 */
export function keyedBy<T, K>(keyOf: (object: T) => K, options: KeyedOptions = {}): KeyedCollection<K> {
  return new KeyedCollection(keyOf, 'function of keyedBy()', options);
}

/**
 * Related objects in a Map, by one of their attributes. SQLAlchemy's `attribute_keyed_dict`.
 *
 * @example notes: () => relationship([Note], { collectionClass: attributeKeyed('keyword') })
 */
export function attributeKeyed<const A extends string>(attribute: A, options: KeyedOptions = {}): AttributeKeyed<A> {
  return new AttributeKeyed(attribute, options);
}
