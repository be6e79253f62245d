import type { MetaData } from '../../schema/metadata.ts';
import type { Mapper } from './mapper.ts';

/** The mapped classes of a declarative base. */
export class Registry {
  readonly metadata: MetaData;
  readonly #mappers: Mapper[] = [];

  constructor(metadata: MetaData) {
    this.metadata = metadata;
  }

  get mappers(): readonly Mapper[] {
    return this.#mappers;
  }

  /** Called by what maps classes. */
  add(mapper: Mapper): void {
    this.#mappers.push(mapper);
  }

  /** Resolves all relationships, and says what is wrong with any. */
  configure(): void {
    for (const mapper of this.#mappers) mapper.configure();
    for (const mapper of this.#mappers)
      for (const relationship of mapper.relationships) {
        void relationship.condition;
        void relationship.reverse;
      }
  }
}
