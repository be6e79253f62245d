import { jestPreset } from '../../jest.preset.js';

const preset = jestPreset(import.meta.url);

export default {
  ...preset,
  // What is true of one driver of SQLite is true of the other: the tests of that driver run on this one as well.
  roots: [...preset.roots, '<rootDir>/../sqlite/test/driver'],
  moduleNameMapper: {
    ...preset.moduleNameMapper,
    '/dialect-under-test\\.ts$': '<rootDir>/test/fixtures/dialect-under-test.ts',
  },
};
