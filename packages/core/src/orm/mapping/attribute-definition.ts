import type { Mapper } from './mapper.ts';
import { PropertyDefinition } from './property-definition.ts';

/** A property that is neither a column nor a relationship, as it was written. */
export abstract class AttributeDefinition<out T> extends PropertyDefinition<T> {
  /** Gives it to a mapper, while that is configured. */
  abstract attach(mapper: Mapper, key: string): void;
}
