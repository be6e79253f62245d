import {
  ArgumentError,
  declarativeBase,
  FlushError,
  InvalidRequestError,
  insert,
  mappedColumn,
  select,
  Session,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Values without an order. */
class Corner extends t.TypeDecorator<{ readonly x: number }, number> {
  override readonly impl = t.Integer;
  override readonly cacheOk = true;

  override processBindParam({ x }: { readonly x: number }): number {
    return x;
  }

  override processResultValue(x: number): { readonly x: number } {
    return { x };
  }
}

/** Objects whose primary keys are NULL, in part or as a whole, or have no order. */
export function ormIncompleteKeys(context: SuiteContext): void {
  const Base = declarativeBase();
  const seat = uniqueName('orm_key_seat');
  const area = uniqueName('orm_key_area');
  // The database knows of no key, so that parts of it may be NULL.
  class Seat extends Base(
    seat,
    {
      block: mappedColumn('seat_block', t.Integer, { nullable: true }),
      place: mappedColumn('seat_place', t.Integer, { nullable: true }),
      guest: mappedColumn(t.String(30), { nullable: true }),
    },
    { primaryKey: ['block', 'place'] },
  ) {}
  class Area extends Base(area, {
    corner: mappedColumn(new Corner(), { primaryKey: true, autoincrement: false }),
    label: mappedColumn(t.String(30)),
  }) {}
  metadataFixture(context, Base.metadata);
  const open = () => new Session(context.engine());

  async function halfKnown(session: Session): Promise<Seat> {
    await session.execute(insert(Seat).values({ block: 1, place: null, guest: 'ann' }));
    return session.scalars(select(Seat)).one();
  }

  test('a row with a part of its key is an object, one without any is none', async () => {
    await using session = open();
    const half = await halfKnown(session);
    expect([half.block, half.place, half.guest]).toEqual([1, null, 'ann']);
    await session.execute(insert(Seat).values({ guest: 'nobody' }));
    expect(await session.scalars(select(Seat).orderBy(Seat.c.guest)).all()).toEqual([half, null]);
    expect(await session.get(Seat, [1, null])).toBe(half);
    await session.refresh(half);
    await session.refresh(half, ['guest']);
    expect(half.guest).toBe('ann');
  });

  test.each([
    ['UPDATE', (_session: Session, half: Seat) => Object.assign(half, { guest: 'bob' }), 'update'],
    ['DELETE', (session: Session, half: Seat) => session.delete(half), 'delete from'],
  ] as const)('a row with a part of its key has no %s', async (_statement, change, verb) => {
    await using session = open();
    change(session, await halfKnown(session));
    const refused = session.flush();
    await expect(refused).rejects.toThrow(FlushError);
    await expect(refused).rejects.toThrow(
      `Can't ${verb} table ${seat} using NULL for primary key value on column ${seat}.seat_place`,
    );
  });

  test('a row is found by what the class says is its key, where the table has none', async () => {
    await using session = open();
    const seats = [1, 2, 3, 4, 5, 6].map((place) => new Seat({ block: 1, place, guest: 'ann' }));
    session.addAll(seats);
    await session.flush();
    const [first, second] = seats as [Seat, Seat];
    first.guest = 'bob';
    await session.flush();
    session.delete(second);
    await session.flush();
    const guests = () => session.execute(select(Seat.c.place, Seat.c.guest).orderBy(Seat.c.place)).all();
    const others = [3, 4, 5, 6].map((place) => [place, 'ann']);
    expect((await guests()).map((row) => [...row])).toEqual([[1, 'bob'], ...others]);
    for (const one of seats.slice(2)) session.delete(one);
    await session.flush();
    expect((await guests()).map((row) => [...row])).toEqual([[1, 'bob']]);
  });

  test('a new object whose whole key stays NULL is refused', async () => {
    await using session = open();
    session.add(new Seat({ guest: 'ann' }));
    const refused = session.flush();
    await expect(refused).rejects.toThrow(FlushError);
    await expect(refused).rejects.toThrow('has a NULL identity key. If this is an auto-generated value, check that');
    await session.rollback();
    expect(await session.scalars(select(Seat)).all()).toEqual([]);
  });

  test('changed objects are written in the order of their keys, which must have one', async () => {
    await using session = open();
    const areas = [new Area({ corner: { x: 1 }, label: 'a' }), new Area({ corner: { x: 2 }, label: 'b' })];
    session.addAll(areas);
    await session.flush();
    for (const one of areas) one.label += '!';
    const refused = session.flush();
    await expect(refused).rejects.toThrow(InvalidRequestError);
    await expect(refused).rejects.toThrow('Could not sort objects by primary key; primary key values must be sortable');
  });

  test('keys without a value are refused before anything is sent', async () => {
    await using session = open();
    await expect(session.get(Seat, [1, undefined] as never)).rejects.toThrow(ArgumentError);
    expect(session.inTransaction()).toBe(false);
  });
}
