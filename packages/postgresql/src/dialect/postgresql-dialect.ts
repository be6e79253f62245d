import type { Dialect } from '@aludel/core/dialect';
import { capabilities } from './capabilities.ts';
import { engineOptions } from './engine-options.ts';
import { classifyError } from './errors.ts';
import { emptyList, placeholder, syntax } from './notation.ts';
import { initialize } from './server-facts.ts';
import { beginStatements, readIsolationLevel } from './transactions.ts';
import { typeCodecs } from './type-codecs.ts';

/** PostgreSQL's SQL, whichever driver carries it. */
export const postgresqlDialect: Dialect = Object.freeze({
  name: 'postgresql',
  capabilities,
  syntax,
  placeholder,
  placeholdersRepeat: true,
  typeCodecs,
  emptyList,
  beginStatements,
  classifyError,
  initialize,
  readIsolationLevel,
  engineOptions,
});
