import { describe, expect, test } from '@jest/globals';
import { OperationQueue } from '../../src/util/operation-queue.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('An OperationQueue', () => {
  test('answers at once while nothing is under way', () => {
    const queue = new OperationQueue();
    expect(queue.run(() => 1)).toBe(1);
    expect(() =>
      queue.run(() => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(queue.run(() => 2)).toBe(2);
    expect(queue.isBusy).toBe(false);
  });

  test('runs one operation after the other, also after one that failed', async () => {
    const queue = new OperationQueue();
    const order: number[] = [];
    const slow = queue.run(() => turn().then(() => order.push(1)));
    const failing = Promise.resolve(queue.run(() => Promise.reject(new Error('mine'))));
    const last = queue.run(() => order.push(2));
    await expect(failing).rejects.toThrow('mine');
    await Promise.all([slow, last]);
    expect(order).toEqual([1, 2]);
    expect(queue.isBusy).toBe(false);
  });

  test('lets what an operation asks for wait for that operation, at once or later', async () => {
    const queue = new OperationQueue();
    const order: string[] = [];
    let inner: unknown;
    queue.run(() => {
      inner = queue.run(() => order.push('inner of sync'));
      order.push('sync');
    });
    await inner;
    const outer = queue.run(() => {
      inner = queue.run(() => order.push('inner of async'));
      return turn().then(() => order.push('async'));
    });
    await Promise.all([outer, inner]);
    expect(order).toEqual(['sync', 'inner of sync', 'async', 'inner of async']);
  });
});
