import ts from '@typescript/typescript6';
import { unwrapComments } from './unwrap-comments.ts';

/** The text of each declaration file, by its name. */
export type DeclarationFiles = Readonly<Record<string, string>>;

/**
 * Declarations as they are published: indented by tabs, with a paragraph a line, and without the comments of what no door exports. Methods of
 * classes keep theirs, since exported classes inherit many of them from classes that are not exported.
 *
 * @param doors the files that users import from
 */
export function slimDeclarations(files: DeclarationFiles, doors: readonly string[]): DeclarationFiles {
  const parsed = new Map(Object.entries(files).map(([name, text]) => [name, parse(name, text)]));
  const exported = exportedDeclarations(parsed, doors);
  return Object.fromEntries(
    [...parsed].map(([name, file]) => [
      name,
      indentByTabs(unwrapComments(withoutInnerComments(file, exported.get(name) ?? new Set()))),
    ]),
  );
}

type ParsedFiles = ReadonlyMap<string, ts.SourceFile>;

function parse(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** By file, the names that a door exports, followed through the files that pass them on. */
function exportedDeclarations(files: ParsedFiles, doors: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map([...files.keys()].map((name) => [name, new Set<string>()]));
  const pending = doors.flatMap((door) => exportsOf(files.get(door)).map((name) => ({ file: door, name })));
  for (const { file, name } of pending) {
    const parsed = files.get(file);
    const names = found.get(file);
    if (parsed === undefined || names === undefined) continue;
    const { from, local } = sourceOf(parsed, name);
    if (from !== null) pending.push({ file: from, name: local });
    else names.add(local);
  }
  return found;
}

function exportsOf(file: ts.SourceFile | undefined): readonly string[] {
  return (file?.statements ?? []).flatMap((statement) => exportElements(statement).map(({ name }) => name.text));
}

/** Where a file has what it exports under a name: its own declaration, or an export of another file. */
function sourceOf(file: ts.SourceFile, name: string): { readonly from: string | null; readonly local: string } {
  for (const statement of file.statements) {
    const element = exportElements(statement).find((one) => one.name.text === name);
    if (element === undefined) continue;
    const local = (element.propertyName ?? element.name).text;
    const from = fileNamed((statement as ts.ExportDeclaration).moduleSpecifier);
    return from !== null ? { from, local } : imported(file, local);
  }
  return { from: null, local: name };
}

function imported(file: ts.SourceFile, local: string): { readonly from: string | null; readonly local: string } {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find((one) => one.name.text === local);
    if (element !== undefined)
      return { from: fileNamed(statement.moduleSpecifier), local: (element.propertyName ?? element.name).text };
  }
  return { from: null, local };
}

function exportElements(statement: ts.Statement): readonly ts.ExportSpecifier[] {
  const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
  return clause !== undefined && ts.isNamedExports(clause) ? clause.elements : [];
}

/** `./shared.js` is the file `shared.d.ts`; null for other packages. */
function fileNamed(specifier: ts.Expression | undefined): string | null {
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return null;
  const name = /^\.\/(.+)\.js$/.exec(specifier.text)?.[1];
  return name === undefined ? null : `${name}.d.ts`;
}

function withoutInnerComments(file: ts.SourceFile, exported: ReadonlySet<string>): string {
  const cuts = file.statements
    .filter((statement) => !namesOf(statement).some((name) => exported.has(name)))
    .flatMap((statement) => innerComments(statement, file.text));
  let text = file.text;
  for (const { pos, end } of cuts.sort((a, b) => b.pos - a.pos)) text = text.slice(0, pos) + text.slice(end);
  return text;
}

/** Comments of the declaration itself and of its properties, with the line breaks behind them. */
function innerComments(node: ts.Node, text: string): ts.TextRange[] {
  const own = isDocumented(node)
    ? (ts.getLeadingCommentRanges(text, node.pos) ?? []).map(({ pos, end }) => ({
        pos,
        end: end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0),
      }))
    : [];
  ts.forEachChild(node, (child) => {
    own.push(...innerComments(child, text));
  });
  return own;
}

function isDocumented(node: ts.Node): boolean {
  return ts.isTypeElement(node) || ts.isPropertyDeclaration(node) || (ts.isStatement(node) && !ts.isBlock(node));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as { readonly name?: ts.Node };
  return name === undefined ? [] : [name.getText()];
}

function indentByTabs(text: string): string {
  return text.replaceAll(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
}
