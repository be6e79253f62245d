import { realpathSync } from 'node:fs';
import nodeModule from 'node:module';
import { join, resolve } from 'node:path';
import { ArgumentError } from '../errors/argument-errors.ts';

/**
 * Loads a package as the application would, else as this package would; null where neither finds it.
 *
 * @throws ArgumentError, with its cause, for one that is there and cannot be loaded
 */
export function loadPackage(packageName: string): Readonly<Record<string, unknown>> | null {
  for (const location of locations()) {
    // Webpack replaces createRequire() where it is imported by name.
    const require = nodeModule.createRequire(location);
    let isFound = false;
    try {
      require.resolve(packageName);
      isFound = true;
      return require(packageName) as Record<string, unknown>;
    } catch (error) {
      if (isFound || !isAbsent(error)) throw unusable(packageName, error);
    }
  }
  return null;
}

/**
 * From where to look: below the script (which may be a folder), where a link to it stands, the working directory, and the
 * files of those who called, this one among them.
 */
function* locations(): Generator<string> {
  const script = process.argv[1];
  if (script !== undefined) {
    const path = resolve(script);
    yield join(realPath(path), 'index.js');
    yield join(path, 'index.js');
  }
  yield resolve('index.js');
  yield* callers();
}

// The script may be a test runner's and the working directory somebody else's; who wants the engine is on the stack all the
// same. `import.meta.url` would say where this file is, but is not to be had in a bundle for CommonJS.
function* callers(): Generator<string> {
  const holder = { stack: '' };
  Error.captureStackTrace(holder, loadPackage);
  for (const [, file = ''] of String(holder.stack).matchAll(/(?:\(|at (?:async )?)((?:file:|\/|\w:\\).*?):\d+:\d+\)?$/gm))
    yield file;
}

/** What a script is a link to: package managers link to the programs that they install. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Code from the command line has no file.
    return path;
  }
}

/** Whether there is no such package; an absolute path in the message is that of a file which the package lacks. */
function isAbsent(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && !/^Cannot find module '([/\\]|\w:)/.test(message);
}

function unusable(packageName: string, error: unknown): ArgumentError {
  const { code, message = String(error) } = Object(error) as Partial<NodeJS.ErrnoException>;
  // What require() cannot have, because it awaits at its top level or is for import only, the application can import.
  const remedy = /^ERR_(REQUIRE|PACKAGE)/.test(code ?? '') ? ' Import its dialect and pass { dialect } to createEngine.' : '';
  const reason = message.replace(/\.?(\n.*)?$/s, '');
  return new ArgumentError(`The package "${packageName}" is installed, but cannot be loaded: ${reason}.${remedy}`, {
    cause: error,
  });
}
