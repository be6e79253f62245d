import { posix } from 'node:path';
import ts from 'typescript-6.0';

/** One import of one file: `import`, `import type`, `export … from`, `import('…')` as an expression or as a type. */
export interface Import {
  /** The importing file, relative to the monorepo. */
  readonly from: string;
  /** What stands between the quotes. */
  readonly specifier: string;
  /** The imported file, relative to the monorepo; undefined for a package. */
  readonly to: string | undefined;
}

/** Every import in the text of the file at `path`, as TypeScript's own scanner sees it. */
export function importsOf(path: string, text: string): Import[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => ({
    from: path,
    specifier: fileName,
    to: fileName.startsWith('.') ? posix.join(posix.dirname(path), fileName) : undefined,
  }));
}
