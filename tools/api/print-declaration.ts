import ts from '@typescript/typescript6';

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

type Member = ts.TypeElement | ts.ClassElement;

/** A declaration without its comments; members that have none are marked. */
export function printDeclaration(node: ts.Declaration): string {
  if (ts.isInterfaceDeclaration(node)) return printMembers('interface', node);
  if (ts.isClassDeclaration(node)) return printMembers(isAbstract(node) ? 'abstract class' : 'class', node);
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return printed(statement)
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .replace(/^default /, '');
}

/** Whether a comment says what it is, or its type: `kind: 'select'`, `driver: Driver`, `select: SelectNode`. */
export function isDocumented(node: ts.Node): boolean {
  if (ts.isPropertySignature(node) && isNamedByType(node)) return true;
  const documented = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const text = node.getSourceFile().text;
  return (ts.getLeadingCommentRanges(text, documented.getFullStart()) ?? []).some(({ pos }) => text.startsWith('/**', pos));
}

function isNamedByType({ name, type }: ts.PropertySignature): boolean {
  if (type === undefined || ts.isLiteralTypeNode(type)) return type !== undefined;
  const named = ts.isTypeReferenceNode(type) ? type.typeName.getText().replace(/^.*\./, '').toLowerCase() : '';
  const own = name.getText().toLowerCase();
  return named === own || named === `${own}node`;
}

function isAbstract(node: ts.ClassDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
}

function printMembers(keyword: string, node: ts.InterfaceDeclaration | ts.ClassDeclaration): string {
  const parameters = node.typeParameters === undefined ? '' : `<${node.typeParameters.map(printed).join(', ')}>`;
  const heritage = (node.heritageClauses ?? []).map((clause) => ` ${printed(clause).trim()}`).join('');
  const members = (node.members as ts.NodeArray<Member>).filter(isPublic);
  const lines = members.flatMap((member) =>
    isMarked(member, members) ? ['// (undocumented)', printed(member)] : [printed(member)],
  );
  const body = lines.length === 0 ? '' : `\n${lines.join('\n').replaceAll(/^(?=.)/gm, '  ')}\n`;
  return `${keyword} ${node.name?.text ?? ''}${parameters}${heritage} {${body}}`;
}

function isPublic(member: Member): boolean {
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return false;
  return !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private);
}

/** Overloads share the comment of one of them, and so do getter and setter. */
function isMarked(member: Member, members: readonly Member[]): boolean {
  if (ts.isConstructorDeclaration(member) || ts.isIndexSignatureDeclaration(member) || ts.isCallSignatureDeclaration(member))
    return false;
  const name = member.name?.getText();
  const alike = name === undefined ? [member] : members.filter((other) => other.name?.getText() === name);
  return alike[0] === member && !alike.some(isDocumented);
}

function printed(node: ts.Node): string {
  return printer
    .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    .replaceAll(/^(?: {4})+/gm, (spaces) => ' '.repeat(spaces.length / 2));
}
