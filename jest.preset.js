import { fileURLToPath } from 'node:url';

/** The jest configuration of every package: TypeScript through swc, ES modules, the packages' own sources instead of their builds. */
export function jestPreset(packageUrl, overrides = {}) {
  const root = fileURLToPath(new URL('.', import.meta.url));
  return {
    rootDir: fileURLToPath(new URL('.', packageUrl)),
    roots: ['<rootDir>/test'],
    testMatch: ['**/*.test.ts'],
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '\\.ts$': ['@swc/jest', {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      }],
    },
    moduleNameMapper: {
      '^@aludel/core/dialect$': `${root}packages/core/src/dialect.ts`,
      '^@aludel/(core|postgresql|mysql|sqlite|conformance)$': `${root}packages/$1/src/index.ts`,
      '^@aludel/tools$': `${root}tools/src/index.ts`,
    },
    ...overrides,
  };
}
