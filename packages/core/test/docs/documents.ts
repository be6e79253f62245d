import { workspaceFiles } from '../architecture/workspace-files.ts';

/** What tells people how to use the packages; all code in it has to work. */
export const documentsWithExamples: readonly string[] = workspaceFiles('README.md', 'docs/**/*.md', 'packages/*/README.md');

/** Everything that people read, relative to the monorepo. */
export const documents: readonly string[] = workspaceFiles('*.md', 'docs/**/*.md', 'packages/*/README.md');
