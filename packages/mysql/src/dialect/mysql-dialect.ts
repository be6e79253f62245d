import type { Capabilities, Dialect } from '@aludel/core/dialect';
import { mariadbCapabilities, mysqlCapabilities } from './capabilities.ts';
import { engineOptions } from './engine-options.ts';
import { classifyError } from './errors.ts';
import { expandMany } from './insert-values.ts';
import { placeholder, syntax } from './notation.ts';
import { initialize } from './server-facts.ts';
import { beginStatements, readIsolationLevel } from './transactions.ts';

/** The SQL of MySQL 8 and 9. */
export const mysqlDialect: Dialect = defineDialect('mysql', mysqlCapabilities);

/** The SQL of MariaDB 10.5 and later. */
export const mariadbDialect: Dialect = defineDialect('mariadb', mariadbCapabilities);

function defineDialect(name: string, capabilities: Capabilities): Dialect {
  return Object.freeze({
    name,
    capabilities,
    syntax,
    placeholder,
    placeholdersRepeat: false,
    beginStatements,
    classifyError,
    expandMany,
    initialize,
    readIsolationLevel,
    engineOptions,
  });
}
