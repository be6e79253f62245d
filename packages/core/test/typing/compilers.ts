import { join } from 'node:path';
import { workspaceRoot } from '../architecture/workspace-files.ts';

/** The TypeScript versions whose users we support, newest first, and where the `tsc` of each is. */
export const compilers = {
  '7': join(workspaceRoot, 'node_modules/typescript/bin/tsc'),
  '6.0': join(workspaceRoot, 'node_modules/typescript-6.0/bin/tsc'),
  '5.9': join(workspaceRoot, 'node_modules/typescript-5.9/bin/tsc'),
} as const;

export type CompilerVersion = keyof typeof compilers;
