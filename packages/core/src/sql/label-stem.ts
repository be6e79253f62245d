import type {
  CastNode,
  ColumnNode,
  FunctionNode,
  GroupingNode,
  LabelNode,
  UnaryNode,
  WithinGroupNode,
} from './nodes/expression-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';

/**
 * What a column of a SELECT is called in the SQL, where it was given no name: `name` exactly that (a cast of a column has
 * the column's name), `stem` a made-up name that begins so (`count_1`), `bare` nothing: it is written without AS.
 * The rules are SQLAlchemy's.
 */
export type ImpliedLabel =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'stem'; readonly stem: string }
  | { readonly kind: 'bare' };

/**
 * The label that a selected expression has by itself. Make the name of a `stem` before the expression is written, with
 * `sql.madeUpName(node, stem)`: parameters inside it count on from there (`coalesce(x, :coalesce_2) AS coalesce_1`).
 */
export function impliedLabel(node: SqlNode): ImpliedLabel {
  switch (node.kind) {
    case 'column':
    case 'text':
    case 'literalColumn':
    case 'tableValue':
      return bare;
    case 'unary':
      return isNamed((node as UnaryNode).operand) ? bare : { kind: 'stem', stem: 'anon' };
    default: {
      const name = innerName(node);
      return name === null ? { kind: 'stem', stem: anonymousStem(node) } : { kind: 'name', name };
    }
  }
}

/** What a made-up name of this expression begins with: the name of a function, else `anon`. */
export function anonymousStem(node: SqlNode): string {
  switch (node.kind) {
    case 'function':
      return (node as FunctionNode).path.at(-1) ?? 'anon';
    case 'withinGroup':
      return anonymousStem((node as WithinGroupNode).element);
    case 'cast':
      return anonymousStem((node as CastNode).element);
    default:
      return 'anon';
  }
}

const bare: ImpliedLabel = Object.freeze({ kind: 'bare' });

/** The name that a cast takes from what it casts. */
function innerName(node: SqlNode): string | null {
  switch (node.kind) {
    case 'cast':
      return nameInside((node as CastNode).element);
    default:
      return null;
  }
}

function nameInside(node: SqlNode): string | null {
  if (node.kind === 'column') return (node as ColumnNode).name;
  if (node.kind === 'label') return (node as LabelNode).name;
  return innerName(node);
}

/** Whether a prefix in front of it, such as DISTINCT, leaves it its name. */
function isNamed(node: SqlNode): boolean {
  if (node.kind === 'grouping') return isNamed((node as GroupingNode).element);
  return node.kind === 'column' || node.kind === 'literalColumn' || node.kind === 'label';
}
