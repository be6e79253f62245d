import type { DdlDescription } from '../../schema/ddl/ddl-description.ts';
import type { DdlNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { constraintRules } from './constraint-rules.ts';
import type { DdlDialect, DdlRule, DdlRules, DdlWriter } from './ddl-writer.ts';
import { indexRules } from './index-rules.ts';
import { statementRules } from './statement-rules.ts';
import { tableRules } from './table-rules.ts';

/** How standard SQL defines things; a missing rule does not compile. */
export const standardDdlRules: DdlRules = {
  ...tableRules,
  ...constraintRules,
  ...indexRules,
  ...statementRules,
} satisfies DdlRules;

/** What the default dialect of SQLAlchemy can do. */
export const standardDdl: DdlDialect = Object.freeze({
  canAlter: true,
  comments: 'none',
  sequences: true,
  identityColumns: true,
});

/** Writes a statement that defines something. */
export function writeDdl({ element }: DdlNode, sql: SqlWriter): string {
  const ddl = sql.dialect.ddl ?? standardDdl;
  const rules = ddl.rules === undefined ? standardDdlRules : { ...standardDdlRules, ...ddl.rules };
  const rule = rules[(element as DdlDescription).kind] as DdlRule<DdlDescription>;
  const writer: DdlWriter = { sql, rules, standard: standardDdlRules, traits: ddl };
  return sql.inlined(() => {
    const statement = rule(element as DdlDescription, writer);
    const { before = [], after = [] } = ddl.around?.(element as DdlDescription, writer) ?? {};
    if (before.length + after.length === 0) return statement;
    sql.script = [...before, statement, ...after];
    return sql.script.join(';\n');
  });
}
