import { foreignKey, mappedColumn, relationship, types as t } from '@aludel/core';
import { Base } from './base.ts';
import { Customer } from './customer.ts';
import { Line } from './line.ts';

export class Order extends Base('release_order', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  status: mappedColumn(t.Enum('open', 'paid', { name: 'release_order_status' }), { default: 'open' }),
  customerId: mappedColumn(t.Integer, foreignKey('release_customer.id')),
  customer: () => relationship(Customer, { backPopulates: 'orders' }),
  lines: () => relationship([Line], { backPopulates: 'order', cascade: 'all, delete-orphan' }),
}) {
  total(): number {
    return this.lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
  }
}
