import { typeOf } from '../../sql/coerce.ts';
import type { ColumnNode, CustomNode, LabelNode } from '../../sql/nodes/expression-nodes.ts';
import { booleanList } from '../../sql/nodes/make-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AffixNode, SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { type SelectedColumn, selectedColumns } from '../../sql/selected-columns.ts';
import { writeCondition, writeConditions, writeStandalone } from '../operands.ts';
import type { ClausePlace, QueryPlace, ResultColumn, SelectScope, SqlWriter } from '../rules.ts';
import { announceCtes, withOwnCtes } from './cte-rules.ts';
import { fromDual } from './from-dual.ts';
import { fromElements } from './from-elements.ts';
import { lintFroms } from './from-linter.ts';
import { labelText } from './label-text.ts';
import { writeGroupBy, writeOrderBy } from './order-by.ts';
import { takePlace } from './query-place.ts';
import { displayedFroms, fromsOf } from './select-froms.ts';

/** `SELECT …`, clause by clause. */
export function writeSelect(node: SelectNode, sql: SqlWriter): string {
  const place = takePlace(sql);
  if (!place.isMember) return withOwnCtes(node, sql, () => writeBody(node, place, sql));
  announceCtes(node, sql);
  return writeBody(node, place, sql);
}

function writeBody(node: SelectNode, place: QueryPlace, sql: SqlWriter): string {
  const columns = selectedColumns(node);
  const outer = sql.scopes.at(-1);
  const froms = displayedFroms(node, fromsOf(node, sql), surroundings(place, outer));
  const elements = froms.flatMap(fromElements);
  const scope: SelectScope = {
    froms: elements,
    visible: [...(outer?.visible ?? []), ...elements],
    labels: labelsOf(columns),
    labelOf: new Map(),
    hints: hintsOf(node.hints, sql),
    part: 'other',
  };
  sql.scopes.push(scope);
  const text = writeClauses(node, columns, froms, { place, scope, sql });
  sql.scopes.pop();
  return text;
}

interface Writing {
  readonly place: QueryPlace;
  readonly scope: SelectScope;
  readonly sql: SqlWriter;
}

function writeClauses(
  node: SelectNode,
  columns: readonly SelectedColumn[],
  froms: readonly FromNode[],
  { place, scope, sql }: Writing,
): string {
  const clauses = clausesOf(node, sql);
  const head = `SELECT ${affixes(node.prefixes, sql)}${distinct(node, sql)}${clauses('select')}`.trimEnd();
  const selected = columns.map((column) => writeColumn(column, place, sql)).join(', ');
  if (place.isResult) sql.resultColumns = columns.map((column) => resultOf(column));
  const start = selected === '' ? head : `${head} ${selected}`;
  scope.part = 'from';
  const from = fromClause(froms, sql) + clauses('from');
  scope.part = 'where';
  const where = conditions(' \nWHERE ', node.where, sql) + clauses('where');
  lintFroms(froms, node.where, sql);
  const groupBy = writeGroupBy(node.groupBy, columns, scope, sql);
  scope.part = 'other';
  const having = conditions(' \nHAVING ', node.having, sql) + clauses('having');
  const orderBy = writeOrderBy(node.orderBy, scope, sql) + clauses('orderBy');
  scope.part = 'other';
  const tail = limitOf(node, sql) + (node.forUpdate === null ? '' : sql.write(node.forUpdate)) + statementHints(node, sql);
  const suffixes = affixes(node.suffixes.filter(isText), sql);
  return start + from + where + groupBy + having + orderBy + tail + (suffixes === '' ? '' : ` ${suffixes}`) + clauses('end');
}

function fromClause(froms: readonly FromNode[], sql: SqlWriter): string {
  if (froms.length > 0) return ` \nFROM ${sql.list(froms)}`;
  return fromDual(sql);
}

function surroundings({ isInFrom, isLateral }: QueryPlace, outer: SelectScope | undefined) {
  const { froms = [], visible = [] } = outer ?? {};
  if (!isInFrom || isLateral) return { explicit: visible, implicit: froms };
  const beside = new Set(froms.map(({ identity }) => identity));
  return { explicit: visible.filter(({ identity }) => !beside.has(identity)), implicit: [] };
}

