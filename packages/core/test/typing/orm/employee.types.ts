import { foreignKey, mappedColumn, relationship, types as t } from '@aludel/core';
import { Base } from './base.types.js';
import type { Engineer } from './engineer.types.js';
import { User } from './user.types.js';

export class Employee extends Base(
  'employee',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    type: mappedColumn(t.String(20)),
    userId: mappedColumn(t.Integer, foreignKey('user_account.id')),
    user: () => relationship(User),
  },
  { polymorphicOn: 'type', polymorphicIdentity: 'employee' },
) {
  asEngineer(): Engineer | null {
    return null;
  }
}

export class Manager extends Base.inherits(
  Employee,
  null,
  { budget: mappedColumn(t.Integer, { default: 0 }) },
  { polymorphicIdentity: 'manager' },
) {
  spend(sum: number) {
    this.budget -= sum;
    return this;
  }
}
