import { kindOfValue } from '../../util/kind-of-value.ts';
import { CompileError } from '../../errors/compile-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { Constraint } from '../../schema/constraint.ts';
import type { DdlDescriptions } from '../../schema/ddl/ddl-description.ts';
import type { SequenceOptions } from '../../schema/identity.ts';
import { clauseNode } from '../../sql/coerce.ts';
import { string } from '../../types/text.ts';
import { checkLength, inTable, tableExpression, tableName } from './ddl-names.ts';
import type { DdlRules, DdlWriter } from './ddl-writer.ts';

/** Tables and their columns, as standard SQL has them. The white space is SQLAlchemy's. */
export const tableRules = {
  createTable: writeTable,
  dropTable: ({ table, ifExists }, ddl) => `\nDROP TABLE ${ifExists ? 'IF EXISTS ' : ''}${tableName(table, ddl)}`,
  tableOptions: () => '',
  column: (column, ddl) => {
    const { rules, sql, traits } = ddl;
    const hasIdentity = column.identity !== null && traits.identityColumns;
    return joined(
      sql.identifier(column.name),
      sql.typeName(column.type),
      prefixed('DEFAULT ', rules.serverDefault(column, ddl)),
      computedClause(column, ddl),
      hasIdentity ? identityClause(column, ddl) : '',
      column.nullable || hasIdentity ? '' : 'NOT NULL',
    );
  },
  serverDefault: (column, ddl) => {
    const { serverDefault } = column;
    if (serverDefault === null || serverDefault === true) return '';
    if (typeof serverDefault === 'string') return ddl.sql.literal(serverDefault, string);
    return tableExpression(clauseNode(serverDefault, 'serverDefault'), column.table, ddl);
  },
  computed: ({ expression, persisted }, { sql }) =>
    `GENERATED ALWAYS AS (${sql.write(expression)})${persisted === null ? '' : persisted ? ' STORED' : ' VIRTUAL'}`,
  identity: ({ always, options }, ddl) => {
    const counting = ddl.rules.sequenceOptions(options, ddl);
    return `GENERATED ${always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${counting === '' ? '' : ` (${counting})`}`;
  },
  sequenceOptions: writeSequenceOptions,
} as const satisfies Partial<DdlRules>;

/** Words with a space between them, the empty ones left out. */
export function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** A word in front of what is there. */
export function prefixed(prefix: string, text: string): string {
  return text === '' ? '' : prefix + text;
}

/** `GENERATED ALWAYS AS (…)`; empty for a column that is not computed. */
export function computedClause({ computed, table }: AnyColumn, ddl: DdlWriter): string {
  return computed === null ? '' : inTable(table, () => ddl.rules.computed(computed, ddl), ddl);
}

/** `GENERATED … AS IDENTITY`; empty for a column that is none. */
export function identityClause({ identity }: AnyColumn, ddl: DdlWriter): string {
  return identity === null ? '' : ddl.rules.identity(identity, ddl);
}

function writeTable({ table, ifNotExists, foreignKeys }: DdlDescriptions['createTable'], ddl: DdlWriter): string {
  checkLength(table.name, ddl);
  const prefixes = (table.options.prefixes ?? []).map((prefix) => `${prefix} `).join('');
  const columns = table.columnList.map((column) => writeColumn(column, ddl));
  const constraints = table.constraints
    .filter((constraint) => constraint.kind !== 'foreignKey' || isPart(constraint, foreignKeys, ddl))
    .map((constraint) => writeConstraint(constraint, ddl));
  const lines = [...columns, ...constraints].filter((line) => line !== '');
  const head = `\nCREATE ${prefixes}TABLE ${ifNotExists ? 'IF NOT EXISTS ' : ''}${tableName(table, ddl)} (`;
  return `${head}${lines.length === 0 ? '' : '\n\t'}${lines.join(', \n\t')}\n)${ddl.rules.tableOptions(table, ddl)}\n\n`;
}

/** A foreign key that is added afterwards is no part of the table, unless the database could not add it. */
function isPart(
  constraint: Constraint & { readonly kind: 'foreignKey' },
  wanted: readonly Constraint[] | null,
  { traits: { canAlter, foreignKeys } }: DdlWriter,
): boolean {
  if (foreignKeys === 'none') return false;
  if (!canAlter && foreignKeys === undefined) return true;
  return !constraint.useAlter && (wanted === null || wanted.includes(constraint));
}

function writeColumn(column: AnyColumn, ddl: DdlWriter): string {
  checkLength(column.name, ddl);
  try {
    return ddl.rules.column(column, ddl);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw new CompileError(`(in table '${column.table.name}', column '${column.name}'): ${error.message}`, { cause: error });
  }
}

/** A constraint of any kind, as it stands in CREATE TABLE and behind ADD. */
export function writeConstraint(constraint: Constraint, ddl: DdlWriter): string {
  const { rules } = ddl;
  switch (constraint.kind) {
    case 'primaryKey':
      return constraint.columns.length === 0 ? '' : rules.primaryKey(constraint, ddl);
    case 'unique':
      return rules.unique(constraint, ddl);
    case 'check':
      return isNeeded(constraint, ddl) ? rules.check(constraint, ddl) : '';
    case 'foreignKey':
      return rules.foreignKey(constraint, ddl);
  }
}

function isNeeded(check: Constraint & { readonly kind: 'check' }, { traits }: DdlWriter): boolean {
  return !check.isOfType || (traits.needsTypeCheck?.((check.columns[0] as AnyColumn).type) ?? true);
}

function writeSequenceOptions(options: SequenceOptions): string {
  const { increment, start, minvalue, maxvalue, nominvalue, nomaxvalue, cache, cycle } = options;
  return joined(
    increment === undefined ? '' : `INCREMENT BY ${whole(increment, 'increment')}`,
    start === undefined ? '' : `START WITH ${whole(start, 'start')}`,
    minvalue === undefined ? '' : `MINVALUE ${whole(minvalue, 'minvalue')}`,
    maxvalue === undefined ? '' : `MAXVALUE ${whole(maxvalue, 'maxvalue')}`,
    nominvalue === true ? 'NO MINVALUE' : '',
    nomaxvalue === true ? 'NO MAXVALUE' : '',
    cache === undefined ? '' : `CACHE ${whole(cache, 'cache')}`,
    cycle === undefined ? '' : cycle ? 'CYCLE' : 'NO CYCLE',
  );
}

/** What goes into SQL as a number must be one. */
function whole(value: unknown, option: string): number | bigint {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return value as number | bigint;
  throw new CompileError(`The option "${option}" of a sequence is a whole number, or a bigint; it is ${kindOfValue(value)}.`);
}
