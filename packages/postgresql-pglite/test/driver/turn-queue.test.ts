import { describe, expect, test } from '@jest/globals';
import { TurnQueue, type TurnUser } from '../../src/driver/turn-queue.ts';
import { failureOf } from '../support/failure-of.ts';

const user = (name: string): TurnUser => ({ reason: `${name} is busy` });

describe('the queue of those who want the session', () => {
  test('serves them in the order they came', async () => {
    const queue = new TurnQueue();
    const [one, two, three] = [user('one'), user('two'), user('three')];
    expect([queue.tryTake(one), queue.tryTake(one), queue.tryTake(two)]).toEqual([true, true, false]);
    const order: string[] = [];
    const served = [two, three].map((who) =>
      queue.wait(who, { timeoutMs: 5000 }).granted.then(() => {
        order.push(who.reason);
        expect(queue.isHeldBy(who)).toBe(true);
        queue.give(who);
      }),
    );
    queue.give(one);
    // Nobody who comes now gets in front of those who wait.
    expect(queue.tryTake(one)).toBe(false);
    await Promise.all(served);
    expect(order).toEqual(['two is busy', 'three is busy']);
    expect(queue.tryTake(one)).toBe(true);
  });

  test('gives up after a time, and says who has the session', async () => {
    const queue = new TurnQueue();
    queue.tryTake(user('one'));
    const two = user('two');
    const error = await failureOf(() => queue.wait(two, { timeoutMs: 20 }).granted);
    expect(error).toMatchObject({
      code: '55P03',
      message: expect.stringMatching(/busy for 0.02 s: another connection one is busy\..*"timeout"/),
    });
    expect(queue.isHeldBy(two)).toBe(false);
  });

  test('a signal and a deadline end the wait', async () => {
    const queue = new TurnQueue();
    queue.tryTake(user('one'));
    const controller = new AbortController();
    const waits = [
      queue.wait(user('two'), { timeoutMs: 5000, interrupt: { signal: controller.signal, deadline: Number.POSITIVE_INFINITY } }),
      queue.wait(user('three'), { timeoutMs: 5000, interrupt: { deadline: performance.now() + 20 } }),
    ];
    controller.abort();
    const errors = await Promise.all(waits.map((wait) => failureOf(() => wait.granted)));
    expect(errors.map(({ code }) => code)).toEqual(['57014', '57014']);
  });

  test('whoever leaves is not served', async () => {
    const queue = new TurnQueue();
    const [one, two, three] = [user('one'), user('two'), user('three')];
    queue.tryTake(one);
    const wait = queue.wait(two, { timeoutMs: 5000 });
    const next = queue.wait(three, { timeoutMs: 5000 });
    wait.leave(new Error('never mind'));
    wait.leave(new Error('once more'));
    await expect(wait.granted).rejects.toThrow('never mind');
    queue.give(two);
    expect(queue.isHeldBy(one)).toBe(true);
    queue.give(one);
    await next.granted;
    expect(queue.isHeldBy(three)).toBe(true);
  });
});
