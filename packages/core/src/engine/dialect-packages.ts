import { suggestion } from '../util/check-options.ts';

/** The names that SQLAlchemy and libpq know one dialect by. */
export const dialectAliases: ReadonlyMap<string, string> = new Map([['postgres', 'postgresql']]);

// The packages of Aludel, with the drivers that they bring.
const own: ReadonlyMap<string, readonly [packageName: string, driver: string]> = new Map([
  ['postgresql', ['@aludel/postgresql', 'pg']],
  ['mysql', ['@aludel/mysql', 'mysql2']],
  ['mariadb', ['@aludel/mysql', 'mysql2']],
  ['sqlite', ['@aludel/sqlite', 'better-sqlite3']],
]);

// What people call a database, too far from its name to look like a slip of the keyboard.
const nicknames: ReadonlyMap<string, string> = new Map([
  ['pg', 'postgresql'],
  ['pgsql', 'postgresql'],
  ['psql', 'postgresql'],
  ['postgre', 'postgresql'],
  ['maria', 'mariadb'],
]);

/** The packages that may serve a scheme, best first. */
export function packagesFor(backend: string, driver: string): readonly string[] {
  const [packageName, ownDriver] = own.get(backend) ?? [`aludel-${backend}`];
  if (driver === '' || driver === ownDriver) return [packageName];
  const named = `aludel-${backend}-${driver}`;
  return ownDriver === undefined ? [named, packageName] : [named];
}

/** What to do where no package serves a scheme. */
export function howToGet(backend: string, driver: string): string {
  const [packageName = ''] = packagesFor(backend, driver);
  const scheme = driver === '' ? backend : `${backend}+${driver}`;
  const known = own.get(backend);
  return [
    `No package that this program finds serves "${scheme}://"${known === undefined ? intention(backend) : '.'}`,
    `${known === undefined ? 'If there is a package for it' : 'Run'}: ${installCommand()} ${packageName}.`,
    'If it is installed already, or bundled: import its dialect and pass { dialect } to createEngine, or call registerDialect().',
    ...(known === undefined || packageName === known[0] ? [] : [`The driver of ${known[0]} needs no name: "${backend}://".`]),
  ].join(' ');
}

function intention(backend: string): string {
  const nickname = nicknames.get(backend);
  return nickname === undefined ? suggestion(backend, [...own.keys()]) : `; did you mean "${nickname}"?`;
}

/** In the words of the package manager that started this program, if one did. */
function installCommand(): string {
  const manager = /^(pnpm|yarn|bun)\//.exec(process.env['npm_config_user_agent'] ?? '')?.[1];
  return manager === undefined ? 'npm install' : `${manager} add`;
}
