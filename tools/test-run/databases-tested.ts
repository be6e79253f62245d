/** Lines for the end of a test run: which databases were really tested, and how to get each one that was not. */
export function databasesTested(environment: NodeJS.ProcessEnv): string[] {
  const present = servers.filter(({ variable }) => environment[variable]);
  const absent = servers.filter(({ variable }) => !environment[variable]);
  return [
    `Databases tested: ${['sqlite', 'sqlite+node', 'postgresql+pglite', ...present.map(({ name }) => name)].join(', ')}.`,
    ...absent.map(({ name, variable, remedy }) => `NOT TESTED: ${name}. Run "${remedy}", or set ${variable}.`),
  ];
}

const servers = [
  { name: 'postgresql', variable: 'ALUDEL_TEST_POSTGRESQL_URL', remedy: 'npm install' },
  { name: 'mariadb', variable: 'ALUDEL_TEST_MARIADB_URL', remedy: 'bash tools/install-databases.sh' },
  { name: 'mysql', variable: 'ALUDEL_TEST_MYSQL_URL', remedy: 'bash tools/install-databases.sh' },
];
