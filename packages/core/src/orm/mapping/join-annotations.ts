import { ArgumentError } from '../../errors/argument-errors.ts';
import { ColumnElement, NamedColumn } from '../../sql/column-element.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import { plainColumn } from './entity.ts';

/** What the application said of a column where it stands in a join condition. */
export interface ColumnMarks {
  readonly isForeign: boolean;
  readonly isRemote: boolean;
}

const marks = new WeakMap<SqlNode, ColumnMarks>();

/**
 * Says that a column of `primaryjoin` or `secondaryjoin` refers to the other one, where no foreign key says so.
 *
 * @example relationship([Log], { primaryjoin: User.c.name.eq(foreign(Log.c.userName)) })
 */
export function foreign<E extends ColumnElement<unknown, string>>(expression: E): E {
  return marked(expression, { isForeign: true, isRemote: false }, 'foreign()');
}

/**
 * Says that a column of `primaryjoin` belongs to the other side, where both sides are one table.
 *
 * @example relationship([User], { primaryjoin: User.c.fullname.eq(foreign(remote(User.c.name))), viewonly: true })
 */
export function remote<E extends ColumnElement<unknown, string>>(expression: E): E {
  return marked(expression, { isForeign: false, isRemote: true }, 'remote()');
}

/** What was said of a column node; undefined: nothing. */
export function marksOf(node: SqlNode): ColumnMarks | undefined {
  return marks.get(node);
}

function marked<E>(expression: E, said: ColumnMarks, subject: string): E {
  if (!(expression instanceof ColumnElement))
    throw new ArgumentError(`${subject} takes a column in a join condition, such as ${subject.slice(0, -1)}Address.c.userId).`);
  const change = (node: SqlNode): SqlNode =>
    node.kind === 'column' ? markedColumn(node as ColumnNode, said) : mapChildren(node, change);
  const node = change(expression.node) as ExpressionNode;
  return (expression instanceof NamedColumn ? new NamedColumn(node as ColumnNode, expression.key) : new ColumnElement(node)) as E;
}

// A copy, which stands nowhere else.
function markedColumn(node: ColumnNode, said: ColumnMarks): ColumnNode {
  const before = marks.get(node);
  const copy = { ...plainColumn(node) };
  marks.set(copy, {
    isForeign: said.isForeign || before?.isForeign === true,
    isRemote: said.isRemote || before?.isRemote === true,
  });
  return copy;
}
