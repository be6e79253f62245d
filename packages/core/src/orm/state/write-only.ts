import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { and } from '../../sql/and-or-not.ts';
import type { EntitySource } from '../../sql/clause-element.ts';
import { ColumnElement, type Condition } from '../../sql/column-element.ts';
import { type Delete, delete_ } from '../../sql/delete.ts';
import { exists } from '../../sql/exists.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import { type Insert, insert } from '../../sql/insert.ts';
import { anonymousBind } from '../../sql/nodes/make-nodes.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import { type Select, select } from '../../sql/select.ts';
import { type Update, update } from '../../sql/update.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { tableColumn } from '../mapping/condition-columns.ts';
import { entityOf } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { WriteOnlyCollection } from '../mapping/write-only-collection.ts';
import { admit, changeLater, relatedAdded, relatedRemoved } from './backref-sync.ts';
import type { RelatedState } from './related-state.ts';

type Property = RelationshipProperty<Mapper>;
type AnyRow = Readonly<Record<string, unknown>>;
type AnyTarget = FromClause<AnyRow, string>;

const known = new WeakMap<RelatedState, Map<number, WriteOnlyCollection<object>>>();

/** The write-only collection of an object: always the same one. Its changes are kept as those of any collection that is not loaded. */
export function writeOnlyCollection(state: RelatedState, property: Property): WriteOnlyCollection<object> {
  const collections = known.get(state) ?? new Map<number, WriteOnlyCollection<object>>();
  known.set(state, collections);
  const before = collections.get(property.slot);
  if (before !== undefined) return before;
  const made = new RelatedWriter(state, property);
  collections.set(property.slot, made);
  return made;
}

class RelatedWriter extends WriteOnlyCollection<object> {
  readonly #state: RelatedState;
  readonly #property: Property;

  constructor(state: RelatedState, property: Property) {
    super();
    this.#state = state;
    this.#property = property;
  }

  [Symbol.iterator](): never {
    const { name, key } = this.#property;
    throw new TypeError(`${name} is write-only, and is not iterated: session.scalars(object.${key}.select()) gives its objects.`);
  }

  add(object: object): void {
    this.addAll([object]);
  }

  addAll(given: Iterable<object>): void {
    const [state, property] = [this.#state, this.#property];
    const objects = admit(state, property, [...given]);
    state.touch();
    for (const object of objects) {
      changeLater(state, property.slot, object, true);
      relatedAdded(state, property, object);
    }
  }

  remove(object: object): void {
    const [state, property] = [this.#state, this.#property];
    state.touch();
    changeLater(state, property.slot, object, false);
    relatedRemoved(state, property, object);
  }

  select(): Select<readonly [EntitySource<object>]> {
    const { condition, options, target } = this.#property;
    const statement = select(entityOf(target) as unknown as EntitySource<object>).where(
      this.#condition(condition.primaryjoin),
      ...(condition.secondaryjoin === null ? [] : [expression(condition.secondaryjoin)]),
    );
    return options.orderBy === undefined ? statement : statement.orderBy(...[options.orderBy].flat());
  }

  insert(): Insert<AnyRow> {
    const { condition, name } = this.#property;
    if (condition.direction !== 'oneToMany')
      throw new InvalidRequestError(
        `insert() of a write-only collection is for one-to-many; ${name} is many-to-many. Insert into the target by itself, and into the table between, or use addAll().`,
      );
    const row = condition.pairs.map(({ source, destination }) => [
      this.#target.requireColumn(destination).key,
      this.#value(source),
    ]);
    return insert(this.#table).values(Object.fromEntries(row) as never);
  }

  update(): Update<AnyRow> {
    return update(this.#table).where(...this.#conditions());
  }

  delete_(): Delete<AnyRow> {
    return delete_(this.#table).where(...this.#conditions());
  }

  get #target(): Mapper {
    return this.#property.target;
  }

  get #table(): AnyTarget {
    return entityOf(this.#target) as unknown as AnyTarget;
  }

  /** With a table between: that it has a row for both. */
  #conditions(): readonly Condition[] {
    const { primaryjoin, secondaryjoin } = this.#property.condition;
    const first = this.#condition(primaryjoin);
    if (secondaryjoin === null) return [first];
    return [exists().where(and(first, expression(secondaryjoin))) as Condition];
  }

  /** A condition with the values of the object in place of its columns. */
  #condition(condition: SqlNode): Condition {
    const { sides } = this.#property.condition;
    const change = (node: SqlNode): SqlNode => {
      if (node.kind !== 'column') return mapChildren(node, change);
      const column = sides.get(node) === 'parent' ? tableColumn(node as never) : null;
      return column === null ? node : anonymousBind(column.key, this.#value(column), column.type as never, true);
    };
    return expression(change(condition));
  }

  #value(column: AnyColumn): unknown {
    const { mapper, values, key } = this.#state;
    const value = values[mapper.requireColumn(column).slot];
    if (key !== null && value !== undefined && value !== null) return value;
    throw new InvalidRequestError(
      `${this.#property.name} of an object without a row has no rows, so that there are no statements for it. Flush the session first.`,
    );
  }
}

function expression(node: SqlNode): Condition {
  return new ColumnElement(node as ExpressionNode) as Condition;
}
