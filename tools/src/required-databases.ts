/** The names in `ALUDEL_TEST_REQUIRE=postgresql,mariadb`: databases whose absence is a failure rather than a skip. */
export function requiredDatabases(): ReadonlySet<string> {
  const names = (process.env['ALUDEL_TEST_REQUIRE'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  return new Set(names.filter((name) => name !== ''));
}
