import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../architecture/workspace-files.ts';
import { compilers } from './compilers.ts';
import { runCompiler } from './run-compiler.ts';

/** Emits the declarations of every package into `folder`, each below its own name: `<folder>/core/src/index.d.ts`. Takes about a second. */
export function emitDeclarations(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(workspaceRoot, 'tsconfig.check.json'),
      compilerOptions: { noEmit: false, emitDeclarationOnly: true, rootDir: join(workspaceRoot, 'packages'), outDir: folder },
      include: [join(workspaceRoot, 'packages/*/src')],
    }),
  );
  // Errors in the sources are the business of `npm run typecheck`; declarations are emitted all the same.
  runCompiler(compilers['7'], ['-p', config]);
}
