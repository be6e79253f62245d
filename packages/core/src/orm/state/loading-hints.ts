import type { RelationshipProperty } from '../mapping/relationship-property.ts';

/** What the query that loaded an object said of the attributes it left out. */
export interface LoadingHints {
  /** Why an attribute must not be loaded: `raise`, `raiseOnSql`; null: it may be. */
  refusal(slot: number): string | null;
}

/** What is said where an attribute is not to be loaded; null: it may be. */
export function refusalOf(
  hints: LoadingHints | null,
  property: { readonly kind: string; readonly slot: number; readonly key: string },
  className: string,
): string | null {
  const hinted = hints?.refusal(property.slot) ?? null;
  const { lazy } = property.kind === 'relationship' ? (property as RelationshipProperty).options : {};
  const strategy = hinted ?? (lazy === 'raise' || lazy === 'raiseOnSql' ? lazy : null);
  if (strategy === null || strategy === 'allowed') return null;
  return property.kind === 'relationship'
    ? `'${className}.${property.key}' is not available due to lazy='${strategy}'`
    : `'${className}.${property.key}' is not available due to raiseload=true`;
}
