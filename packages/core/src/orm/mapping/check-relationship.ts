import { inspect } from 'node:util';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { warn } from '../../util/warn.ts';
import { KeyedCollection } from './keyed-collection.ts';
import type { Mapper } from './mapper.ts';
import type { LoadingStrategy } from './relationship-definition.ts';
import type { Direction, RelationshipProperty } from './relationship-property.ts';

/** What is wrong with a relationship, by itself or with its other side. @throws ArgumentError that names class, attribute and remedy */
export function checkRelationship(property: RelationshipProperty<Mapper>): void {
  checkCollection(property);
  checkDirection(property);
  checkCascade(property);
  checkViewonly(property);
  if (property.reverse !== null) checkReverse(property, property.reverse);
}

const words: Readonly<Record<Direction, string>> = {
  oneToMany: 'one-to-many',
  manyToOne: 'many-to-one',
  manyToMany: 'many-to-many',
};

function checkCollection({
  name,
  isCollection,
  target,
  options: { collectionClass, lazy = 'select' },
}: RelationshipProperty<Mapper>): void {
  if (!isCollection && (collectionClass !== undefined || lazy === 'writeOnly'))
    throw new ArgumentError(
      `${name} holds one object: ${lazy === 'writeOnly' ? "lazy: 'writeOnly'" : '"collectionClass"'} is for collections. Write relationship([${target.name}], …) for one.`,
    );
  if (!strategies.has(lazy))
    throw new ArgumentError(
      `${name} has lazy: ${inspect(lazy)}; it is one of ${[...strategies].map((one) => `'${one}'`).join(', ')}.`,
    );
  const isKnown =
    collectionClass === undefined ||
    collectionClass === Array ||
    collectionClass === Set ||
    collectionClass instanceof KeyedCollection;
  if (!isKnown)
    throw new ArgumentError(
      `"collectionClass" of ${name} is Array, Set, keyedBy((object) => key), or attributeKeyed('attribute').`,
    );
}

const strategies: ReadonlySet<LoadingStrategy> = new Set([
  'select',
  'selectin',
  'joined',
  'subquery',
  'raise',
  'raiseOnSql',
  'noload',
  'writeOnly',
]);

function checkDirection({ name, isCollection, condition, target, options }: RelationshipProperty<Mapper>): void {
  if (condition.direction !== 'manyToOne' || !isCollection || options.viewonly === true) return;
  throw new ArgumentError(
    `${name} is many-to-one, since its own table has the foreign key, and was given as a collection. Write relationship(${target.name}, …)${condition.remoteColumns.size > 0 && [...condition.remoteColumns].some((column) => condition.localColumns.has(column)) ? ', or set remoteSide' : ''}.`,
  );
}

function checkCascade({ name, cascade, condition, parent, target, options }: RelationshipProperty<Mapper>): void {
  const { direction } = condition;
  if (cascade.deleteOrphan && options.singleParent !== true && direction !== 'oneToMany')
    throw new ArgumentError(
      `For ${words[direction]} relationship ${name}, delete-orphan cascade is normally configured only on the "one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many relationship. To allow a "${target.name}" object only a single "${parent.name}" object at a time via ${name}, so that delete-orphan can take place in this direction, set singleParent: true.`,
    );
  if (options.passiveDeletes === 'all' && (cascade.delete || cascade.deleteOrphan))
    throw new ArgumentError(
      `On ${name}, can't set passiveDeletes: 'all' in conjunction with 'delete' or 'delete-orphan' cascade.`,
    );
}

function checkViewonly({ name, options }: RelationshipProperty<Mapper>): void {
  if (options.viewonly !== true) return;
  if (options.syncBackref === true) throw new ArgumentError(`syncBackref and viewonly cannot both be true; they are at ${name}.`);
  for (const option of ['passiveDeletes', 'passiveUpdates', 'postUpdate', 'activeHistory'] as const)
    if (options[option] !== undefined)
      warn(`Setting ${option} at ${name}, which has viewonly: true, has no effect: a viewonly relationship writes nothing.`);
}

function checkReverse(property: RelationshipProperty<Mapper>, reverse: RelationshipProperty<Mapper>): void {
  const { name, parent } = property;
  if (reverse.target.base !== parent.base)
    throw new ArgumentError(
      `${name} says backPopulates: '${reverse.key}', but ${reverse.name} leads to ${reverse.target.name}, not to ${parent.name}. Name the relationship that leads back.`,
    );
  if (property.options.viewonly === true && reverse.options.syncBackref === true)
    throw new InvalidRequestError(
      `Relationship ${reverse.name} cannot specify syncBackref: true since ${name} includes viewonly: true.`,
    );
  const [here, there] = [property.condition.direction, reverse.condition.direction];
  if (here === there && here !== 'manyToMany')
    throw new ArgumentError(
      `${reverse.name} and back-reference ${name} are both of the same direction '${words[here]}'. Did you mean to set remoteSide on the many-to-one side?`,
    );
  if (property.synced === null || (here === 'manyToMany') === (there === 'manyToMany')) return;
  throw new ArgumentError(
    `${name} is ${words[here]}, and ${reverse.name}, its backPopulates, is ${words[there]}: they are not the same relationship. Give both the same "secondary", or take backPopulates: '${reverse.key}' away.`,
  );
}
