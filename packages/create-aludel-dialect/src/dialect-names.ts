import { UsageError } from './usage-error.ts';

/** The databases that Aludel itself has a dialect for, and the template of another driver for each. */
const ownBackends: Readonly<Record<string, DriverTemplate>> = {
  sqlite: 'driver-sqlite',
  postgresql: 'driver-postgresql',
  mysql: 'driver-mysql',
  mariadb: 'driver-mysql',
};

type DriverTemplate = 'driver-sqlite' | 'driver-postgresql' | 'driver-mysql';

/** What a new package is about. */
export interface DialectNames {
  readonly template: 'dialect' | DriverTemplate;
  /** In front of the plus sign of its URLs: `my-db`. */
  readonly backend: string;
  /** Behind it. */
  readonly driver: string;
  /** What its URLs begin with: `my-db`, `postgresql+other`. */
  readonly scheme: string;
  /** As Aludel looks for it: `aludel-my-db`. */
  readonly packageName: string;
}

/**
 * What a name asks for: `my-db` a dialect with a driver, `postgresql+other` a driver.
 *
 * @param driver what `--driver` says
 * @throws UsageError for a name that URLs or npm cannot have, or that is taken
 */
export function dialectNames(name: string, driver: string | null): DialectNames {
  const [backend = '', given, ...rest] = name.split('+');
  if (rest.length > 0)
    throw new UsageError(`"${name}" has more than one plus sign. Type: npm create aludel-dialect my-db+driver`);
  if (given !== undefined && driver !== null)
    throw new UsageError(`"${name}" names a driver already. Leave --driver out, or what stands behind the plus sign.`);
  const wanted = given ?? driver;
  check(backend, 'the dialect');
  if (wanted !== null) check(wanted, 'the driver');
  return isOwn(backend) ? driverOf(backend, wanted) : wholeDialect(backend, wanted);
}

function wholeDialect(backend: string, driver: string | null): DialectNames {
  if (backend === 'postgres')
    throw new UsageError('"postgres" is another word for "postgresql". Type: npm create aludel-dialect postgresql+other');
  if (backend.startsWith('aludel-')) {
    const rest = backend.slice('aludel-'.length);
    throw new UsageError(
      `"${backend}" would be the package aludel-${backend}: the prefix comes by itself. Type: npm create aludel-dialect ${rest}`,
    );
  }
  return {
    template: 'dialect',
    backend,
    driver: driver ?? backend,
    scheme: backend,
    packageName: `aludel-${backend}`,
  };
}

function driverOf(backend: keyof typeof ownBackends & string, driver: string | null): DialectNames {
  if (driver === null)
    throw new UsageError(
      `Aludel itself serves ${backend}:// URLs. For another driver type its name too: npm create aludel-dialect ${backend}+other`,
    );
  return {
    template: ownBackends[backend] as DriverTemplate,
    backend,
    driver,
    scheme: `${backend}+${driver}`,
    packageName: `aludel-${backend}-${driver}`,
  };
}

function isOwn(backend: string): boolean {
  return Object.hasOwn(ownBackends, backend);
}

/** What URL schemes, package names and file names can all be. */
const legal = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function check(name: string, what: string): void {
  if (legal.test(name) && name.length <= 100) return;
  const proposal = proposalFor(name);
  throw new UsageError(
    `"${name}" cannot be the name of ${what}: it is part of URLs and of the package's name. Use small letters, digits and single hyphens, and begin with a letter${proposal === null ? '.' : `: ${proposal}`}`,
  );
}

/** `My_DB` → `my-db`; null where nothing is left of it. */
function proposalFor(name: string): string | null {
  const proposal = name
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[\d-]+/, '')
    .replace(/-+$/, '');
  return legal.test(proposal) && proposal.length <= 100 ? proposal : null;
}
