import type {
  ConnectTarget,
  Dialect,
  DialectEngineOptions,
  DriverConnection,
  IsolationLevel,
  ServerFacts,
  TransactionOptions,
} from '@aludel/core/dialect';
import { capabilities } from './capabilities.ts';
import { databaseFile } from '../connection-settings.ts';
import { sqliteDdl } from './ddl-rules.ts';
import { sqliteDmlRules } from './dml-rules.ts';
import { selectRules } from './select-rules.ts';
import { expressionRules, functionRules, operatorRules } from './expression-rules.ts';
import { classifyError } from './errors.ts';
import { existence } from './existence.ts';
import { identifiers } from './identifiers.ts';
import { introspector } from './introspection/introspector.ts';
import { expandMany } from './insert-values.ts';
import { placeholder, syntax } from './notation.ts';
import { explain } from './explain.ts';
import { typeCodecs } from './type-codecs.ts';

/** SQLite's SQL; any driver that speaks to SQLite can serve it. */
export const sqliteDialect: Dialect = {
  name: 'sqlite',
  capabilities,
  rules: { ...expressionRules, ...selectRules, ...sqliteDmlRules },
  syntax,
  placeholder,
  placeholdersRepeat: false,
  typeCodecs,
  beginStatements,
  poolFor,
  classifyError,
  expandMany,
  initialize,
  readIsolationLevel,
  engineOptions,
  introspector,
  explain,
  existence,
  ddl: sqliteDdl,
  identifiers,
  operators: operatorRules,
  functions: functionRules,
  booleanLiterals: false,
  booleansAreNumbers: true,
  elementOperators: true,
  tupleLists: 'values',
};

/** The pragmas in front of BEGIN last for that transaction; the driver takes them back at its end. */
function beginStatements(options: TransactionOptions): readonly string[] {
  const statements: string[] = [];
  if (options.isolationLevel === 'READ UNCOMMITTED') statements.push('PRAGMA read_uncommitted = 1');
  if (options.readOnly === true) statements.push('PRAGMA query_only = 1');
  statements.push('BEGIN');
  return statements;
}

/** A database in memory lives and dies with its one connection, so everybody must share it. */
function poolFor(target: ConnectTarget): 'queue' | 'static' {
  return databaseFile(target.database) === null ? 'static' : 'queue';
}

async function initialize(connection: DriverConnection): Promise<ServerFacts> {
  const { rows } = await connection.execute('SELECT sqlite_version()', [], { prepare: false });
  return {
    serverVersion: String(rows[0]?.[0]).split('.').map(Number),
    product: 'SQLite',
    defaultIsolationLevel: 'SERIALIZABLE',
    preparedStatements: true,
  };
}

async function readIsolationLevel(connection: DriverConnection): Promise<IsolationLevel> {
  const { rows } = await connection.execute('PRAGMA read_uncommitted', [], { prepare: false });
  return rows[0]?.[0] === 1 ? 'READ UNCOMMITTED' : 'SERIALIZABLE';
}

function engineOptions(): DialectEngineOptions {
  return { preparedStatements: true };
}
