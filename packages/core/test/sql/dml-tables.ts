import { column, foreignKey, MetaData, Table, types as t } from '../../src/index.ts';

/** The tables that the tests of INSERT, UPDATE and DELETE write: SQLAlchemy's, so that its strings can be compared. */
export function dmlTables() {
  const metadata = new MetaData();
  const user = new Table('user_account', metadata, {
    id: column(t.Integer, { primaryKey: true }),
    name: column(t.String(30)),
    fullname: column(t.String(), { nullable: true }),
  });
  const address = new Table('address', metadata, {
    id: column(t.Integer, { primaryKey: true }),
    userId: column('user_id', t.Integer, foreignKey('user_account.id')),
    emailAddress: column('email_address', t.String()),
  });
  return { metadata, user, address };
}
