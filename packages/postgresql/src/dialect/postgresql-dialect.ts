import type { Dialect } from '@aludel/core/dialect';
import { capabilities } from './capabilities.ts';
import { postgresqlDdl } from './ddl-rules.ts';
import { postgresqlDmlRules } from './dml-rules.ts';
import { engineOptions } from './engine-options.ts';
import { materializedCte, selectRules } from './select-rules.ts';
import { castParameter, expressionRules, functionRules, operatorRules } from './expression-rules.ts';
import { classifyError } from './errors.ts';
import { explain } from './explain.ts';
import { existence } from './existence.ts';
import { identifiers } from './identifiers.ts';
import { introspector } from './introspection/introspector.ts';
import { literals } from './literals.ts';
import { emptyList, placeholder, syntax } from './notation.ts';
import { sequenceValue } from './sequence-value.ts';
import { initialize } from './server-facts.ts';
import { beginStatements, readIsolationLevel } from './transactions.ts';
import { twoPhase } from './two-phase.ts';
import { typeCodecs } from './type-codecs.ts';
import { typeNames } from './type-names.ts';

/** PostgreSQL's SQL, whichever driver carries it. */
export const postgresqlDialect: Dialect = Object.freeze({
  name: 'postgresql',
  capabilities,
  materializedCte,
  rules: { ...expressionRules, ...selectRules, ...postgresqlDmlRules },
  syntax,
  placeholder,
  placeholdersRepeat: true,
  typeCodecs,
  typeNames,
  literals,
  emptyList,
  beginStatements,
  classifyError,
  initialize,
  readIsolationLevel,
  twoPhase,
  engineOptions,
  introspector,
  explain,
  existence,
  ddl: postgresqlDdl,
  constructs: sequenceValue,
  identifiers,
  operators: operatorRules,
  functions: functionRules,
  castParameter,
  elementOperators: true,
});
