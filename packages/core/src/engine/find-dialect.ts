import type { ConnectableDialect } from '../dialect/dialect.ts';
import { isConnectable } from '../dialect/is-connectable.ts';
import { registeredDialect } from '../dialect/registry.ts';
import { ArgumentError, NoSuchModuleError } from '../errors/argument-errors.ts';
import { dialectAliases, howToGet, packagesFor } from './dialect-packages.ts';
import { loadPackage } from './load-package.ts';

/**
 * Finds the dialect for a scheme such as `postgresql` or `foo+bar`: the registered one, else the package that the
 * application would get if it imported it.
 *
 * @throws NoSuchModuleError that names the package to install; ArgumentError for one that is there and of no use
 */
export function findDialect(drivername: string): ConnectableDialect {
  const [backend = '', driver = ''] = drivername.split('+');
  const name = dialectAliases.get(backend) ?? backend;
  const registered = registeredDialect(drivername) ?? registeredDialect(driver === '' ? name : `${name}+${driver}`);
  if (registered !== null) return registered;
  const dialect = registeredDialect(name);
  if (dialect !== null && driver === dialect.driver.name) return dialect;
  return loadDialect(name, driver);
}

function loadDialect(backend: string, driver: string): ConnectableDialect {
  for (const packageName of packagesFor(backend, driver)) {
    const loaded = loadPackage(packageName);
    if (loaded === null) continue;
    const dialect = pickDialect(loaded, backend, packageName);
    if (driver === '' || driver === dialect.driver.name) return dialect;
    if (packageName.endsWith(`-${driver}`))
      throw new ArgumentError(
        `The package "${packageName}" is installed, but the driver in it has the name "${dialect.driver.name}": its author has to name it "${driver}", as the package is named.`,
      );
  }
  throw new NoSuchModuleError(howToGet(backend, driver));
}

function pickDialect(loaded: Readonly<Record<string, unknown>>, backend: string, packageName: string): ConnectableDialect {
  const found = loaded[backend] ?? loaded['default'];
  if (isConnectable(found)) return found;
  throw new ArgumentError(
    `The package "${packageName}" is installed, but exports no dialect: it must export one made with withDriver(dialect, driver), as "${backend}" or as default; a promise of one, or a function, is none.`,
  );
}
