import { foreignKey, mappedColumn, relationship, types as t } from '@aludel/core';
import { Base } from './base.types.js';
import { User } from './user.types.js';

export class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn(t.Integer, foreignKey('user_account.id')),
  emailAddress: mappedColumn('email_address', t.String()),
  user: () => relationship(User, { backPopulates: 'addresses' }),
}) {
  ownerName() {
    return this.user.greet();
  }
}
