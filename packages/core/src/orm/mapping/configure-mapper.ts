import { ArgumentError } from '../../errors/argument-errors.ts';
import { cascadeOf } from './cascade.ts';
import { joinConditionOf } from './join-condition.ts';
import { mapperOf } from './mapper-of.ts';
import type { Mapper } from './mapper.ts';
import { PropertyDefinition } from './property-definition.ts';
import { RelationshipDefinition } from './relationship-definition.ts';
import type { JoinCondition, RelationshipProperty } from './relationship-property.ts';

let relationships = 0;

/** Resolves what a class says of other classes. @throws ArgumentError that names class, attribute and remedy */
export function configureMapper(mapper: Mapper): void {
  mapper.inherits?.configure();
  for (const [key, thunk] of mapper.thunks) {
    const definition: unknown = thunk();
    if (!PropertyDefinition.is(definition))
      throw new ArgumentError(
        `${mapper.name}.${key} is a function that gives no property. Write ${key}: () => relationship([Other]).`,
      );
    if (definition instanceof RelationshipDefinition) mapper.addRelationship(new Relationship(mapper, key, definition));
  }
}

/** A relationship whose other side is resolved when it is asked for, since it may be configured later. */
class Relationship implements RelationshipProperty<Mapper> {
  readonly kind = 'relationship';
  readonly uid: number;
  readonly key: string;
  readonly slot: number;
  readonly parent: Mapper;
  readonly target: Mapper;
  readonly isCollection: boolean;
  readonly options: RelationshipDefinition<unknown>['options'];
  readonly cascade: RelationshipProperty['cascade'];
  #condition: JoinCondition | null = null;
  #reverse: RelationshipProperty<Mapper> | null | undefined;

  constructor(parent: Mapper, key: string, definition: RelationshipDefinition<unknown>) {
    relationships += 1;
    this.uid = relationships;
    this.key = key;
    this.slot = parent.nextSlot;
    this.parent = parent;
    this.target = targetOf(definition, `${parent.name}.${key}`);
    this.isCollection = definition.isCollection;
    this.options = definition.options;
    this.cascade = cascadeOf(definition.options.cascade, this.name);
  }

  get name(): string {
    return `${this.parent.name}.${this.key}`;
  }

  get condition(): JoinCondition {
    this.#condition ??= joinConditionOf({
      name: this.name,
      parentTables: this.parent.tables,
      targetTables: this.target.tables,
      isCollection: this.isCollection,
      options: this.options,
    });
    return this.#condition;
  }

  get reverse(): RelationshipProperty<Mapper> | null {
    if (this.#reverse === undefined) this.#reverse = this.#findReverse();
    return this.#reverse;
  }

  #findReverse(): RelationshipProperty<Mapper> | null {
    const { backPopulates } = this.options;
    if (backPopulates === undefined) return null;
    const reverse = this.target.property(backPopulates);
    if (reverse?.kind === 'relationship') return reverse;
    throw new ArgumentError(
      `${this.name} says backPopulates: '${backPopulates}', which is no relationship of ${this.target.name}. Define it there, with backPopulates: '${this.key}'.`,
    );
  }
}

function targetOf({ target }: RelationshipDefinition<unknown>, name: string): Mapper {
  const mapper = mapperOf(target);
  if (mapper !== null) return mapper;
  throw new ArgumentError(
    `${name} leads to what is no mapped class${target === undefined ? ': its module is not loaded yet when the mapping is used' : ''}. Give a class that extends Base(…).`,
  );
}
