import { ArgumentError } from '../../errors/argument-errors.ts';
import { ClauseElement, type ExpressionElement, type QueryElement } from '../../sql/clause-element.ts';
import { expressionNode } from '../../sql/coerce.ts';
import { null_ } from '../../sql/literals.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { AttributeDefinition } from './attribute-definition.ts';
import type { AttributeSource } from './attribute-descriptor.ts';
import type { ColumnProperty } from './column-property.ts';
import type { Mapper } from './mapper.ts';

/** How an expression is loaded. */
export interface ColumnPropertyOptions {
  /** Whether it is left out until it is asked for: `session.load(object, 'key')` or `undefer()`. */
  readonly deferred?: boolean;
  readonly deferredGroup?: string;
}

/** A column property as it was written. */
export class ColumnPropertyDefinition<out T> extends AttributeDefinition<T> {
  readonly kind = 'columnProperty';
  readonly #expression: ClauseElement;
  readonly #options: ColumnPropertyOptions;

  /** @internal */
  constructor(expression: ClauseElement, options: ColumnPropertyOptions) {
    super();
    this.#expression = expression;
    this.#options = options;
  }

  attach(mapper: Mapper, key: string): void {
    if (!ClauseElement.is(this.#expression))
      throw new ArgumentError(`${mapper.name}.${key}: columnProperty() takes an SQL expression.`);
    const { deferredGroup = null, deferred = deferredGroup !== null } = this.#options;
    const node = expressionNode(this.#expression) as ExpressionNode;
    const property: ColumnProperty = {
      kind: 'column',
      key,
      slot: mapper.slotOf(key),
      // There is none; flushes never see it, since it is none of the mapper's columns.
      column: null as never,
      columns: [],
      isPrimaryKey: false,
      deferred,
      deferredGroup,
      expression: (source) => adapted(node, source, mapper),
    };
    mapper.addExpression(property);
  }
}

/**
 * An SQL expression that is loaded with the object, and never written.
 *
 * @example
 * class Person extends Base('person', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   name: mappedColumn(t.String(30)),
 *   shouted: () => columnProperty(func.upper(Person.c.name)),
 * }) {}
 */
export function columnProperty<T>(
  expression: ExpressionElement<T, string> | QueryElement<T>,
  options: ColumnPropertyOptions = {},
): ColumnPropertyDefinition<T> {
  return new ColumnPropertyDefinition<T>(expression, options);
}

/**
 * An attribute that a query gives its value, by `withExpression()`. Where none does it is `otherwise`, or not loaded.
 *
 * @example
 * class User extends Base('user_account', {
 *   id: mappedColumn(t.Integer, { primaryKey: true }),
 *   postCount: () => queryExpression<number>(),
 * }) {}
 */
export function queryExpression<T>(
  otherwise?: ExpressionElement<T, string> | QueryElement<T>,
): ColumnPropertyDefinition<T | null> {
  return new ColumnPropertyDefinition<T | null>(otherwise ?? null_(), { deferred: otherwise === undefined });
}

/** The expression of another occurrence of the class: its columns take the place of those of the class. */
function adapted(node: ExpressionNode, source: AttributeSource, mapper: Mapper): ExpressionNode {
  const change = (one: SqlNode): SqlNode => {
    const { entity, key } = one as ColumnNode;
    if (one.kind !== 'column' || entity === undefined) return mapChildren(one, change);
    if ((entity as object) === source || entity.uid === 0 || !isOf(mapper, entity.mapperUid)) return one;
    return (source.c[key] as { readonly node: SqlNode } | undefined)?.node ?? one;
  };
  return change(node) as ExpressionNode;
}

function isOf(mapper: Mapper, uid: number): boolean {
  return mapper.uid === uid || (mapper.inherits !== null && isOf(mapper.inherits, uid));
}
