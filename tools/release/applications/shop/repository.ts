// Nothing here says its type: the declarations that the compiler writes must be able to name all of them.
import { aliased, func, type Session, select, selectinload, sql, text, types as t } from '@aludel/core';
import { Customer } from './customer.ts';
import { Line } from './line.ts';
import { Order } from './order.ts';

export const withOrders = selectinload(Customer.c.orders).selectinload(Order.c.lines);
export const other = aliased(Customer);
export const pairs = select(Customer, other.c.lastName).where(Customer.c.id.lt(other.c.id));
export const recent = select(Order).limit(3).subquery('recent');
export const ranked = select(Line.c.id, func.rowNumber().over({ orderBy: Line.c.price }).label('rank')).cte('ranked');
export const now = text('SELECT 1 AS x').columns({ x: t.Integer });
export const one = sql`SELECT ${1}`;

export const totals = select(Customer.c.fullName.label('who'), func.sum(Line.c.price.mul(Line.c.quantity)).label('total'))
  .join(Customer.c.orders)
  .join(Order.c.lines)
  .groupBy(Customer.c.id, Customer.c.firstName, Customer.c.lastName);

export function find(session: Session, lastName: string) {
  return session.scalars(select(Customer).where(Customer.c.lastName.eq(lastName)).options(withOrders)).oneOrNone();
}

export async function create(session: Session, init: ConstructorParameters<typeof Customer>[0]) {
  const customer = new Customer(init);
  session.add(customer);
  await session.flush();
  return customer;
}
