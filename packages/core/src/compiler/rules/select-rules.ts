import { typeOf } from '../../sql/coerce.ts';
import type { ColumnNode, LabelNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import type { ResultColumn, Rules, SelectScope, SqlWriter } from '../rules.ts';
import { fromsOf } from './select-froms.ts';

/** SELECT and what is made of it, as standard SQL has it. */
export const selectRules = {
  select: writeSelect,
  compound: ({ keyword, queries }, sql) => queries.map((query) => sql.write(query)).join(` ${keyword} `),
  textualSelect: ({ text }, sql) => sql.write(text),
  forUpdate: () => ' FOR UPDATE',
  affix: ({ text }) => text,
} as const satisfies Partial<Rules>;

function writeSelect(node: SelectNode, sql: SqlWriter): string {
  const isOutermost = sql.scopes.length === 0;
  const froms = fromsOf(node);
  const outer = sql.scopes.at(-1)?.visible ?? [];
  const scope: SelectScope = { froms, visible: [...outer, ...froms], labels: new Map(), labelOf: new Map(), part: 'columns' };
  sql.scopes.push(scope);
  const columns = node.columns.flatMap((column) => selected(column, scope, sql));
  if (isOutermost) sql.resultColumns = columns.map(({ result }) => result);
  const text = [
    `SELECT ${node.isDistinct ? 'DISTINCT ' : ''}${columns.map(({ text }) => text).join(', ')}`,
    part(scope, 'from', () => (froms.length === 0 ? '' : ` \nFROM ${sql.list(froms)}`)),
    part(scope, 'where', () => conditions(' \nWHERE ', node.where, sql)),
    part(scope, 'groupBy', () => (node.groupBy.length === 0 ? '' : ` GROUP BY ${sql.list(node.groupBy)}`)),
    part(scope, 'other', () => conditions(' \nHAVING ', node.having, sql)),
    part(scope, 'orderBy', () => (node.orderBy.length === 0 ? '' : ` ORDER BY ${sql.list(node.orderBy)}`)),
    part(scope, 'other', () => (node.limit === null ? '' : `\n LIMIT ${sql.write(node.limit)}`)),
    part(scope, 'other', () => (node.offset === null ? '' : `\n OFFSET ${sql.write(node.offset)}`)),
    node.forUpdate === null ? '' : sql.write(node.forUpdate),
  ].join('');
  sql.scopes.pop();
  return isOutermost ? withCtes(text, sql) : text;
}

function part(scope: SelectScope, name: SelectScope['part'], write: () => string): string {
  scope.part = name;
  return write();
}

function conditions(word: string, nodes: readonly SqlNode[], sql: SqlWriter): string {
  if (nodes.length === 0) return '';
  return (
    word + (nodes.length === 1 ? sql.write(nodes[0] as SqlNode) : nodes.map((node) => sql.operand(node, 'and')).join(' AND '))
  );
}

function withCtes(text: string, { ctes }: SqlWriter): string {
  if (ctes.written.size === 0) return text;
  return `WITH ${ctes.isRecursive ? 'RECURSIVE ' : ''}${[...ctes.written.values()].join(', \n')}\n${text}`;
}

interface Selected {
  readonly text: string;
  readonly result: ResultColumn;
}

function selected(node: SqlNode, scope: SelectScope, sql: SqlWriter): readonly Selected[] {
  if ('identity' in node) return (node as FromNode).identity.columnNodes.flatMap((column) => selected(column, scope, sql));
  const text = sql.write(node);
  const { key, name } = nameOf(node, sql);
  (scope.labels as Map<string, SqlNode>).set(name, node);
  return [{ text, result: { key, name, type: typeOf(node), node } }];
}

function nameOf(node: SqlNode, sql: SqlWriter): { readonly key: string; readonly name: string } {
  if (node.kind === 'column') return node as ColumnNode;
  if (node.kind === 'label' && (node as LabelNode).name !== null)
    return { key: (node as LabelNode).name as string, name: (node as LabelNode).name as string };
  const name = sql.madeUpName(node, 'anon');
  return { key: name, name };
}
