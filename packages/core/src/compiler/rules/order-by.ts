import type { ColumnNode, LabelNode, LabelReferenceNode, UnaryNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectedColumn } from '../../sql/selected-columns.ts';
import { writeValue } from '../operands.ts';
import type { SelectScope, SqlWriter } from '../rules.ts';

/** ` ORDER BY …`: a label of the statement is written as its name. */
export function writeOrderBy(clauses: readonly SqlNode[], scope: SelectScope, sql: SqlWriter): string {
  if (clauses.length === 0) return '';
  scope.part = 'orderBy';
  return ` ORDER BY ${clauses.map((clause) => writeOrdered(clause, scope, sql)).join(', ')}`;
}

/** ` GROUP BY …`: a label is written as its name only where it was given by name. */
export function writeGroupBy(
  clauses: readonly SqlNode[],
  columns: readonly SelectedColumn[],
  scope: SelectScope,
  sql: SqlWriter,
): string {
  if (clauses.length === 0) return '';
  scope.part = 'groupBy';
  const written = clauses.map((clause) => {
    const text = writeValue(resolved(clause, scope), sql);
    const isKnownByPlace = sql.dialect.groupsByPlace === true && !sql.isInline && hasParameters(text);
    return (isKnownByPlace ? placeOf(clause, columns) : null) ?? text;
  });
  return ` GROUP BY ${written.join(', ')}`;
}

function hasParameters(text: string): boolean {
  return text.includes('\0');
}

/** Which column of the result an expression is, from 1; null where it is none, or a text before it may stand for several. */
function placeOf(clause: SqlNode, columns: readonly SelectedColumn[]): string | null {
  const index = columns.findIndex(({ node }) => unlabelled(node) === unlabelled(clause));
  const isCertain = index >= 0 && columns.slice(0, index).every(({ node }) => unlabelled(node).kind !== 'text');
  return isCertain ? String(index + 1) : null;
}

function unlabelled(node: SqlNode): SqlNode {
  return node.kind === 'label' ? (node as LabelNode).element : node;
}

function writeOrdered(clause: SqlNode, scope: SelectScope, sql: SqlWriter): string {
  const label = innermost(clause);
  const name = label === null ? null : selectedName(label, scope);
  if (label === null || name === null) return writeValue(resolved(clause, scope), sql);
  (scope.labelOf as Map<SqlNode, string>).set(label, name);
  const text = sql.write(clause);
  (scope.labelOf as Map<SqlNode, string>).delete(label);
  return text;
}

/** The label that ASC, DESC and NULLS LAST stand behind. */
function innermost(clause: SqlNode): LabelNode | null {
  if (clause.kind === 'label') return clause as LabelNode;
  return isSuffix(clause) ? innermost(clause.operand) : null;
}

function isSuffix(node: SqlNode): node is UnaryNode {
  return node.kind === 'unary' && (node as UnaryNode).isSuffix;
}

/** The name of a label if the statement selects it, or another one of the same name for the same column. */
function selectedName(label: LabelNode, { labels }: SelectScope): string | null {
  const { name, element } = label;
  if (name === null) return null;
  const selected = labels.get(name);
  if (selected === label) return name;
  const isSame = selected?.kind === 'label' && (selected as LabelNode).element === element;
  return isSame ? name : null;
}

/** With the column itself in place of a name that is one of a column in FROM. */
function resolved(clause: SqlNode, scope: SelectScope): SqlNode {
  if (isSuffix(clause)) return { ...clause, operand: resolved(clause.operand, scope) } as SqlNode;
  if (clause.kind !== 'labelReference') return clause;
  const { name } = clause as LabelReferenceNode;
  const selected = scope.labels.get(name);
  if (selected !== undefined) return selected.kind === 'column' ? selected : clause;
  return columnInFrom(name, scope) ?? clause;
}

function columnInFrom(name: string, { froms }: SelectScope): SqlNode | undefined {
  const columns = froms.flatMap(({ identity }) => identity.columnNodes as readonly ColumnNode[]);
  return columns.find(({ key }) => key === name) ?? columns.find((column) => column.name === name);
}
