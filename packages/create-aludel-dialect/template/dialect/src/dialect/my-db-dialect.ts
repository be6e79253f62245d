import type { Dialect } from '@aludel/core/dialect';
import { capabilities } from './capabilities.ts';
import { ddl } from './ddl-rules.ts';
import { dmlRules } from './dml-rules.ts';
import { classifyError } from './errors.ts';
import { existence } from './existence.ts';
import { expressionRules, functionRules, operatorRules } from './expression-rules.ts';
import { identifiers } from './identifiers.ts';
import { introspector } from './introspection/introspector.ts';
import { placeholder, placeholdersRepeat, syntax } from './notation.ts';
import { selectRules } from './select-rules.ts';
import { initialize } from './server-facts.ts';
import { beginStatements, readIsolationLevel } from './transactions.ts';
import { typeCodecs } from './type-codecs.ts';
import { typeNames } from './type-names.ts';

/**
 * The SQL of my-db; any driver that speaks to it can serve this. Everything that is not said here is standard SQL.
 *
 * Further members that a database may need, all optional: `booleanLiterals` and `booleansAreNumbers` (true is 1),
 * `tupleLists`, `groupsByPlace`, `castParameter` (a parameter without a type is refused), `literals` (values in DDL),
 * `expandMany` (many INSERTs as one), `explain`, `twoPhase`, `poolFor` (a database in memory), `engineOptions`.
 */
export const myDbDialect: Dialect = {
  name: 'my-db',
  capabilities,
  // How statements look.
  syntax,
  placeholder,
  placeholdersRepeat,
  identifiers,
  rules: { ...expressionRules, ...selectRules, ...dmlRules },
  operators: operatorRules,
  functions: functionRules,
  // Types.
  typeNames,
  typeCodecs,
  // Tables.
  ddl,
  existence,
  introspector,
  // Connections.
  initialize,
  beginStatements,
  readIsolationLevel,
  classifyError,
};
