import { createEngine } from '@aludel/core';
import type { DialectName, Request } from './command-line.ts';
import { hostedDatabaseUrl } from './hosted-database.ts';

/** A database that the tutorial can run on. */
export interface Database {
  readonly name: string;
  readonly url: string;
  /** Where the URL comes from, for when it does not work. */
  readonly origin: string;
}

/** The databases for one run. */
export interface Databases extends AsyncDisposable {
  readonly available: readonly Database[];
  /** Those that were asked for and cannot be had, each with its reason. */
  readonly missing: readonly string[];
}

/** The part of the repository's tools that starts servers. */
interface Tools {
  startDatabases(options: { readonly only: readonly string[]; readonly warn: (line: string) => void }): Promise<{
    readonly urls: Readonly<Record<string, string | undefined>>;
    stop(): Promise<void>;
  }>;
}

/** Databases inside this process, where nothing has to be started. */
const embedded: Readonly<Partial<Record<DialectName, string>>> = {
  sqlite: 'sqlite:///:memory:',
  'sqlite+node': 'sqlite+node:///:memory:',
  'postgresql+pglite': 'postgresql+pglite:///:memory:',
};

/** Finds the databases that were asked for, and starts the servers that are not running. */
export async function findDatabases(request: Request): Promise<Databases> {
  if (request.url !== null)
    return withoutServers([{ name: request.url.split(':', 1)[0] ?? '', url: request.url, origin: '--url' }]);
  const found = new Map<DialectName, Database>();
  const missing: string[] = [];
  for (const name of request.dialects) {
    const url = embedded[name];
    if (url === undefined) continue;
    const reason = whyNot(url);
    if (reason === null) found.set(name, { name, url, origin: 'in memory' });
    else missing.push(`>>> NO ${name.toUpperCase()}: ${reason}`);
  }
  const hosted = request.dialects.includes('postgresql') ? hostedDatabaseUrl() : null;
  if (hosted !== null)
    found.set('postgresql', {
      name: 'postgresql (hosted)',
      url: hosted,
      origin: 'db_username, db_password, db_host and db_name of .env or the environment',
    });
  const wanted = request.dialects.filter((name) => !found.has(name) && embedded[name] === undefined);
  return wanted.length === 0 ? withoutServers([...found.values()], missing) : withServers(request, found, wanted, missing);
}

/** Why a database inside this process cannot be had; null if it can. Nothing is opened yet. */
function whyNot(url: string): string | null {
  try {
    createEngine(url);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function withServers(
  request: Request,
  found: Map<DialectName, Database>,
  wanted: readonly DialectName[],
  missing: string[],
): Promise<Databases> {
  const tools = (await import(toolsPackage)) as Tools;
  const servers = await tools.startDatabases({ only: wanted, warn: (line) => void missing.push(line) });
  for (const name of wanted) {
    const url = servers.urls[name];
    if (url !== undefined) found.set(name, { name, url, origin: 'a server of this machine' });
  }
  const available = request.dialects.flatMap((name) => found.get(name) ?? []);
  return { available, missing, [Symbol.asyncDispose]: () => servers.stop() };
}

// Not part of what the tutorial teaches, and not installed with the published packages.
const toolsPackage: string = '@aludel/tools';

function withoutServers(available: readonly Database[], missing: readonly string[] = []): Databases {
  return { available, missing, [Symbol.asyncDispose]: async () => {} };
}
