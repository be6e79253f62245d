import { jestPreset } from '/work/main/jest.preset.js';
const pkg = process.env.Z_PKG;
const p = jestPreset(`file:///work/main/packages/${pkg}/jest.config.js`);
export default {
  ...p,
  moduleNameMapper: {
    '^@aludel/core$': '/tmp/z/core/dist/index.js',
    '^@aludel/core/dialect$': '/tmp/z/core/dist/dialect.js',
    '^@aludel/(postgresql|mysql|sqlite|conformance)$': '/work/main/packages/$1/src/index.ts',
    '^@aludel/tools$': '/work/main/tools/src/index.ts',
  },
};