/** By the name that ORDER BY may say; the first of a name counts. */
function labelsOf(columns: readonly SelectedColumn[]): ReadonlyMap<string, SqlNode> {
  const labels = new Map<string, SqlNode>();
  for (const { key, label, node } of columns) {
    const name = node.kind === 'label' ? (node as LabelNode).name : label.kind === 'name' ? label.name : key;
    if (name !== null && !labels.has(name)) labels.set(name, node);
  }
  return labels;
}

// Columns ------------------------------------------------------------------------------------------------------------

function writeColumn(column: SelectedColumn, { isInFrom }: QueryPlace, sql: SqlWriter): string {
  const { node, label } = column;
  const element = node.kind === 'label' ? (node as LabelNode).element : node;
  // The name first: parameters inside count on from it.
  const name = label.kind === 'own' && !(isInFrom && isOfTable(node)) ? null : labelText(column, sql);
  const text = writeStandalone(element, sql);
  return name === null ? text : `${text} AS ${name}`;
}

function isOfTable(node: SqlNode): boolean {
  return node.kind !== 'column' ? node.kind === 'unary' : (node as ColumnNode).from !== null;
}

function resultOf({ key, node }: SelectedColumn): ResultColumn {
  return { key, name: key ?? '', type: typeOf(node), node };
}

function distinct({ isDistinct, distinctOn }: SelectNode, sql: SqlWriter): string {
  if (distinctOn.length > 0) return sql.write({ kind: 'distinctOn', on: distinctOn } as SqlNode);
  return isDistinct ? 'DISTINCT ' : '';
}

// Conditions, limits ---------------------------------------------------------------------------------------------------

function conditions(word: string, nodes: readonly SqlNode[], sql: SqlWriter): string {
  if (nodes.length === 0) return '';
  if (nodes.every(({ kind }) => kind !== 'constant' && kind !== 'list')) return word + writeConditions(nodes, sql);
  const all = booleanList('and', nodes);
  return word + (isAnd(all) ? writeConditions(all.clauses, sql) : writeCondition(all, sql));
}

function isAnd(node: SqlNode): node is SqlNode & { readonly clauses: readonly SqlNode[] } {
  return node.kind === 'list' && (node as SqlNode & { readonly operator: string }).operator === 'and';
}

function limitOf({ limit, offset, fetch }: SelectNode, sql: SqlWriter): string {
  return limit === null && offset === null ? '' : sql.write({ kind: 'rowLimit', limit, offset, fetch } as SqlNode);
}

// Words of a dialect -----------------------------------------------------------------------------------------------------

/** Clauses of the dialect's own, by where they stand: each with a blank in front of it, or behind it in front of the columns. */
function clausesOf({ suffixes }: SelectNode, sql: SqlWriter): (place: ClausePlace) => string {
  const clauses = (suffixes as readonly AffixNode[]).filter((suffix) => !isText(suffix) && isMeant(suffix, sql));
  return (wanted) => {
    const there = clauses.filter(({ element }) => placeOf(element as SqlNode, sql) === wanted);
    return there.map((clause) => (wanted === 'select' ? `${sql.write(clause)} ` : ` ${sql.write(clause)}`)).join('');
  };
}

function isText(suffix: SqlNode): boolean {
  return (suffix as AffixNode).element == null;
}

function placeOf(element: SqlNode, { dialect: { clausePlaces } }: SqlWriter): ClausePlace {
  const name = element.kind === 'custom' ? (element as CustomNode).name : '';
  return clausePlaces !== undefined && Object.hasOwn(clausePlaces, name) ? (clausePlaces[name] as ClausePlace) : 'end';
}

/** Each with a blank behind it. */
function affixes(nodes: readonly SqlNode[], sql: SqlWriter): string {
  return (nodes as readonly AffixNode[])
    .filter((affix) => isMeant(affix, sql))
    .map((affix) => `${sql.write(affix)} `)
    .join('');
}

function hintsOf(nodes: readonly SqlNode[], sql: SqlWriter): readonly AffixNode[] {
  return (nodes as readonly AffixNode[]).filter((hint) => hint.from !== null && isMeant(hint, sql));
}

function statementHints({ hints }: SelectNode, sql: SqlWriter): string {
  const meant = (hints as readonly AffixNode[]).filter((hint) => hint.from === null && isMeant(hint, sql));
  return meant.length === 0 ? '' : ` ${meant.map(({ text }) => text).join(' ')}`;
}

function isMeant({ dialect }: AffixNode, sql: SqlWriter): boolean {
  return dialect === '*' || dialect === sql.dialect.name;
}
