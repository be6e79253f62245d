/**
 * The rooms of `@aludel/core` and the rooms each may enter besides itself.
 * A room that is not here does not exist: add the row when you add the folder, and say in ARCHITECTURE.md what lives there.
 */
export const floors: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  util: ['errors'],
  event: ['errors', 'util'],
  types: ['errors', 'util'],
  pool: ['errors', 'util', 'event'],
  driver: ['errors'],
  sql: ['errors', 'util', 'types'],
  schema: ['errors', 'util', 'types', 'sql'],
  compiler: ['errors', 'util', 'types', 'sql', 'schema'],
  dialect: ['errors', 'util', 'types', 'sql', 'schema', 'compiler', 'driver'],
  result: ['errors', 'util', 'types'],
  engine: ['errors', 'util', 'event', 'types', 'pool', 'driver', 'sql', 'schema', 'compiler', 'dialect', 'result'],
  orm: ['errors', 'util', 'event', 'types', 'sql', 'schema', 'result', 'engine'],
};

/** The same for the rooms inside `orm/`. */
export const ormFloors: Readonly<Record<string, readonly string[]>> = {
  mapping: [],
  state: ['mapping'],
  loading: ['mapping', 'state'],
  persistence: ['mapping', 'state'],
  session: ['mapping', 'state', 'loading', 'persistence'],
};

/** The only modules of Aludel that another package may import. */
export const publishedDoors: readonly string[] = [
  '@aludel/core',
  '@aludel/core/dialect',
  '@aludel/postgresql',
  '@aludel/mysql',
  '@aludel/sqlite',
  '@aludel/conformance',
];

/** What a dialect package sees of the house. */
export const dialectDoors: readonly string[] = ['@aludel/core', '@aludel/core/dialect'];

/** What the writer of another driver of the same database sees beside them. */
export const secondDoors: readonly string[] = ['@aludel/sqlite/dialect', '@aludel/postgresql/dialect'];

/** The longest a source file may get, in lines. Most are a quarter of it: see the title of the test that checks this. */
export const longestFile = 400;
