import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { admit, relatedAdded, relatedRemoved } from './backref-sync.ts';
import type { RelatedState } from './related-state.ts';

/** Whom a collection tells of its changes. Once another collection has taken its place nobody hears of it. */
export class CollectionEvents {
  readonly state: RelatedState;
  readonly property: RelationshipProperty<Mapper>;
  readonly #collection: object;

  constructor(state: RelatedState, property: RelationshipProperty<Mapper>, collection: object) {
    this.state = state;
    this.property = property;
    this.#collection = collection;
  }

  /** Objects that the application gives, if the relationship can have all of them. @throws ArgumentError, InvalidRequestError */
  admitted(given: readonly unknown[]): readonly object[] {
    if (!this.#isCurrent) return given as readonly object[];
    return admit(this.state, this.property, given);
  }

  /** Before a change, so that what was there is remembered. */
  changing(): void {
    if (!this.#isCurrent) return;
    const { owner } = this.state;
    if (owner?.isSending === true) owner.changedLate?.(this.state, this.property.slot);
    this.state.remember(this.property.slot);
    this.state.touch();
  }

  added(object: object): void {
    if (this.#isCurrent) relatedAdded(this.state, this.property, object);
  }

  removed(object: object): void {
    if (this.#isCurrent) relatedRemoved(this.state, this.property, object);
  }

  get #isCurrent(): boolean {
    return this.state.values[this.property.slot] === this.#collection;
  }
}
