import type { Row } from '../result/row.ts';
import type { ColumnDefinition } from '../schema/column-definition.ts';
import type { FromElement } from '../sql/clause-element.ts';
import type { Executable } from '../sql/executable.ts';

/**
 * The rows of a statement, as its execution gives them; or of a table, an alias, a subquery, as plain objects.
 *
 * @example
 * type User = RowOf<typeof user>;
 * const first = select(user.c.id, user.c.name).limit(10);
 * const users: RowOf<typeof first>[] = await connection.execute(first).all();
 */
export type RowOf<X> =
  X extends Executable<infer N, infer T> ? Row<T, N> : X extends FromElement<infer R> ? { readonly [K in keyof R]: R[K] } : never;

/**
 * The values that a row of a table needs to be inserted: columns that are NULL, numbered, computed or have a default may
 * be left out.
 *
 * @example
 * const added: InsertValues<typeof user> = { name: 'sandy' };
 * await connection.execute(insert(user).values(added));
 */
export type InsertValues<X> = Flat<
  { readonly [K in RequiredKey<DefinitionOf<X>>]: ValueOfColumn<DefinitionOf<X>[K]> } & {
    readonly [K in Exclude<keyof DefinitionOf<X>, RequiredKey<DefinitionOf<X>>>]?: ValueOfColumn<DefinitionOf<X>[K]>;
  }
>;

/**
 * The values that a row of a table can be updated with: any of its columns.
 *
 * @example
 * const changes: UpdateValues<typeof user> = { fullname: null };
 * await connection.execute(update(user).where(user.c.id.eq(5)).values(changes));
 */
export type UpdateValues<X> = { readonly [K in keyof DefinitionOf<X>]?: ValueOfColumn<DefinitionOf<X>[K]> };

type DefinitionOf<X> = X extends { readonly _definition?: infer D } ? NonNullable<D> : never;
type RequiredKey<D> = { readonly [K in keyof D]: D[K] extends ColumnDefinition<unknown, true> ? K : never }[keyof D];
type ValueOfColumn<C> = C extends ColumnDefinition<infer T> ? T : never;
type Flat<T> = T extends infer O ? { readonly [K in keyof O]: O[K] } : never;
