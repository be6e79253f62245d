import { ArgumentError } from '../../errors/argument-errors.ts';
import type { MetaData } from '../../schema/metadata.ts';
import { listensBelow } from './mapper-listeners.ts';
import { requireMapper } from './mapper-of.ts';
import type { Mapper, StateFactory } from './mapper.ts';
import type { MappedTarget } from './phantoms.ts';

/** The mapped classes of a declarative base. */
export class Registry {
  readonly metadata: MetaData;
  /** @internal Makes the states of objects. */
  readonly newState: StateFactory;
  readonly #mappers: Mapper[] = [];

  /** @internal */
  constructor(metadata: MetaData, newState: StateFactory) {
    this.metadata = metadata;
    this.newState = newState;
  }

  get mappers(): readonly Mapper[] {
    return this.#mappers;
  }

  /** @internal Called by what maps classes. */
  add(mapper: Mapper): void {
    this.#mappers.push(mapper);
    listensBelow(this, mapper);
  }

  /**
   * Resolves all relationships, and says what is wrong with any. Otherwise that happens when a class is first used.
   *
   * @param classes subclasses that rows may be of, where no other code names them before the first query
   */
  configure(...classes: readonly MappedTarget[]): void {
    for (const one of classes) requireMapper(one, 'registry.configure()');
    for (const mapper of this.#mappers) mapper.configure();
    for (const mapper of this.#mappers)
      for (const relationship of mapper.relationships) {
        void relationship.condition;
        void relationship.reverse;
      }
  }

  /** The mapper of a class. @throws ArgumentError for one of another registry */
  mapperOf(construct: MappedTarget): Mapper {
    const mapper = requireMapper(construct, 'registry.mapperOf()');
    if (this.#mappers.includes(mapper)) return mapper;
    throw new ArgumentError(`${mapper.name} was mapped by another registry.`);
  }
}
