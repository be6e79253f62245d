import { hybrid, mappedColumn, relationship, types as t } from '@aludel/core';
import { Base } from './base.ts';
import { Order } from './order.ts';

export class Customer extends Base('release_customer', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  firstName: mappedColumn(t.String(30)),
  lastName: mappedColumn(t.String(30)),
  settings: mappedColumn(t.JSON<{ readonly theme: string }>(), { nullable: true }),
  orders: () => relationship([Order], { backPopulates: 'customer', cascade: 'all, delete-orphan', orderBy: Order.c.id }),
  fullName: () =>
    hybrid({
      get: (customer: Customer) => `${customer.firstName} ${customer.lastName}`,
      expression: (c) => c.firstName.concat(' ').concat(c.lastName),
    }),
}) {
  total(): number {
    return this.orders.reduce((sum, order) => sum + order.total(), 0);
  }
}
