import {
  column,
  MetaData,
  relationship,
  select,
  selectinPolymorphic,
  type Session,
  Table,
  types as t,
  withPolymorphic,
} from '@aludel/core';
import { Address } from './address.types.js';
import { Base, type Equal, isTrue } from './base.types.js';
import { Employee, Manager } from './employee.types.js';
import { Engineer } from './engineer.types.js';
import { User } from './user.types.js';

// Helpers of an application that take any class ----------------------------------------------------------------------

export async function firstOf<C extends { readonly prototype: object }>(
  session: Session,
  target: C,
  id: number,
): Promise<C['prototype']> {
  return session.getOne(target, id);
}

export function rename<E extends { name: string }>(entity: E, name: string): E {
  entity.name = name;
  return entity;
}

export abstract class Repository<C extends { readonly prototype: object }> {
  readonly #session: Session;
  protected constructor(session: Session) {
    this.#session = session;
  }
  protected abstract readonly target: C;
  async find(id: number): Promise<C['prototype'] | null> {
    return this.#session.get(this.target, id);
  }
  add(object: C['prototype']): void {
    this.#session.add(object as object);
  }
}

export class Users extends Repository<typeof User> {
  override readonly target = User;
  constructor(session: Session) {
    super(session);
  }
}

export async function use(session: Session) {
  const user = await firstOf(session, User, 5);
  isTrue<Equal<typeof user, User>>();
  isTrue<Equal<ReturnType<typeof rename<Engineer>>, Engineer>>();
  const found: User | null = await new Users(session).find(5);
  // @ts-expect-error objects of another class
  new Users(session).add(new Address({ emailAddress: 'x' }));
  // @ts-expect-error an address has no name
  rename(new Address({ emailAddress: 'x' }), 'y');
  return found?.greet() ?? rename(user, 'x').greet();
}

// Objects of subclasses ----------------------------------------------------------------------------------------------

export async function employees(session: Session) {
  const any = withPolymorphic(Employee, [Engineer, Manager]);
  const all: Employee[] = await session.scalars(select(any).where(any.c.name.eq('x'), any.of(Engineer).c.level.gt(3))).all();
  // @ts-expect-error the parent has it not
  any.c.level;
  // @ts-expect-error a number
  any.of(Engineer).c.level.eq('x');
  const more: Employee[] = await session.scalars(select(Employee).options(selectinPolymorphic(Employee, '*'))).all();
  return [...all, ...more].map((one) => (one instanceof Engineer ? one.power() : one.name.length));
}

// Classes that know nothing of their mapping -------------------------------------------------------------------------

const pointTable = new Table('point', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  x: column(t.Integer),
  y_value: column(t.Integer),
});
class PlainPoint {
  x: number;
  declare y: number;
  declare owner: User;
  constructor(x: number) {
    this.x = x;
  }
}
export const Point = Base.mapImperatively(PlainPoint, pointTable, {
  properties: { y: pointTable.c.y_value, owner: () => relationship(User) },
});
new Point(5).owner.greet();
Point.c.y.gt(3);
Point.c.owner.has(User.c.name.eq('x'));
// @ts-expect-error its own constructor
new Point({ x: 5 });
// @ts-expect-error a number
Point.c.x.eq('x');
export async function points(session: Session): Promise<PlainPoint[]> {
  return session.scalars(select(Point).where(Point.c.x.eq(3))).all();
}
