import ts from '@typescript/typescript6';

/**
 * What the signatures of exported symbols name without being exported themselves, and what that names in turn.
 *
 * @param known what users can import
 * @param isOwn whether a declaration is of this package
 */
export function namesReached(
  from: readonly ts.Symbol[],
  known: ReadonlySet<ts.Symbol>,
  checker: ts.TypeChecker,
  isOwn: (node: ts.Node) => boolean,
): readonly ts.Symbol[] {
  const reached = new Set<ts.Symbol>();
  const pending = [...from];
  for (const symbol of pending) {
    for (const declaration of (symbol.declarations ?? []).filter(isOwn)) {
      for (const named of namedBy(declaration, checker)) {
        if (known.has(named) || reached.has(named) || !isTopLevelOf(named, isOwn)) continue;
        reached.add(named);
        pending.push(named);
      }
    }
  }
  return [...reached];
}

function namedBy(declaration: ts.Node, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (isHidden(node)) return;
    const name = nameIn(node);
    const symbol = name && checker.getSymbolAtLocation(name);
    if (symbol !== undefined) found.push(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

function nameIn(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  if (ts.isTypeQueryNode(node)) return node.exprName;
  return undefined;
}

function isHidden(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  return (
    (node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
    (ts.getCombinedModifierFlags(node as unknown as ts.Declaration) & ts.ModifierFlags.Private) !== 0
  );
}

function isTopLevelOf(symbol: ts.Symbol, isOwn: (node: ts.Node) => boolean): boolean {
  return symbol.declarations?.some((node) => isOwn(node) && isTopLevel(node)) ?? false;
}

function isTopLevel(node: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return !ts.isSourceFile(node) && ts.isSourceFile(statement.parent);
}
