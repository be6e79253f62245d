import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { assignments, columnOf, columnsOf } from './assignments.ts';
import { ClauseElement, type FromElement, type TextFragment } from './clause-element.ts';
import { clauseNode, conditionNode } from './coerce.ts';
import type { ColumnElement, Condition } from './column-element.ts';
import type { ColumnKeyOf, ColumnValues } from './dml-types.ts';
import { type ColumnCollection, type ColumnOutline, FromClause, passedOn } from './from-clause.ts';
import type { ExcludedNode } from './nodes/from-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';
import type { OnConflictNode } from './nodes/statement-nodes.ts';

/** Which conflict is meant: that of a unique index, by what it is made of, or of a constraint, by its name. */
export interface ConflictTarget<R> {
  /** The columns of the unique index, by key, or its expressions. MySQL and MariaDB look at every unique index instead. */
  readonly indexElements?: readonly (ColumnKeyOf<R> | ColumnElement<unknown, string> | TextFragment)[];
  /** The condition of a partial index. */
  readonly indexWhere?: Condition;
  /** The name of a constraint, where the database can say it: PostgreSQL. */
  readonly constraint?: string;
}

/** What to do with the row that is there already. */
export interface ConflictUpdate<R> extends ConflictTarget<R> {
  /** The new values; a function gets the row that could not be inserted. */
  readonly set: ColumnValues<R> | ((excluded: ColumnCollection<R, 'excluded'>) => ColumnValues<R>);
  /** Which rows to update; the others stay as they are. Not on MySQL and MariaDB. */
  readonly where?: Condition;
}

/** Reads the argument of `onConflictDoNothing()` or `onConflictDoUpdate()`. */
export function onConflictNode<R>(
  table: FromClause<R, string>,
  action: 'nothing' | 'update',
  given: ConflictTarget<R> & Partial<ConflictUpdate<R>>,
): OnConflictNode {
  const method = action === 'nothing' ? 'onConflictDoNothing()' : 'onConflictDoUpdate()';
  checkOptionNames(given, action === 'nothing' ? targetNames : updateNames, method);
  refuseUndefined(given, method);
  const { indexElements, indexWhere, constraint, where } = given;
  if (indexElements !== undefined && constraint !== undefined)
    throw new ArgumentError(`${method} takes "indexElements" or "constraint", not both.`);
  if (action === 'update' && constraint === undefined && (indexElements === undefined || indexElements.length === 0))
    throw new ArgumentError(`${method} needs "indexElements" (the columns of a unique index) or "constraint" (its name).`);
  return {
    kind: 'onConflict',
    action,
    target: (indexElements ?? []).map((element) => elementNode(table, element, method)),
    targetWhere: indexWhere === undefined ? null : conditionNode(indexWhere, `"indexWhere" of ${method}`),
    constraint: constraint ?? null,
    set: action === 'nothing' ? null : assignments(table, newValues(table, given.set, method), `"set" of ${method}`),
    where: where === undefined ? null : conditionNode(where, `"where" of ${method}`),
  };
}

const targetNames = ['indexElements', 'indexWhere', 'constraint'] as const;
const updateNames = [...targetNames, 'set', 'where'] as const;

function refuseUndefined(given: object, method: string): void {
  const missing = Object.entries(given).find(([, value]) => value === undefined)?.[0];
  if (missing !== undefined) throw new ArgumentError(`The option "${missing}" of ${method} is undefined. Leave it out.`);
}

function elementNode(table: FromElement, element: unknown, method: string): SqlNode {
  return typeof element === 'string' ? columnOf(table, element, method) : clauseNode(element, method);
}

function newValues<R>(table: FromClause<R, string>, set: Partial<ConflictUpdate<R>>['set'], method: string): object {
  const values = typeof set === 'function' ? set(new Excluded(table).c) : set;
  if (typeof values === 'object' && values !== null && !ClauseElement.is(values) && Object.keys(values).length > 0) return values;
  throw new ArgumentError(
    `"set" of ${method} is an object with a new value for one column at least; it is ${kindOfValue(values)}.`,
  );
}

/** The row that could not be inserted. */
class Excluded<R> extends FromClause<R, 'excluded'> {
  readonly uid = 0;
  readonly node: ExcludedNode;
  readonly #table: FromClause<R, string>;

  constructor(table: FromClause<R, string>) {
    super();
    this.#table = table;
    this.node = { kind: 'excluded', identity: this, name: 'excluded' };
    columnsOf(this);
  }

  /** @internal */
  protected outlines(): readonly ColumnOutline[] {
    return passedOn(this.#table);
  }
}
