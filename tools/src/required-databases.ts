import { databaseNames } from './database-server.ts';

// Inside the process of the tests, where nothing has to be started.
const embedded = ['sqlite', 'sqlite+node', 'postgresql+pglite'];

/**
 * The names in `ALUDEL_TEST_REQUIRE=postgresql,sqlite+node`: databases whose absence is a failure rather than a skip.
 *
 * @throws Error for a name that no test knows, which would require nothing
 */
export function requiredDatabases(): ReadonlySet<string> {
  const names = (process.env['ALUDEL_TEST_REQUIRE'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const required = new Set(names.filter((name) => name !== ''));
  const known: readonly string[] = [...embedded, ...databaseNames];
  const unknown = [...required].filter((name) => !known.includes(name));
  if (unknown.length === 0) return required;
  throw new Error(`ALUDEL_TEST_REQUIRE asks for ${unknown.join(', ')}; there are ${known.join(', ')}.`);
}
