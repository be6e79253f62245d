import { refuseUnusedBinds } from '../compile-text.ts';
import { rawSql, refuseNul, refuseRawPlaceholder } from '../raw-sql.ts';
import { CompileError } from '../../errors/compile-errors.ts';
import type { LabelNode, TextNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { scanText } from '../../sql/text-scanner.ts';
import { nullType } from '../../types/null-type.ts';
import { registeredConstruct } from '../constructs.ts';
import { isCompound } from '../parenthesize.ts';
import { writeCondition, writeStandalone, writeValue } from '../operands.ts';
import type { Rules, SqlWriter } from '../rules.ts';
import { columnName } from './label-text.ts';
import { aliasBesideNamesake } from './namesake.ts';
import { functionRules } from './function-rules.ts';
import { operatorRules } from './operator-rules.ts';
import { windowRules } from './window-rules.ts';

/** Expressions as standard SQL has them. */
export const expressionRules = {
  ...operatorRules,
  ...functionRules,
  ...windowRules,
  column: (node, sql) => {
    const name = columnName(node, sql);
    const scope = sql.scopes.at(-1);
    const { from } = node;
    if (from === null || scope?.isUnqualified === true || scope?.unqualified === from.identity) return name;
    if (scope?.renamed?.table === from.identity) return `${scope.renamed.name}.${name}`;
    if (from.kind !== 'table') return `${sql.identifier(sql.fromName(from))}.${name}`;
    const alias = aliasBesideNamesake(from, sql);
    if (alias !== null) return `${sql.identifier(alias)}.${name}`;
    const { name: table, schema } = from as unknown as { readonly name: string; readonly schema: string | null };
    return `${sql.tableName(table, schema)}.${name}`;
  },
  bind: (node, sql) => sql.bind(node),
  text: writeText,
  literalColumn: ({ text }, { dialect }) => rawSql(text, dialect),
  inline: ({ value, type }, sql) => sql.literal(value, type),
  constant: ({ value }, { dialect }) => {
    if (value === null) return 'NULL';
    return dialect.booleanLiterals === false ? String(Number(value)) : String(value);
  },
  grouping: ({ element }, sql) => `(${sql.write(element)})`,
  label: writeLabel,
  labelReference: ({ name }, sql) => {
    const scope = sql.scopes.at(-1);
    const selected = scope?.labels.get(name);
    if (selected !== undefined) return sql.identifier(name);
    throw new CompileError(
      `Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression '${name}' should be explicitly declared as text('${name}')`,
    );
  },
  case: ({ value, whens, otherwise }, sql) => {
    let written = value === null ? 'CASE' : `CASE ${writeStandalone(value, sql)}`;
    for (let i = 0; i < whens.length; i += 2) {
      const when = whens[i] as LabelNode;
      const condition = value === null ? writeWhen(when, sql) : writeStandalone(when, sql);
      written += ` WHEN ${isCompound(when) ? `(${condition})` : condition} THEN ${writeStandalone(whens[i + 1] as LabelNode, sql)}`;
    }
    if (otherwise !== null) written += ` ELSE ${writeStandalone(otherwise, sql)}`;
    return `${written} END`;
  },
  cast: ({ form, element, type }, sql) => {
    if (form === 'coerce') return sql.write(element);
    return `${form === 'cast' ? 'CAST' : 'TRY_CAST'}(${writeValue(element, sql)} AS ${sql.typeName(type)})`;
  },
  extract: ({ field, element }, sql) => `EXTRACT(${field} FROM ${writeStandalone(element, sql)})`,
  scalarSubquery: ({ query }, sql) => `(${sql.write(query)})`,
  tableValue: ({ from }, sql) => sql.identifier(sql.fromName(from)),
  collation: ({ name }, sql) => sql.identifier(name),
  custom: (node, sql) => {
    const rule = registeredConstruct(node.name, sql.dialect);
    if (rule !== null) return rule(node, sql);
    throw new CompileError(
      `The dialect ${sql.dialect.name} has no SQL for the construct "${node.name}". Register it: compiles('${node.name}', { default: … }), or write it in "constructs" of the dialect.`,
    );
  },
} as const satisfies Partial<Rules>;

function writeWhen(condition: SqlNode, sql: SqlWriter): string {
  return sql.dialect.conditionsNeedCase === true ? writeCondition(condition, sql) : sql.write(condition);
}

function writeText({ text, binds }: TextNode, sql: SqlWriter): string {
  const scanned = scanText(text, sql.dialect.syntax, sql.dialect.placeholder(0));
  const { segments, names } = scanned;
  refuseNul(text);
  refuseRawPlaceholder(scanned, sql.dialect);
  refuseUnusedBinds(names, binds);
  return segments.reduce((written, segment, index) => {
    const name = names[index - 1] as string;
    const known = binds.find((bind) => bind.name === name);
    return written + (known === undefined ? sql.parameter({ name, type: nullType }) : sql.bind(known)) + segment;
  });
}

function writeLabel(node: LabelNode, sql: SqlWriter): string {
  const name = node.name ?? sql.madeUpName(node, 'anon');
  const scope = sql.scopes.at(-1);
  if (scope?.part === 'columns') return `${writeStandalone(node.element, sql)} AS ${sql.identifier(name)}`;
  return scope?.labelOf.has(node) === true ? sql.identifier(name) : sql.write(node.element);
}
