import { workspaceFiles } from '../architecture/workspace-files.ts';

/** Everything that readers see, relative to the monorepo. */
export const documents: readonly string[] = workspaceFiles('*.md', 'docs/**/*.md', 'packages/*/README.md');
