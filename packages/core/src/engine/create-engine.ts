import { checkCopy } from '../dialect/core-copy.ts';
import { Engine } from './engine.ts';
import { checkEngineOptions, type EngineOptions } from './engine-options.ts';
import { EngineRuntime } from './engine-runtime.ts';
import { mergeExecutionOptions, noExecutionOptions } from './execution-options.ts';
import { findDialect } from './find-dialect.ts';
import { checkIsolationLevel } from './isolation-levels.ts';
import { makeUrl, type URL } from './url.ts';

/**
 * Makes an engine for a database URL: `dialect[+driver]://user:password@host:port/database?query`. Nothing connects yet.
 *
 * @throws ArgumentError for a URL or an option that cannot mean anything; NoSuchModuleError, which names the package to
 * install, if nothing serves the scheme
 * @example
 * const engine = createEngine('postgresql://scott:tiger@localhost/test', { echo: true, poolSize: 10 });
 */
export function createEngine(url: string | URL, options: EngineOptions = {}): Engine {
  checkEngineOptions(options);
  const parsed = makeUrl(url);
  const dialect = options.dialect ?? findDialect(parsed.drivername);
  checkCopy(dialect);
  const { isolationLevel, executionOptions = {} } = options;
  const merged = mergeExecutionOptions(mergeExecutionOptions(noExecutionOptions, { isolationLevel }), executionOptions);
  checkIsolationLevel(dialect, merged);
  return new Engine(new EngineRuntime(parsed, dialect, options), merged);
}
