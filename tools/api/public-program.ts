import { sep } from 'node:path';
import ts from '@typescript/typescript6';
import { withoutInternalMembers } from '../bundle/internal-members.ts';

/**
 * The declarations of a package as they are published, though not yet in one file.
 *
 * @param folder where the declarations of the package are; those of others are read as they are
 */
export function publicProgram(files: readonly string[], folder: string): ts.Program {
  return ts.createProgram(files, options, publicHost(folder));
}

/** The module that a file of declarations is. @throws Error where there is none */
export function moduleOf(program: ts.Program, file: string): ts.Symbol {
  const source = program.getSourceFile(file);
  const module = source && program.getTypeChecker().getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not there, or exports nothing. Build the packages first.`);
  return module;
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.esnext.collection.d.ts'],
  types: [],
  strict: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

function publicHost(folder: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (fileName, version, ...rest) => {
    if (!fileName.startsWith(folder + sep)) return read(fileName, version, ...rest);
    const text = host.readFile(fileName);
    return text === undefined ? undefined : ts.createSourceFile(fileName, withoutInternalMembers(text), version, true);
  };
  // The declarations of one source name the others by their sources.
  host.resolveModuleNameLiterals = (literals, containing, _redirected, compilerOptions) =>
    literals.map((literal) =>
      ts.resolveModuleName(literal.text.replace(/^(\..*)\.ts$/, '$1.js'), containing, compilerOptions, host),
    );
  return host;
}
