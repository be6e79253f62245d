// Puts into dist/ what a new package gets from elsewhere in the repository: the guide, and what Aludel's databases lack.
import { copyFileSync, writeFileSync } from 'node:fs';
import { collectLacks } from './src/known-lacks.ts';

copyFileSync(
  new URL('../../docs/guides/write-a-dialect.md', import.meta.url),
  new URL('dist/write-a-dialect.md', import.meta.url),
);
writeFileSync(new URL('dist/known-lacks.json', import.meta.url), `${JSON.stringify(collectLacks())}\n`);
