import { declarativeBase, foreignKey, mappedColumn, relationship, types as t } from '@aludel/core';

export const Base = declarativeBase();

export class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  fullname: mappedColumn(t.String(60), { nullable: true }),
  addresses: () => relationship([Address], { backPopulates: 'user', orderBy: Address.c.id }),
}) {}

export class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('user_account.id')),
  emailAddress: mappedColumn('email_address', t.String(100)),
  user: () => relationship(User, { backPopulates: 'addresses' }),
}) {
  get domain(): string {
    return this.emailAddress.slice(this.emailAddress.indexOf('@') + 1);
  }
}
