import { readWorkspaceFile, workspaceFiles } from '../architecture/workspace-files.ts';

/** What tells people how to use the packages; all code in it has to work. */
export const documentsWithExamples: readonly string[] = workspaceFiles('README.md', 'docs/**/*.md', 'packages/*/README.md');

/** Everything that people read, relative to the monorepo. */
export const documents: readonly string[] = workspaceFiles('*.md', 'docs/**/*.md', 'packages/*/README.md');

/** The sources whose exports are the public API, as far as the doors name them themselves. */
export const publicSources: readonly string[] = [
  ...new Set(
    ['packages/core/src/index.ts', 'packages/core/src/dialect.ts'].flatMap((door) =>
      [...readWorkspaceFile(door).matchAll(/ from '\.\/([^']+)'/g)].map(([, path]) => `packages/core/src/${path}`),
    ),
  ),
];
