import { describe, expect, test } from '@jest/globals';
import { WaiterQueue } from '../../src/pool/waiter-queue.ts';

describe('WaiterQueue', () => {
  test('keeps its order when some in the middle, at the front and at the end leave', async () => {
    const queue = new WaiterQueue<number>(1000, () => new Error('too late'));
    const controllers = [0, 1, 2, 3, 4].map(() => new AbortController());
    const waiting = controllers.map((controller) => queue.wait(controller.signal, null));
    for (const leaver of [2, 0, 4]) {
      controllers[leaver]?.abort(new Error(`left ${leaver}`));
      await expect(waiting[leaver]).rejects.toThrow(`left ${leaver}`);
    }
    expect(queue.length).toBe(2);
    queue.shift()?.resolve(10);
    queue.shift()?.resolve(30);
    expect(queue.shift()).toBeUndefined();
    expect(await Promise.all([waiting[1], waiting[3]])).toEqual([10, 30]);
  });

  test('one who was served is not disturbed by the signal any more', async () => {
    const queue = new WaiterQueue<number>(1000, () => new Error('too late'));
    const controller = new AbortController();
    const waiting = queue.wait(controller.signal, null);
    queue.shift()?.resolve(1);
    controller.abort();
    expect(await waiting).toBe(1);
    expect(queue.length).toBe(0);
  });

  test('endless patience is possible', async () => {
    const queue = new WaiterQueue<number>(Infinity, () => new Error('too late'));
    const waiting = queue.wait(undefined, null);
    await new Promise((resolve) => setTimeout(resolve, 5));
    queue.shift()?.resolve(1);
    expect(await waiting).toBe(1);
  });
});
