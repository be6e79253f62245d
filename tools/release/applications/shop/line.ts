import { foreignKey, mappedColumn, relationship, types as t } from '@aludel/core';
import { Base } from './base.ts';
import { Order } from './order.ts';

export class Line extends Base('release_line', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  product: mappedColumn(t.String(30)),
  quantity: mappedColumn(t.Integer),
  price: mappedColumn(t.Double),
  orderId: mappedColumn(t.Integer, foreignKey('release_order.id')),
  order: () => relationship(Order, { backPopulates: 'lines' }),
}) {}
