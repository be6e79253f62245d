import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../src/engine/engine.ts';
import { InvalidRequestError } from '../../../src/errors/invalid-request-errors.ts';
import { scopedSession, type ScopedSession } from '../../../src/orm/session/scoped-session.ts';
import type { Session } from '../../../src/orm/session/session.ts';
import { sessionmaker } from '../../../src/orm/session/sessionmaker.ts';
import { committed, count, insert, memoryDatabase } from './memory-database.ts';

let engine: Engine;
let session: ScopedSession<Session>;

beforeEach(async () => {
  engine = await memoryDatabase();
  session = scopedSession(sessionmaker(engine));
});

afterEach(async () => {
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

describe('scopedSession()', () => {
  test('gives each concurrent flow a session of its own, the same throughout', async () => {
    const seen = await Promise.all(
      [1, 2, 3].map((x) =>
        session.run(async () => {
          const mine = session();
          await session.execute(count);
          await setTimeout(4 - x);
          expect(session.registry()).toBe(mine);
          await Promise.all([setTimeout(1).then(() => expect(session()).toBe(mine))]);
          return mine;
        }),
      ),
    );
    expect(new Set(seen).size).toBe(3);
    for (const one of seen) expect(one.inTransaction()).toBe(false);
  });

  test('has the methods and properties of the session', async () => {
    await session.run(async () => {
      await session.begin(async (same) => {
        expect(same).toBe(session());
        await session.execute(insert, { x: 1 });
      });
      expect(session.bind).toBe(engine);
      expect(session.inTransaction()).toBe(false);
    });
    expect(await committed(engine)).toBe(1);
  });

  test('rolls back what a scope did not commit, also where it fails', async () => {
    const mine = new Error('mine');
    await expect(
      session.run(async () => {
        await session.execute(insert, { x: 1 });
        throw mine;
      }),
    ).rejects.toBe(mine);
    expect(await committed(engine)).toBe(0);
  });

  test('makes a session when it is first used, and another one after remove()', async () => {
    await session.run(async () => {
      expect(session.has()).toBe(false);
      const first = session();
      expect(session.has()).toBe(true);
      await session.execute(count);
      await session.remove();
      expect(session.has()).toBe(false);
      expect(first.inTransaction()).toBe(false);
      expect(session()).not.toBe(first);
    });
  });

  test('nests scopes', async () => {
    await session.run(async () => {
      const outer = session();
      await session.run(async () => expect(session()).not.toBe(outer));
      expect(session()).toBe(outer);
    });
  });

  test('opens a scope without a callback for middleware', async () => {
    const handle = async (): Promise<Session> => {
      session.enter();
      await setTimeout(1);
      const mine = session();
      await session.execute(count);
      expect(session()).toBe(mine);
      await session.remove();
      return mine;
    };
    const [first, second] = await Promise.all([handle(), handle()]);
    expect(first).not.toBe(second);
  });

  test("takes scopes of the application's", async () => {
    let request = {};
    const byRequest = scopedSession(sessionmaker(engine), { scopefunc: () => request });
    const first = byRequest();
    expect(byRequest()).toBe(first);
    request = {};
    expect(byRequest()).not.toBe(first);
    await byRequest.remove();
  });

  test('says what to do outside a scope, but not to those who only await or print it', async () => {
    expect(() => session()).toThrow(InvalidRequestError);
    expect(() => session.execute(count)).toThrow('Wrap the request in session.run(callback), or give scopedSession a scopefunc.');
    expect(await session).toBe(session);
  });
});
