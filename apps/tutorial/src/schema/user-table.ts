import { column, MetaData, Table, types as t } from '@aludel/core';

export const metadata = new MetaData();

export const userTable = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  fullname: column(t.String(60), { nullable: true }),
});
