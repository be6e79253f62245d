import { column, foreignKey, Table, types as t } from '@aludel/core';
import { metadata } from './user-table.ts';

export const addressTable = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', t.Integer, foreignKey('user_account.id')),
  emailAddress: column('email_address', t.String(100)),
});
