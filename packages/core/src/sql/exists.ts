import { boolean } from '../types/boolean.ts';
import { nullType } from '../types/null-type.ts';
import { ClauseElement, type FromSource, type QueryElement, type TextFragment } from './clause-element.ts';
import { scalarSubqueryNode } from './coerce.ts';
import { ColumnElement, type Condition } from './column-element.ts';
import { unaryNode } from './nodes/make-nodes.ts';
import type { LiteralColumnNode } from './nodes/expression-nodes.ts';
import type { SqlNode, StatementNode } from './nodes/sql-node.ts';
import { Select, select } from './select.ts';
import type { SelectArgument } from './select-types.ts';

/**
 * Whether a query gives any row: `EXISTS (SELECT …)`.
 *
 * @example
 * exists().where(address.c.userId.eq(user.c.id))
 * exists(select(address.c.id))
 */
export function exists(...given: readonly [QueryElement<unknown>] | readonly SelectArgument[]): Exists {
  const [first] = given;
  if (ClauseElement.is(first) && queries.has(first.node.kind)) return new Exists(first.node as StatementNode);
  if (given.length > 0) return new Exists(select(...(given as readonly SelectArgument[])).node);
  const everything: LiteralColumnNode = { kind: 'literalColumn', text: '*', type: nullType };
  return new Exists({ ...select().node, columns: [everything] } as StatementNode);
}

const queries: ReadonlySet<string> = new Set(['select', 'compound', 'textualSelect']);

/** `EXISTS (SELECT …)`; its methods are those of the SELECT inside. Immutable. */
export class Exists extends ColumnElement<boolean> {
  readonly #query: StatementNode;

  /** @internal */
  constructor(query: StatementNode) {
    super(unaryNode('exists', scalarSubqueryNode(query), boolean));
    this.#query = query;
  }

  where(...conditions: readonly Condition[]): Exists {
    return this.#changed((query) => query.where(...conditions));
  }

  selectFrom(...froms: readonly (FromSource | TextFragment)[]): Exists {
    return this.#changed((query) => query.selectFrom(...froms));
  }

  correlate(...froms: readonly FromSource[] | readonly [null]): Exists {
    return this.#changed((query) => query.correlate(...froms));
  }

  correlateExcept(...froms: readonly FromSource[]): Exists {
    return this.#changed((query) => query.correlateExcept(...froms));
  }

  /** `SELECT EXISTS (…)` */
  select(): Select<readonly [ColumnElement<boolean>]> {
    return select(this as ColumnElement<boolean>);
  }

  #changed(change: (query: Select<readonly unknown[], string>) => { readonly node: SqlNode }): Exists {
    return new Exists(change(new Select(this.#query as never)).node as StatementNode);
  }
}
