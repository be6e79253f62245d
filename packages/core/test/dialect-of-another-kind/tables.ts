import { column, type CompiledSql, foreignKey, MetaData, Table, types as t } from '@aludel/core';
import type { Dialect } from '@aludel/core/dialect';

export const metadata = new MetaData();

export const person = new Table('person', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30), { nullable: false }),
  isActive: column('is_active', t.Boolean),
  born: column(t.DateTime),
  doc: column(t.JSON),
});

export const order = new Table('order', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  personId: column('person_id', t.Integer, foreignKey('person.id')),
  total: column(t.Numeric(10, 2)),
});

/** Something that is SQL. */
export interface Compilable {
  compile(options: { readonly dialect: Dialect }): CompiledSql;
}

/** What a statement is on a database; what it refuses is the name and message of the error. White space is one blank. */
export function sqlOn(dialect: Dialect, make: () => Compilable): string {
  try {
    return make().compile({ dialect }).sql.replace(/\s+/g, ' ').trim();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message.replace(/ \(Background.*/, '')}`;
  }
}
