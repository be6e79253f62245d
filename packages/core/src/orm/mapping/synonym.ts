import { AttributeDefinition } from './attribute-definition.ts';
import type { Mapper } from './mapper.ts';

/** A synonym as it was written: `N` is the attribute it is another name of. */
export class SynonymDefinition<const out N extends string> extends AttributeDefinition<unknown> {
  readonly kind = 'synonym';
  readonly target: N;

  constructor(target: N) {
    super();
    this.target = target;
  }

  attach(mapper: Mapper, key: string): void {
    const { target } = this;
    mapper.addDescriptor({
      key,
      get: (object) => (object as Readonly<Record<string, unknown>>)[target],
      set(object, value) {
        (object as Record<string, unknown>)[target] = value;
      },
      spread: (value) => mapper.descriptor(target)?.spread?.(value) ?? { [target]: value },
      attributeOf({ c }) {
        if (target in c) return c[target];
        return mapper.requireProperty(target);
      },
    });
  }
}

/**
 * Another name of an attribute, for objects and in SQL.
 *
 * @example
 * class Person extends Base('person', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   name: mappedColumn(t.String(30)),
 *   login: synonym('name'),
 * }) {}
 */
export function synonym<const N extends string>(attribute: N): SynonymDefinition<N> {
  return new SynonymDefinition(attribute);
}
