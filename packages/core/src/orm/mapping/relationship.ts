import { ArgumentError } from '../../errors/argument-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { ClauseElement, clauseOf, mappedClause } from '../../sql/clause-element.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { type Cascade, cascadeOf } from './cascade.ts';
import { tableColumn } from './condition-columns.ts';
import { type Entity, findEntity } from './entity.ts';
import { joinConditionOf } from './join-condition.ts';
import { mapperOf } from './mapper-of.ts';
import type { Mapper } from './mapper.ts';
import type { RelationshipDefinition, RelationshipOptions } from './relationship-definition.ts';
import type { JoinCondition, RelationshipProperty } from './relationship-property.ts';

let relationships = 0;

/** A relationship whose other side is resolved when it is asked for, since it may be configured later. */
export class Relationship implements RelationshipProperty<Mapper> {
  readonly kind = 'relationship';
  readonly uid: number;
  readonly key: string;
  readonly slot: number;
  readonly parent: Mapper;
  readonly target: Mapper;
  readonly alias: Entity | null;
  readonly isCollection: boolean;
  readonly options: RelationshipOptions;
  readonly cascade: Cascade;
  #condition: JoinCondition | null = null;
  #reverse: RelationshipProperty<Mapper> | null | undefined;
  #synced: RelationshipProperty<Mapper> | null | undefined;

  constructor(parent: Mapper, key: string, definition: RelationshipDefinition<unknown>) {
    relationships += 1;
    this.uid = relationships;
    this.key = key;
    this.slot = parent.slotOf(key);
    this.parent = parent;
    this.alias = aliasIn(definition.target);
    this.target = this.alias?.mapper ?? targetOf(definition, `${parent.name}.${key}`);
    this.isCollection = definition.isCollection;
    this.options = definition.options;
    this.cascade = cascadeOf(definition.options.cascade, this.name, definition.options.viewonly === true);
  }

  get name(): string {
    return `${this.parent.name}.${this.key}`;
  }

  get condition(): JoinCondition {
    this.#condition ??= this.#makeCondition();
    return this.#condition;
  }

  get reverse(): RelationshipProperty<Mapper> | null {
    if (this.#reverse === undefined) this.#reverse = this.#findReverse();
    return this.#reverse;
  }

  get tracksParent(): boolean {
    return this.condition.direction === 'oneToMany' || this.cascade.deleteOrphan || this.options.singleParent === true;
  }

  get synced(): RelationshipProperty<Mapper> | null {
    if (this.#synced === undefined) {
      const { reverse } = this;
      const syncs = ({ viewonly, syncBackref }: RelationshipOptions): boolean => viewonly !== true && syncBackref !== false;
      this.#synced = reverse !== null && syncs(this.options) && syncs(reverse.options) ? reverse : null;
    }
    return this.#synced;
  }

  toString(): string {
    return this.name;
  }

  #makeCondition(): JoinCondition {
    const { options, parent, target, name } = this;
    const mirrored = this.#mirrored();
    return joinConditionOf({
      name,
      parent: { own: parent.table, all: parent.tables },
      target: { own: target.table, all: target.tables },
      targetKey: target.primaryKey.map(({ columns }) => columns),
      isCollection: this.isCollection,
      secondary: options.secondary === undefined ? null : secondaryTable(options.secondary, name),
      primaryjoin: mirrored?.secondaryjoin ?? conditionNode(options.primaryjoin, `"primaryjoin" of ${name}`),
      secondaryjoin: mirrored?.primaryjoin ?? conditionNode(options.secondaryjoin, `"secondaryjoin" of ${name}`),
      foreignKeys: columnsOf(options.foreignKeys, `"foreignKeys" of ${name}`),
      remoteSide: columnsOf(options.remoteSide, `"remoteSide" of ${name}`),
      viewonly: options.viewonly === true,
      alias: this.alias,
    });
  }

  /** Many-to-many of a class with itself, of which the other side says how it is joined: this one is that, reversed. */
  #mirrored(): JoinCondition | null {
    const { secondary, backPopulates } = this.options;
    if (secondary === undefined || backPopulates === undefined || saysHow(this.options)) return null;
    if (this.target.base !== this.parent.base) return null;
    const { reverse } = this;
    return reverse !== null && saysHow(reverse.options) ? reverse.condition : null;
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

function saysHow({ primaryjoin, secondaryjoin, foreignKeys }: RelationshipOptions): boolean {
  return primaryjoin !== undefined || secondaryjoin !== undefined || foreignKeys !== undefined;
}

function aliasIn(target: unknown): Entity | null {
  const entity = findEntity(target);
  return entity === null || entity.isClass ? null : entity;
}

function targetOf({ target }: RelationshipDefinition<unknown>, name: string): Mapper {
  const mapper = mapperOf(target);
  if (mapper !== null) return mapper;
  throw new ArgumentError(
    `${name} leads to what is no mapped class${target === undefined ? ': its module is not loaded yet when the mapping is used' : ''}. Give a class that extends Base(…).`,
  );
}

/** The columns that an option names: attributes of classes are columns of tables. */
function columnsOf(given: unknown, subject: string): readonly AnyColumn[] {
  if (given === undefined) return [];
  return [given].flat().map((one: unknown) => {
    const node = ClauseElement.is(one) ? one.node : null;
    const column = node?.kind === 'column' ? tableColumn(node as ColumnNode) : null;
    if (column !== null) return column;
    throw new ArgumentError(`${subject} takes columns: Address.c.userId; it got ${kindOfValue(one)}.`);
  });
}

function conditionNode(given: unknown, subject: string): SqlNode | null {
  if (given === undefined) return null;
  if (ClauseElement.is(given)) return given.node;
  throw new ArgumentError(`${subject} takes a condition: User.c.id.eq(Address.c.userId); it got ${kindOfValue(given)}.`);
}

function secondaryTable(given: unknown, name: string): SchemaTable {
  if (Table.is(given)) return given as unknown as SchemaTable;
  const isClass = clauseOf(given) !== null && !ClauseElement.is(given);
  throw new ArgumentError(
    isClass || (typeof given === 'function' && mappedClause in given)
      ? `"secondary" of ${name} must be a Table; it got a mapped class, whose rows are saved by themselves. Give its table, Class.table, and viewonly: true if objects of it are saved as well.`
      : `"secondary" of ${name} is the Table between the two classes; it got ${kindOfValue(given)}. For what several tables make, lead to an alias over them: relationship([aliased(Class, subquery)], { viewonly: true, primaryjoin }).`,
  );
}
