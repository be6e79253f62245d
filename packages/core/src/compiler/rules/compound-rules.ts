import { CompileError, UnsupportedCompilationError } from '../../errors/compile-errors.ts';
import type { SqlNode, StatementNode } from '../../sql/nodes/sql-node.ts';
import type { CompoundMemberNode, CompoundNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { type SelectedColumn, selectedColumns } from '../../sql/selected-columns.ts';
import type { QueryPlace, SelectScope, SqlWriter } from '../rules.ts';
import { withOwnCtes } from './cte-rules.ts';
import { writeGroupBy, writeOrderBy } from './order-by.ts';
import { takePlace, writeQuery } from './query-place.ts';

/** `… UNION …` and what comes behind it. */
export function writeCompound(node: CompoundNode, sql: SqlWriter): string {
  checkWidths(node);
  const place = takePlace(sql);
  const write = (): string => writeMembers(node, place, sql);
  return place.isMember ? write() : withOwnCtes(node, sql, write);
}

function writeMembers(node: CompoundNode, place: QueryPlace, sql: SqlWriter): string {
  const outer = sql.scopes.at(-1);
  const columns = columnsOf(node);
  const scope: SelectScope = {
    froms: outer?.froms ?? [],
    visible: outer?.visible ?? [],
    labels: new Map(columns.flatMap(({ key, node: column }) => (key === null ? [] : [[key, column] as const]))),
    labelOf: new Map(),
    isUnqualified: true,
    part: 'other',
  };
  sql.scopes.push(scope);
  const text = node.queries.map((query, index) => writeOne(query, { ...place, isResult: place.isResult && index === 0 }, sql));
  const limit = node.limit === null && node.offset === null ? '' : sql.write({ ...limits(node), kind: 'rowLimit' } as SqlNode);
  const clauses = writeGroupBy(node.groupBy, [], scope, sql) + writeOrderBy(node.orderBy, scope, sql) + limit;
  const lock = node.forUpdate === null ? '' : sql.write(node.forUpdate);
  sql.scopes.pop();
  return text.join(` ${wordOf(node, sql)} `) + clauses + lock;
}

function wordOf({ keyword }: CompoundNode, { dialect: { name, setOperators } }: SqlWriter): string {
  const word = setOperators?.[keyword] === undefined ? keyword : setOperators[keyword];
  if (word !== null) return word;
  throw new UnsupportedCompilationError(`The dialect ${name} has no ${keyword}. Use exists(), or a join.`);
}

function limits({ limit, offset, fetch }: CompoundNode): Pick<CompoundNode, 'limit' | 'offset' | 'fetch'> {
  return { limit, offset, fetch };
}

function writeOne(query: StatementNode, place: QueryPlace, sql: SqlWriter): string {
  const standing = { ...place, isMember: true };
  if (!needsGrouping(query)) return writeQuery(query, standing, sql);
  return writeQuery({ kind: 'compoundMember', query } as CompoundMemberNode, standing, sql);
}

/** Whether it has clauses that would else belong to the whole union, or is a union itself. */
function needsGrouping(query: StatementNode): boolean {
  if (query.kind === 'compound') return true;
  if (query.kind !== 'select') return false;
  const { limit, offset, orderBy } = query as SelectNode;
  return limit !== null || offset !== null || orderBy.length > 0;
}

/** A member in parentheses. */
export function writeMember({ query }: CompoundMemberNode, sql: SqlWriter): string {
  return `(${sql.write(query)})`;
}

/** The columns that it has the names of: those of its first query. */
function columnsOf(node: StatementNode): readonly SelectedColumn[] {
  if (node.kind === 'compound') return columnsOf((node as CompoundNode).queries[0] as StatementNode);
  return node.kind === 'select' ? selectedColumns(node as SelectNode) : [];
}

function checkWidths({ queries }: CompoundNode): void {
  const widths = queries.map(widthOf);
  const [first] = widths;
  widths.forEach((width, index) => {
    if (first == null || width === null || width === first) return;
    throw new CompileError(
      `All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has ${first} columns, select #${index + 1} has ${width}`,
    );
  });
}

function widthOf(query: StatementNode): number | null {
  if (query.kind === 'compound') return widthOf((query as CompoundNode).queries[0] as StatementNode);
  if (query.kind !== 'select') return null;
  const columns = selectedColumns(query as SelectNode);
  return columns.some(({ key }) => key === null) ? null : columns.length;
}
