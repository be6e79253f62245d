import ts from '@typescript/typescript6';
import { moduleOf, publicProgram } from './public-program.ts';

/**
 * A document in which every `<!-- members of X -->` is followed by a table of what X has, from its doc comments, up to the
 * next `<!-- end -->`. `<!-- values of X -->` shows the types as well, and `<!-- kinds of X -->` says what the types mean.
 *
 * @param file the declarations of the door that exports them
 * @param folder the declarations of its package
 */
export function withMemberTables(markdown: string, file: string, folder: string): string {
  const program = publicProgram([file], folder);
  const checker = program.getTypeChecker();
  const exported = new Map(checker.getExportsOfModule(moduleOf(program, file)).map((symbol) => [symbol.name, symbol]));
  return markdown.replaceAll(places, (_whole, form: Form, name: string) => {
    const symbol = exported.get(name);
    if (symbol === undefined) throw new Error(`A document has the members of ${name}, which is not exported.`);
    const table = tables[form](membersOf(symbol, checker), checker);
    return `<!-- ${form} of ${name} -->\n\n${table}\n\n<!-- end -->`;
  });
}

type Form = 'members' | 'values' | 'kinds';
type Member = ts.TypeElement & { readonly type?: ts.TypeNode };

const places = /<!-- (members|values|kinds) of (\w+) -->[^]*?<!-- end -->/g;

const tables: Readonly<Record<Form, (members: readonly Member[], checker: ts.TypeChecker) => string>> = {
  members: (members, checker) =>
    rows(
      ['member', ''],
      members.map((member) => [code(nameOf(member)), sentences(member) || sentences(declarationOf(member, checker))]),
    ),
  values: (members) =>
    rows(
      ['flag', 'values', ''],
      members.map((member) => [code(nameOf(member)), code(valuesOf(member)), sentences(member)]),
    ),
  kinds: (members, checker) =>
    rows(
      ['kind', 'node', ''],
      members.map((member) => [code(nameOf(member)), code(lastName(member)), sentences(declarationOf(member, checker))]),
    ),
};

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly Member[] {
  const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (aliased.declarations ?? []).filter(ts.isInterfaceDeclaration).flatMap(({ members }) => [...members]);
}

function nameOf(member: Member): string {
  return `${member.name?.getText()}${member.questionToken === undefined ? '' : '?'}`;
}

function valuesOf({ type }: Member): string {
  return (type?.getText() ?? '').replace(/ \| undefined$/, '').replaceAll("'", '');
}

function lastName({ type }: Member): string {
  return (type?.getText() ?? '').replace(/^.*\./, '');
}

function declarationOf({ type }: Member, checker: ts.TypeChecker): ts.Node | undefined {
  return type && checker.getTypeFromTypeNode(type).symbol?.declarations?.[0];
}

/** What a comment says, in one line; errors behind it. */
function sentences(node: ts.Node | undefined): string {
  const comments = node === undefined ? [] : ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments.map((comment) => [textOf(comment.comment), ...(comment.tags ?? []).map(tagOf)].join(' ').trim()).join(' ');
}

function tagOf(tag: ts.JSDocTag): string {
  return tag.tagName.text === 'throws' ? `Throws ${textOf(tag.comment)}.` : '';
}

function textOf(comment: ts.JSDoc['comment']): string {
  return (ts.getTextOfJSDocComment(comment) ?? '')
    .replaceAll(/\{@link ([^}]+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
