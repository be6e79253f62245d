import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The jest configuration of every package: TypeScript through swc, ES modules, the packages' own sources instead of their builds. */
export function jestPreset(packageUrl, overrides = {}) {
  return {
    rootDir: fileURLToPath(new URL('.', packageUrl)),
    roots: ['<rootDir>/test'],
    testMatch: ['**/*.test.ts'],
    testEnvironment: 'node',
    // For machines with two busy cores; no test asserts how fast something is.
    testTimeout: 30_000,
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': ['@swc/jest', swcOptions] },
    moduleNameMapper: sourcesOfThePackages,
    reporters: reporters(),
    // Starts the databases that this package's tests use, unless ALUDEL_TEST_*_URL name them already.
    globalSetup: `${root}tools/src/jest-global-setup.ts`,
    globalTeardown: `${root}tools/src/jest-global-teardown.ts`,
    ...overrides,
  };
}

// The target makes swc write `using` and `await using` out: jest's module loader parses with an older grammar.
const swcOptions = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const sourcesOfThePackages = {
  '^@aludel/(core|postgresql|sqlite)/dialect$': `${root}packages/$1/src/dialect.ts`,
  '^@aludel/(core|postgresql|mysql|sqlite|conformance)$': `${root}packages/$1/src/index.ts`,
  '^aludel-(sqlite-node|postgresql-pglite)$': `${root}packages/$1/src/index.ts`,
  '^@aludel/tools$': `${root}tools/src/index.ts`,
};

/** `npm test` at the root adds up the packages; it names the folder where each package leaves its numbers. */
function reporters() {
  const folder = process.env.ALUDEL_TEST_COUNTS;
  const counts = folder ? [[`${root}tools/test-run/count-reporter.js`, { folder }]] : [];
  return ['default', ...counts, [`${root}packages/conformance/src/reporter.ts`, { folder: matrixFolder() }]];
}

/** Where the conformance reporter leaves what it found; `npm run matrix` and `npm test` name folders of their own. */
function matrixFolder() {
  return process.env.ALUDEL_TEST_MATRIX || `${root}.cache/support-matrix`;
}
