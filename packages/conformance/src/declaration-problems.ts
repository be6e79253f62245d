import type { Capabilities, ConnectableDialect, IsolationLevel } from '@aludel/core/dialect';

/** What is wrong with what a dialect declares, one sentence each: what there is, then what there must be. */
export function declarationProblems(dialect: ConnectableDialect, capabilities: Capabilities): readonly string[] {
  return [
    ...problemsOfNames(dialect),
    ...problemsOfCapabilities(capabilities),
    ...problemsOfNotation(dialect),
    ...problemsOfFunctions(dialect),
  ];
}

type Check = readonly [isRight: boolean, problem: string];

function failed(checks: readonly Check[]): readonly string[] {
  return checks.flatMap(([isRight, problem]) => (isRight ? [] : [problem]));
}

function problemsOfNames({ name, driver }: ConnectableDialect): readonly string[] {
  return failed([
    [/^[a-z][a-z0-9_-]*$/.test(name), `"name" is the scheme of URLs, in lower case: mydb. It is ${JSON.stringify(name)}.`],
    [
      typeof driver?.name === 'string' && /^[\w.-]+$/.test(driver.name),
      'The driver needs a "name", as it stands in URLs after the plus sign: { name: "mydriver", connect }.',
    ],
    [typeof driver?.connect === 'function', 'The driver needs connect(target): join both with withDriver(dialect, driver).'],
  ]);
}

/** What each capability may be. */
const accepted: { readonly [K in keyof Required<Capabilities>]: readonly [test: (value: unknown) => boolean, what: string] } = {
  insertReturning: boolean(),
  updateReturning: boolean(),
  deleteReturning: boolean(),
  upsert: oneOf('namedKey', 'anyKey', 'none'),
  lastrowid: boolean(),
  maxRowsPerInsert: [isAbsentOrCount, 'how many rows one INSERT may have, or absent'],
  insertOrder: oneOf('autoincrement', 'subquery', undefined),
  cancel: oneOf('running', 'betweenRows', 'none'),
  statementsWhileStreaming: boolean(),
  ddl: oneOf('transactional', 'commits'),
  errorAbortsTransaction: boolean(),
  savepoints: oneOf(true, false, undefined),
  twoPhase: boolean(),
  connections: oneOf('concurrent', 'oneWriter', 'oneTransaction'),
  rowcount: boolean(),
  multiRowcount: boolean(),
  nativeBoolean: boolean(),
  isolationLevels: [isListOfLevels, 'a list of isolation levels, each once, with AUTOCOMMIT among them'],
  maxParameters: [(value) => value !== undefined && isAbsentOrCount(value), 'how many parameters one statement may have'],
  rowsPerInsert: [(value) => value === undefined || isPowerOfTwo(value), 'a power of two, or absent'],
  setWiseUpdate: oneOf('anyKeys', 'numericKeys', undefined),
  setWiseDelete: oneOf(true, false, undefined),
};

function problemsOfCapabilities(capabilities: Capabilities): readonly string[] {
  const declared = capabilities as unknown as Readonly<Record<string, unknown>>;
  const wrong = Object.entries(accepted)
    .filter(([name, [isRight]]) => !isRight(declared[name]))
    .map(([name, [, what]]) => `The capability "${name}" must be ${what}; it is ${JSON.stringify(declared[name])}.`);
  const unknown = Object.keys(declared)
    .filter((name) => !(name in accepted))
    .map((name) => `There is no capability "${name}". Is it misspelt, or of an older version of the contract?`);
  return [...wrong, ...unknown];
}

function boolean(): readonly [(value: unknown) => boolean, string] {
  return [(value) => typeof value === 'boolean', 'true or false'];
}

function oneOf(...values: readonly unknown[]): readonly [(value: unknown) => boolean, string] {
  return [(value) => values.includes(value), values.map((value) => JSON.stringify(value) ?? 'absent').join(' or ')];
}

const levels: readonly IsolationLevel[] = [
  'SERIALIZABLE',
  'REPEATABLE READ',
  'READ COMMITTED',
  'READ UNCOMMITTED',
  'SNAPSHOT',
  'AUTOCOMMIT',
];

function isListOfLevels(value: unknown): boolean {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return false;
  return value.includes('AUTOCOMMIT') && value.every((level) => levels.includes(level as IsolationLevel));
}

function isAbsentOrCount(value: unknown): boolean {
  return value === undefined || (Number.isSafeInteger(value) && Number(value) > 0);
}

function isPowerOfTwo(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number.isInteger(Math.log2(Number(value)));
}

function problemsOfNotation({ syntax, placeholder, placeholdersRepeat }: ConnectableDialect): readonly string[] {
  const flags = [
    'backslashEscapes',
    'escapeStrings',
    'dollarQuotes',
    'hashComments',
    'nestedComments',
    'doubleQuotedStrings',
  ] as const;
  const written = typeof placeholder === 'function' ? [0, 1].map((index) => placeholder(index)) : [];
  return failed([
    [
      Array.isArray(syntax?.identifierQuotes) && syntax.identifierQuotes.every((pair) => pair.length === 2),
      `"syntax.identifierQuotes" is a list of pairs: ['""']. Start from standardSyntax.`,
    ],
    ...flags.map(
      (flag): Check => [
        typeof syntax?.[flag] === 'boolean',
        `"syntax.${flag}" must be true or false. Start from standardSyntax.`,
      ],
    ),
    [
      written.length === 2 && written.every((text) => typeof text === 'string' && text !== ''),
      `"placeholder" must write the placeholder of a parameter, counted from 0: (index) => \`$\${index + 1}\`, or () => '?'.`,
    ],
    [
      typeof placeholdersRepeat === 'boolean' && !(placeholdersRepeat && written[0] === written[1]),
      '"placeholdersRepeat" must be true or false: true only where placeholders differ, so that one can stand in several places.',
    ],
  ]);
}

function problemsOfFunctions(dialect: ConnectableDialect): readonly string[] {
  const { beginStatements, classifyError, readIsolationLevel, capabilities, twoPhase } = dialect;
  const begin: unknown = typeof beginStatements === 'function' ? beginStatements({}) : undefined;
  const foreign = [null, undefined, 'a text', new Error('This is no error of the driver.'), new TypeError('x is not a function')];
  return failed([
    [
      Array.isArray(begin) && begin.every((statement) => typeof statement === 'string' && statement !== ''),
      '"beginStatements" must give the statements that start a transaction, in order: () => [\'BEGIN\'].',
    ],
    [
      typeof classifyError === 'function' && foreign.every((error) => classifyError(error) === null),
      '"classifyError" must give null for whatever is no error of your driver: for null, for a text, for a TypeError.',
    ],
    [typeof readIsolationLevel === 'function', '"readIsolationLevel" must ask a connection for its isolation level.'],
    [
      capabilities.twoPhase === (twoPhase !== undefined),
      'The capability twoPhase and the field "twoPhase", which says how transactions are prepared, must both be there or neither.',
    ],
  ]);
}
