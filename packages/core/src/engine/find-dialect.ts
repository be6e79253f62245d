import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConnectableDialect } from '../dialect/dialect.ts';
import { isConnectable } from '../dialect/is-connectable.ts';
import { registeredDialect } from '../dialect/registry.ts';
import { ArgumentError, NoSuchModuleError } from '../errors/argument-errors.ts';

const ownPackages: Readonly<Record<string, string>> = {
  postgresql: '@aludel/postgresql',
  postgres: '@aludel/postgresql',
  mysql: '@aludel/mysql',
  mariadb: '@aludel/mysql',
  sqlite: '@aludel/sqlite',
};

// The names SQLAlchemy and libpq know one dialect by.
const aliases: Readonly<Record<string, string>> = { postgres: 'postgresql' };

/**
 * Finds the dialect for a scheme such as `postgresql` or `foo+bar`: the registered one, else the package that the
 * application would get if it imported it.
 *
 * @throws NoSuchModuleError that names the package to install
 */
export function findDialect(drivername: string): ConnectableDialect {
  const [backend = '', driver = ''] = drivername.split('+');
  const name = aliases[backend] ?? backend;
  const registered = registeredDialect(drivername) ?? registeredDialect(driver === '' ? name : `${name}+${driver}`);
  if (registered !== null) return checked(registered, drivername);
  const dialect = registeredDialect(name);
  if (dialect !== null && (driver === '' || driver === dialect.driver.name)) return dialect;
  return loadDialect(name, driver);
}

function loadDialect(backend: string, driver: string): ConnectableDialect {
  for (const packageName of packageNames(backend, driver)) {
    const loaded = loadPackage(packageName);
    if (loaded === null) continue;
    const dialect = pickDialect(loaded, backend, packageName);
    if (driver === '' || driver === dialect.driver.name) return dialect;
  }
  throw new NoSuchModuleError(notFound(backend, driver));
}

function checked(registered: unknown, drivername: string): ConnectableDialect {
  if (isConnectable(registered)) return registered;
  throw new ArgumentError(
    `What is registered for "${drivername}://" is no dialect: give registerDialect() one made with withDriver(dialect, driver), or a function that returns it at once.`,
  );
}

function packageNames(backend: string, driver: string): readonly string[] {
  const own = ownPackages[backend];
  const names = driver === '' ? [] : [`aludel-${backend}-${driver}`];
  return own === undefined ? [...names, `aludel-${backend}`] : [...names, own];
}

/** Loads a package as the application would, else as this package would; null where neither finds it. */
function loadPackage(packageName: string): Readonly<Record<string, unknown>> | null {
  for (const location of locations()) {
    const require = createRequire(location);
    if (!canResolve(require, packageName)) continue;
    return require(packageName) as Record<string, unknown>;
  }
  return null;
}

function locations(): readonly (string | URL)[] {
  const script = process.argv[1];
  const application = script === undefined ? [] : [pathToFileURL(script)];
  return [...application, pathToFileURL(join(process.cwd(), 'index.js')), import.meta.url];
}

function canResolve(require: NodeJS.Require, packageName: string): boolean {
  try {
    require.resolve(packageName);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return false;
    throw error;
  }
}

function pickDialect(loaded: Readonly<Record<string, unknown>>, backend: string, packageName: string): ConnectableDialect {
  const found = loaded[backend] ?? loaded['default'];
  if (isConnectable(found)) return found;
  throw new ArgumentError(
    `The package "${packageName}" exports no dialect: it must export one made with withDriver(dialect, driver), as "${backend}" or as default.`,
  );
}

function notFound(backend: string, driver: string): string {
  const own = ownPackages[backend];
  const scheme = driver === '' ? backend : `${backend}+${driver}`;
  if (own !== undefined && driver === '') return `The dialect of "${scheme}://" is not installed. Run: npm install ${own}`;
  const packageName = driver === '' ? `aludel-${backend}` : `aludel-${backend}-${driver}`;
  const known =
    own === undefined
      ? 'Aludel itself brings postgresql, mysql, mariadb and sqlite.'
      : `The driver of ${own} needs no name: "${backend}://".`;
  return `Nothing serves "${scheme}://" URLs. Install the package that does (npm install ${packageName}), or pass { dialect } to createEngine or registerDialect. ${known}`;
}
