import { CompileError } from '../../errors/compile-errors.ts';
import type { TupleNode } from '../../sql/nodes/expression-nodes.ts';
import type { ValuesNode } from '../../sql/nodes/from-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { writeStandalone } from '../operands.ts';
import type { Rule, SqlWriter } from '../rules.ts';
import { aliasWord } from './alias-word.ts';
import { fromDual } from './from-dual.ts';
import { takePlace } from './query-place.ts';

/** How a database writes VALUES in FROM. */
export interface ValuesForm {
  /** What stands in front of each row. */
  readonly row: '' | 'ROW';
  /** Where the names of the columns are said: behind the alias, in a SELECT around it, or in a UNION in place of VALUES. */
  readonly columnNames: 'alias' | 'select' | 'union';
}

/** `(VALUES (…), (…)) AS name (columns)`; as a common table expression, which has the names itself, only what is inside. */
export function valuesRule(form: ValuesForm): Rule<ValuesNode> {
  return (node, sql) => {
    const isQuery = sql.nextQuery !== null;
    takePlace(sql);
    if (node.rows.length === 0) throw new CompileError("values() has no rows. Give them: values(…).data([[1, 'a']]).");
    const rows = form.columnNames === 'union' ? unionOf(node, sql) : rowsOf(node, form, sql);
    return isQuery ? rows : named(node, rows, form, sql);
  };
}

function rowsOf(node: ValuesNode, { row }: ValuesForm, sql: SqlWriter): string {
  return `VALUES ${node.rows.map((one, index) => repeatable(`${row}(${elementsOf(one, index, sql).join(', ')})`, node)).join(', ')}`;
}

function unionOf(node: ValuesNode, sql: SqlWriter): string {
  if (node.isRepeated && node.columns.every(isNumber)) return numbersOf(node, sql);
  const [first = [], ...others] = node.rows.map((one, index) => elementsOf(one, index, sql));
  const labelled = first.map((element, index) => `${element} AS ${columnNames(node, sql)[index]}`);
  return [labelled, ...others]
    .map((elements) => repeatable(`SELECT ${elements.join(', ')}${fromDual(sql)}`, node))
    .join(' UNION ALL ');
}

/** VALUES are read faster than a UNION; numbers, which travel as DOUBLE, are the same in both. A row that is never there has the names. */
function numbersOf(node: ValuesNode, sql: SqlWriter): string {
  const names = columnNames(node, sql).map((name) => `CAST(0 AS DOUBLE) AS ${name}`);
  return `SELECT ${names.join(', ')} FROM DUAL WHERE 1 = 0 UNION ALL ${rowsOf(node, { row: '', columnNames: 'union' }, sql)}`;
}

function isNumber({ type: { typeName, implIn, inDialect } }: ValuesNode['columns'][number]): boolean {
  return implIn === undefined && inDialect === undefined && ['Integer', 'SmallInteger', 'Float', 'Double'].includes(typeName);
}

/** Marks a row that is written once for each parameter set. */
function repeatable(row: string, { isRepeated }: ValuesNode): string {
  return isRepeated ? `\0[\0${row}\0]\0` : row;
}

/** The types of the first row say what the columns are. */
function elementsOf(row: SqlNode, index: number, sql: SqlWriter): readonly string[] {
  return (row as TupleNode).elements.map((element) => (index === 0 ? writeStandalone(element, sql) : sql.write(element)));
}

function columnNames({ columns }: ValuesNode, sql: SqlWriter): readonly string[] {
  return columns.map(({ name }) => sql.identifier(name));
}

function named(node: ValuesNode, rows: string, form: ValuesForm, sql: SqlWriter): string {
  const name = sql.identifier(sql.fromName(node));
  const columns = columnNames(node, sql);
  const as = aliasWord(sql);
  const lateral = node.isLateral ? 'LATERAL ' : '';
  switch (form.columnNames) {
    case 'alias':
      return `${lateral}(${rows})${as}${name} (${columns.join(', ')})`;
    case 'select':
      return `(SELECT ${columns.map((column, index) => `column${index + 1} AS ${column}`).join(', ')} FROM (${rows}))${as}${name}`;
    case 'union':
      return `(${rows})${as}${name}`;
  }
}
