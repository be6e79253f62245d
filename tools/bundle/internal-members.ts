import ts from '@typescript/typescript6';

/**
 * Declarations without the members that say `@internal`: they are not for users, and neither are the types that only they
 * name. Of a constructor remains that users cannot call it. `implements` goes as well: whether it is so was checked.
 */
export function withoutInternalMembers(text: string): string {
  let slim = text;
  for (const { pos, end, instead } of replacements(text)) slim = slim.slice(0, pos) + instead + slim.slice(end);
  return slim;
}

interface Replacement extends ts.TextRange {
  readonly instead: string;
}

/** The last one first. */
function replacements(text: string): readonly Replacement[] {
  const found: Replacement[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isClassElement(node) || ts.isTypeElement(node)) && isInternal(node, text)) {
      found.unshift({ pos: node.getFullStart(), end: node.end, instead: insteadOf(node) });
    } else if (isImplements(node)) found.unshift({ pos: node.getFullStart(), end: node.end, instead: '' });
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('declarations.d.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

function isInternal(node: ts.Node, text: string): boolean {
  return (ts.getLeadingCommentRanges(text, node.pos) ?? []).some(({ pos, end }) => text.slice(pos, end).includes('@internal'));
}

function isImplements(node: ts.Node): boolean {
  return ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword;
}

function insteadOf(node: ts.Node): string {
  return ts.isConstructorDeclaration(node) ? '\n    protected constructor();' : '';
}
