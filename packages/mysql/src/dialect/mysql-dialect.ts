import type { Capabilities, Dialect } from '@aludel/core/dialect';
import { mariadbCapabilities, mysqlCapabilities } from './capabilities.ts';
import { mariadbDdl, mysqlDdl } from './ddl-rules.ts';
import { mysqlDmlRules } from './dml-rules.ts';
import { engineOptions } from './engine-options.ts';
import {
  castToJson,
  expressionRules,
  functionRules,
  inlineNumber,
  mariadbOperators,
  mariadbRules,
  mysqlOperators,
} from './expression-rules.ts';
import { mariadbSelectRules, mysqlSelectRules } from './select-rules.ts';
import { classifyError } from './errors.ts';
import { explainOn } from './explain.ts';
import { mariadbExistence, mysqlExistence } from './existence.ts';
import { mariadbIdentifiers, mysqlIdentifiers } from './identifiers.ts';
import { introspector } from './introspection/introspector.ts';
import { expandMany } from './insert-values.ts';
import { placeholder, syntax } from './notation.ts';
import { sequenceValue } from './sequence-value.ts';
import { initialize } from './server-facts.ts';
import { beginStatements, readIsolationLevel } from './transactions.ts';
import { twoPhase } from './two-phase.ts';
import { mariadbTypeCodecs, mysqlTypeCodecs } from './type-codecs.ts';
import { typeNamesFor } from './type-names.ts';

/** The SQL of MySQL 8 and 9. */
export const mysqlDialect: Dialect = defineDialect('mysql', mysqlCapabilities);

/** The SQL of MariaDB 10.5 and later. */
export const mariadbDialect: Dialect = defineDialect('mariadb', mariadbCapabilities);

function defineDialect(name: string, capabilities: Capabilities): Dialect {
  return Object.freeze({
    name,
    capabilities,
    rules: {
      ...expressionRules,
      ...(name === 'mysql' ? mysqlSelectRules : { ...mariadbRules, ...mariadbSelectRules }),
      ...mysqlDmlRules,
    },
    syntax,
    placeholder,
    placeholdersRepeat: false,
    typeCodecs: name === 'mysql' ? mysqlTypeCodecs : mariadbTypeCodecs,
    typeNames: typeNamesFor(name),
    variantNames: name === 'mysql' ? ['mysql'] : ['mariadb', 'mysql'],
    beginStatements,
    classifyError,
    expandMany,
    initialize,
    readIsolationLevel,
    twoPhase,
    engineOptions,
    introspector,
    explain: explainOn(name),
    existence: name === 'mysql' ? mysqlExistence : mariadbExistence,
    constructs: name === 'mysql' ? undefined : { ...sequenceValue, inlineNumber },
    ddl: name === 'mysql' ? mysqlDdl : mariadbDdl,
    identifiers: name === 'mysql' ? mysqlIdentifiers : mariadbIdentifiers,
    operators: name === 'mysql' ? mysqlOperators : mariadbOperators,
    functions: functionRules,
    castParameter: name === 'mysql' ? castToJson.mysql : castToJson.mariadb,
    booleansAreNumbers: true,
    // ONLY_FULL_GROUP_BY compares expressions as they are written, and a placeholder equals no other one.
    groupsByPlace: true,
  });
}
