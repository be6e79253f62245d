import { existsSync, readFileSync } from 'node:fs';

/** The conformance tests of Aludel's own databases, which say what those lack; SQLite's is in @aludel/conformance. */
const ownTests: Readonly<Record<string, string>> = {
  postgresql: 'packages/postgresql/test/conformance.test.ts',
  mysql: 'packages/mysql/test/conformance-mysql.test.ts',
  mariadb: 'packages/mysql/test/conformance-mariadb.test.ts',
};

/** What the build has found in those tests. */
const collected = new URL('./known-lacks.json', import.meta.url);

/** What a database of Aludel's lacks, whatever the driver: none where it has no dialect yet. */
export function knownLacks(backend: string): readonly string[] {
  const lacks = existsSync(collected)
    ? (JSON.parse(readFileSync(collected, 'utf8')) as ReturnType<typeof collectLacks>)
    : collectLacks();
  return lacks[backend] ?? [];
}

/** By database; for the repository only, where the tests are. */
export function collectLacks(): Readonly<Record<string, readonly string[]>> {
  const root = new URL('../../../', import.meta.url);
  return Object.fromEntries(
    Object.entries(ownTests).map(([backend, path]) => [backend, lacksIn(readFileSync(new URL(path, root), 'utf8'))]),
  );
}

function lacksIn(source: string): readonly string[] {
  const list = /lacks: \[([^\]]*)\]/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name as string);
}
