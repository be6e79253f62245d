import ts from '@typescript/typescript6';
import { isDocumented, printDeclaration } from './print-declaration.ts';
import { namesReached } from './names-reached.ts';
import { moduleOf, publicProgram } from './public-program.ts';

/** A module that users import from. */
export interface Door {
  /** As users import it: `@aludel/core/dialect`. */
  readonly name: string;
  /** Its declarations, as tsc wrote them. */
  readonly file: string;
}

/**
 * What users see of a package, by door: every exported name with its signature, in alphabetical order, so that a review
 * reads each change of it. Where no comment says what something is, `(undocumented)` stands. What signatures name and no
 * door of the package exports is listed at the end.
 *
 * @param folder where the declarations of the package are; what others declare is named only
 */
export function apiReports(doors: readonly Door[], folder: string): ReadonlyMap<string, string> {
  const program = publicProgram(
    doors.map(({ file }) => file),
    folder,
  );
  const checker = program.getTypeChecker();
  const exported = new Map(doors.map((door) => [door.name, exportsOf(program, checker, door.file)]));
  const known = new Set(
    [...exported.values()].flatMap((symbols) => symbols.flatMap(({ symbol }) => withMembers(symbol, checker))),
  );
  const isOwn = (node: ts.Node): boolean => node.getSourceFile().fileName.startsWith(folder);
  return new Map(
    [...exported].map(([name, symbols]) => {
      const own = symbols.flatMap(({ symbol }) => withMembers(symbol, checker));
      const unexported = namesReached(own, known, checker, isOwn);
      return [name, reportOf(name, symbols, unexported, checker, isOwn)];
    }),
  );
}

interface ExportedSymbol {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): readonly ExportedSymbol[] {
  return membersOf(moduleOf(program, file), checker);
}

function membersOf(module: ts.Symbol, checker: ts.TypeChecker): readonly ExportedSymbol[] {
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({
      name: symbol.name,
      symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    }))
    .sort((one, other) => compare(one.name, other.name));
}

/** What a namespace holds is exported as well. */
function withMembers(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const isNamespace = symbol.declarations?.some(ts.isSourceFile) ?? false;
  return isNamespace ? [symbol, ...membersOf(symbol, checker).map((member) => member.symbol)] : [symbol];
}

/** Capital letters do not stand apart, and the order is the same everywhere. */
function compare(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : one < other ? -1 : 1;
}

function reportOf(
  name: string,
  symbols: readonly ExportedSymbol[],
  unexported: readonly ts.Symbol[],
  checker: ts.TypeChecker,
  isOwn: (node: ts.Node) => boolean,
): string {
  const names = [...new Set(unexported.map((symbol) => symbol.name))].sort(compare);
  return `# \`${name}\`

What this door exports: ${symbols.length} names. Written by \`npm run api\`; a change of it is a change for users.

\`\`\`ts
${symbols.map((symbol) => printSymbol(symbol, checker, isOwn)).join('\n\n')}
\`\`\`

Named by signatures, and exported by no door of the package:${names.length === 0 ? ' nothing.' : '\n'}
${names.map((one) => `- \`${one}\`\n`).join('')}`.replace(/\n+$/, '\n');
}

function printSymbol({ name, symbol }: ExportedSymbol, checker: ts.TypeChecker, isOwn: (node: ts.Node) => boolean): string {
  const declarations = symbol.declarations ?? [];
  if (declarations.some(ts.isSourceFile)) {
    const members = membersOf(symbol, checker).map((member) => printSymbol(member, checker, isOwn));
    return `namespace ${name} {\n${members.join('\n\n').replaceAll(/^(?=.)/gm, '  ')}\n}`;
  }
  if (!declarations.some(isOwn)) return `// ${name}: of another package`;
  const mark = declarations.some(isDocumented) ? '' : '// (undocumented)\n';
  const renamed = symbol.name === name ? '' : `// exported as ${name}\n`;
  return mark + renamed + declarations.map(printDeclaration).join('\n');
}
