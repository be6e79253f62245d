import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../src/engine/engine.ts';
import { ArgumentError } from '../../../src/errors/argument-errors.ts';
import { Session } from '../../../src/orm/session/session.ts';
import { sessionmaker } from '../../../src/orm/session/sessionmaker.ts';
import { committed, count, insert, memoryDatabase } from './memory-database.ts';

let engine: Engine;

beforeEach(async () => {
  engine = await memoryDatabase();
});

afterEach(async () => {
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

describe('sessionmaker()', () => {
  test.each([
    ['sessionmaker(engine)', () => sessionmaker(engine)],
    ['sessionmaker({ bind })', () => sessionmaker({ bind: engine })],
    ['sessionmaker(engine, options)', () => sessionmaker(engine, { autoflush: true })],
  ])('makes sessions with and without new: %s', async (_spelling, make) => {
    const SessionLocal = make();
    for (const session of [new SessionLocal(), SessionLocal()]) {
      expect(session).toBeInstanceOf(Session);
      expect(session).toBeInstanceOf(SessionLocal);
      expect(session.bind).toBe(engine);
      expect(await session.scalar(count)).toBe(0);
      await session.close();
    }
  });

  test('gives options that one session may change', () => {
    const SessionLocal = sessionmaker({ bind: engine, expireOnCommit: false, autoflush: false, info: { a: 1, b: 1 } });
    const session = SessionLocal({ autoflush: true, info: { b: 2, c: 2 } });
    expect([session.expireOnCommit, session.autoflush]).toEqual([false, true]);
    expect(session.info).toEqual({ a: 1, b: 2, c: 2 });
    expect(SessionLocal().info).toEqual({ a: 1, b: 1 });
    session.info['a'] = 9;
    expect(SessionLocal().info).toEqual({ a: 1, b: 1 });
  });

  test('changes nothing where an option is undefined', () => {
    const SessionLocal = sessionmaker({ bind: engine, autoflush: false });
    const session = SessionLocal({ bind: undefined, autoflush: undefined } as never);
    expect([session.bind, session.autoflush]).toEqual([engine, false]);
  });

  test('is configured later', () => {
    const SessionLocal = sessionmaker();
    expect(new SessionLocal().bind).toBeNull();
    SessionLocal.configure({ bind: engine, info: { a: 1 } });
    expect(new SessionLocal().bind).toBe(engine);
    expect(SessionLocal.kw).toEqual({ bind: engine, info: { a: 1 } });
    expect(() => SessionLocal.configure({ bnid: engine } as never)).toThrow(ArgumentError);
  });

  test("makes sessions of a class of one's own", async () => {
    class Mine extends Session {
      count(): Promise<number | null> {
        return this.scalar(count);
      }
    }
    const SessionLocal = sessionmaker({ bind: engine, class_: Mine });
    expect(await SessionLocal.begin((session) => session.count())).toBe(0);
    expect(SessionLocal()).toBeInstanceOf(Mine);
  });

  test('begins, commits and closes', async () => {
    const SessionLocal = sessionmaker(engine);
    let used: Session | null = null;
    expect(
      await SessionLocal.begin(async (session) => {
        used = session;
        await session.execute(insert, { x: 1 });
        return 'done';
      }),
    ).toBe('done');
    expect((used as Session | null)?.inTransaction()).toBe(false);
    const mine = new Error('mine');
    await expect(
      SessionLocal.begin(async (session) => {
        await session.execute(insert, { x: 2 });
        throw mine;
      }),
    ).rejects.toBe(mine);
    expect(await committed(engine)).toBe(1);
  });

  test("prints like SQLAlchemy's", () => {
    const SessionLocal = sessionmaker({ bind: engine, expireOnCommit: false });
    const shown = 'sessionmaker(class_=Session, bind=Engine(sqlite:///:memory:), autoflush=true, expireOnCommit=false)';
    expect(String(SessionLocal)).toBe(shown);
    expect(inspect(SessionLocal)).toBe(shown);
    expect(`${SessionLocal}`).toBe(shown);
  });

  test.each([['sqlite://'], [42], [null], [[]], [{ bnid: 1 }], [{ bind: 'sqlite://' }], [{ joinTransactionMode: 'maybe' }]])(
    'refuses %p',
    (options) => {
      expect(() => sessionmaker(options as never)).toThrow(ArgumentError);
    },
  );
});
