import { mappedColumn, relationship, types as t } from '@aludel/core';
import { Base } from './base.types.js';
import { Employee, Manager } from './employee.types.js';

export class Engineer extends Base.inherits(
  Employee,
  'engineer',
  {
    level: mappedColumn(t.Integer),
    manager: () => relationship(Manager, { nullable: true }),
    pair: () => relationship(Engineer, { nullable: true }),
  },
  { polymorphicIdentity: 'engineer' },
) {
  power() {
    return this.level + this.name.length + (this.pair?.level ?? 0);
  }
}

export class Senior extends Base.inherits(
  Engineer,
  'senior',
  { since: mappedColumn(t.Integer) },
  { polymorphicIdentity: 'senior' },
) {
  years() {
    return this.since + this.power();
  }
}
