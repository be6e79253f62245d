import type { DialectNames } from './dialect-names.ts';

/** What to type next. */
export function nextSteps(folder: string, { packageName, scheme, template }: DialectNames): string {
  const what = template === 'dialect' ? 'a dialect and its driver' : 'a driver';
  return `Wrote ${packageName} into ${folder}: ${what} for ${scheme}:// URLs.

  cd ${folder}
  npm install
  npm run build          it builds and typechecks as it is
  npm run first-steps    red: the first message names the function to write
  npm test               the whole suite; the dialect is done when it is green

WRITE-A-DIALECT.md in it is the guide: from here to green, step by step.`;
}
