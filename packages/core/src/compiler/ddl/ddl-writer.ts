import type { SqlWriter } from '../rules.ts';
import type { DdlDialectOf, DdlRuleOf, DdlRulesOf, DdlWriterOf } from './ddl-dialect.ts';

/** What a rule of DDL may do. */
export type DdlWriter = DdlWriterOf<SqlWriter>;

/** Writes one kind of element. */
export type DdlRule<Element> = DdlRuleOf<Element, SqlWriter>;

/** A rule for every kind of element. */
export type DdlRules = DdlRulesOf<SqlWriter>;

/** How a database defines things. */
export type DdlDialect = DdlDialectOf<SqlWriter>;
