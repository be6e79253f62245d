import { expressionRules } from './rules/expression-rules.ts';
import { fromRules } from './rules/from-rules.ts';
import { selectRules } from './rules/select-rules.ts';
import { statementRules } from './rules/statement-rules.ts';
import { writeDdl } from './ddl/write-ddl.ts';
import type { Rules } from './rules.ts';

/** How standard SQL writes each kind of node; a missing one does not compile. */
export const standardRules: Rules = {
  ...expressionRules,
  ...fromRules,
  ...selectRules,
  ...statementRules,
  ddl: writeDdl,
} satisfies Rules;
