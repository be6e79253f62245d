import { column, MetaData, Table, types as t } from '@aludel/core';
import { personTable } from './person-table.ts';

/** The table of the persons as a schema. */
export function personSchema(prefix: string) {
  return new Table(`${prefix}${personTable}`, new MetaData(), {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    name: column(t.String(40)),
    age: column(t.Integer),
    email: column(t.String(60)),
    score: column(t.Double),
  });
}
