import { ArgumentError } from '../../errors/argument-errors.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { AttributeDefinition } from './attribute-definition.ts';
import { checkMapperOptions } from './check-mapper-options.ts';
import { checkRelationship } from './check-relationship.ts';
import { noteDeleteOrphan } from './delete-orphans.ts';
import type { Mapper } from './mapper.ts';
import { warnOfOverlaps } from './overlapping-relationships.ts';
import { PropertyDefinition } from './property-definition.ts';
import { Relationship } from './relationship.ts';
import { RelationshipDefinition, relationshipOptionNames } from './relationship-definition.ts';

/**
 * Resolves what a class says of other classes, and checks it; those classes are configured with it. Can be called again
 * after it failed.
 *
 * @throws ArgumentError that names class, attribute and remedy
 */
export function configureMapper(mapper: Mapper): void {
  mapper.inherits?.configure();
  checkMapperOptions(mapper);
  // An expression may use relationships of the same class that stand behind it.
  const postponed = [...mapper.thunks].filter((one) => !isAdded(mapper, one));
  for (const [key, thunk] of postponed) addProperty(mapper, key, thunk);
  // Only now: the other sides ask for the properties of this class.
  for (const property of mapper.relationships) {
    if (property.parent !== mapper) continue;
    checkRelationship(property);
    if (property.cascade.deleteOrphan) noteDeleteOrphan(property);
    warnOfOverlaps(property);
    property.target.configure();
  }
}

function isAdded(mapper: Mapper, [key, thunk]: readonly [string, () => unknown]): boolean {
  try {
    addProperty(mapper, key, thunk);
    return true;
  } catch {
    return false;
  }
}

function addProperty(mapper: Mapper, key: string, thunk: () => unknown): void {
  const known = mapper.property(key);
  // A try before this one failed.
  if (known?.kind === 'relationship' && known.parent === mapper) return mapper.addRelationship(known);
  const definition = resolved(thunk, `${mapper.name}.${key}`);
  if (definition instanceof AttributeDefinition) definition.attach(mapper, key);
  if (!(definition instanceof RelationshipDefinition)) return;
  checkOptionNames(definition.options, relationshipOptionNames, `relationship() at ${mapper.name}.${key}`);
  mapper.addRelationship(new Relationship(mapper, key, definition));
}

function resolved(thunk: () => unknown, name: string): PropertyDefinition<unknown> {
  const definition = called(thunk, name);
  if (PropertyDefinition.is(definition)) return definition;
  throw new ArgumentError(`${name} is a function that gives no property. Write () => relationship([Other]).`);
}

/** A class that is not defined yet is a ReferenceError, or undefined in a ring of modules. */
function called(thunk: () => unknown, name: string): unknown {
  try {
    return thunk();
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw new ArgumentError(
      `${name} names what is not defined yet (${cause.message}). Use the classes once all modules that define them are loaded.`,
      { cause },
    );
  }
}
