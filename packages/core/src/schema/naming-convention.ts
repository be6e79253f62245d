import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import type { AnyColumn } from './column.ts';
import type { ItemName } from './constraint.ts';
import { targetParts } from './target-parts.ts';
import type { TableOutline } from './table-outline.ts';

/** What a convention names: a primary key, a unique, check or foreign key constraint, an index. */
export type NamedKind = 'pk' | 'uq' | 'ck' | 'fk' | 'ix';

/** Makes a token of the application's own. */
export type NamingToken = (item: NamedItem, table: TableOutline) => string;

/**
 * Templates for names, by what they are for, and functions for tokens of one's own:
 * `{ fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s' }`.
 */
export type NamingConvention = Readonly<Record<string, string | NamingToken>>;

/** Something that is to have a name. */
export interface NamedItem {
  readonly kind: NamedKind;
  /** As it was given. */
  readonly name: string | null;
  readonly columns: readonly AnyColumn[];
  /** What a foreign key refers to: `user_account.id`; empty for anything else. */
  readonly targets: readonly string[];
}

/** SQLAlchemy's: only indexes have names of their own. */
export const defaultNamingConvention: NamingConvention = Object.freeze({ ix: 'ix_%(column_0_label)s' });

/**
 * The name of a constraint or index.
 *
 * @throws InvalidRequestError for a template whose token is unknown, or that asks for a name where none was given
 */
export function conventionalName(item: NamedItem, table: TableOutline, convention: NamingConvention): ItemName {
  const template = convention[item.kind];
  if (typeof template !== 'string') return { name: item.name, isNameGenerated: false };
  if (item.name !== null && !template.includes('constraint_name')) return { name: item.name, isNameGenerated: false };
  const name = template.replace(/%\((\w+)\)s|%%/g, (all, token: string | undefined) =>
    token === undefined ? all.slice(1) : tokenValue(token, { item, table, convention }),
  );
  return { name, isNameGenerated: true };
}

interface NamingScope {
  readonly item: NamedItem;
  readonly table: TableOutline;
  readonly convention: NamingConvention;
}

function tokenValue(token: string, scope: NamingScope): string {
  const { item, table, convention } = scope;
  const own = convention[token];
  if (typeof own === 'function') return own(item, table);
  switch (token) {
    case 'table_name':
      return table.name;
    case 'constraint_name':
      return givenName(item, table);
    case 'referred_table_name':
      return targetParts(item.targets[0] ?? '').table;
    default:
      return columnToken(token, scope) ?? unknownToken(token, item.kind);
  }
}

function givenName({ name, kind }: NamedItem, table: TableOutline): string {
  if (name !== null) return name;
  throw new InvalidRequestError(
    `The naming convention for "${kind}" has %(constraint_name)s, but a constraint of table "${table.fullname}" has no name. Name it.`,
  );
}

/** `column_0_name`, `column_0N_name` (all, one after the other), `column_0_N_name` (all, with `_` between them), `referred_column_0_name` … */
function columnToken(token: string, { item, table }: NamingScope): string | null {
  const match = /^(referred_)?column_(\d+)(_?N)?_(key|name|label)$/.exec(token);
  if (match === null) return null;
  const [, referred, place, all, attribute] = match;
  const values =
    referred === undefined
      ? item.columns.map((column) => columnValue(column, attribute as string, table))
      : item.targets.map((target) => targetParts(target).column);
  return all === undefined ? (values[Number(place)] ?? '') : values.join(all === '_N' ? '_' : '');
}

function columnValue({ key, name }: AnyColumn, attribute: string, table: TableOutline): string {
  if (attribute === 'key') return key;
  if (attribute === 'name') return name;
  return table.schema === null ? `${table.name}_${name}` : `${table.schema.replaceAll('.', '_')}_${table.name}_${name}`;
}

function unknownToken(token: string, kind: string): never {
  throw new InvalidRequestError(
    `The naming convention for "${kind}" has the token %(${token})s, which is not known. Add a function of that name to it.`,
  );
}
