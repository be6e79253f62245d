import type { AnyColumn } from '../../schema/column.ts';
import { warn } from '../../util/warn.ts';
import type { Mapper } from './mapper.ts';
import type { RelationshipProperty, SyncPair } from './relationship-property.ts';

type Relationship = RelationshipProperty<Mapper>;

/** Which relationships write a column, each with the column that it copies. */
const writers = new WeakMap<AnyColumn, Map<Relationship, AnyColumn>>();

/** Warns where two relationships that know nothing of one another write one column. Semantics: SQLAlchemy's `qzyx`. */
export function warnOfOverlaps(property: Relationship): void {
  if (property.options.viewonly === true) return;
  const { pairs, secondaryPairs } = property.condition;
  for (const pair of [...pairs, ...secondaryPairs]) {
    const known = writers.get(pair.destination) ?? new Map<Relationship, AnyColumn>();
    writers.set(pair.destination, known);
    const others = [...known].filter(([other]) => conflicts(property, other));
    if (others.length > 0) warn(message(property, pair, others));
    known.set(property, pair.source);
  }
}

function conflicts(property: Relationship, other: Relationship): boolean {
  if (property === other || property.reverse === other || other.reverse === property) return false;
  if (allows(property, other) || allows(other, property)) return false;
  if (property.key === other.key && property.parent.base === other.parent.base) return false;
  const [here, there] = [
    [property.parent, property.target],
    [other.parent, other.target],
  ];
  return !here?.some((mapper) => there?.some((one) => areSiblings(mapper, one)));
}

function allows({ options: { overlaps = [] } }: Relationship, { key }: Relationship): boolean {
  const keys = typeof overlaps === 'string' ? overlaps.split(',').map((one) => one.trim()) : overlaps;
  return keys.includes(key);
}

/** Two classes of one hierarchy of which none inherits from the other. */
function areSiblings(one: Mapper, other: Mapper): boolean {
  return one.base === other.base && !one.isA(other) && !other.isA(one);
}

function message(property: Relationship, pair: SyncPair, others: readonly (readonly [Relationship, AnyColumn])[]): string {
  const named = others.map(([other, source]) => `'${other.name}' (copies ${shown(source)} to ${shown(pair.destination)})`);
  const keys = others.map(([{ key }]) => key).sort();
  return `relationship '${property.name}' will copy column ${shown(pair.source)} to column ${shown(pair.destination)}, which conflicts with relationship(s): ${named.sort().join(', ')}. Link them with backPopulates, give those that are only read viewonly: true, or say that it is meant: overlaps: '${keys.join(',')}' at ${property.name}.`;
}

function shown({ table, name }: AnyColumn): string {
  return `${table.name}.${name}`;
}
