import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompileCache } from '../../src/compiler/compile-cache.ts';

describe('CompileCache', () => {
  test('keeps values by text and by object', () => {
    const cache = new CompileCache<number>(3);
    const key = {};
    cache.set('a', 1);
    cache.set(key, 2);
    expect([cache.get('a'), cache.get(key), cache.get({}), cache.get('b')]).toEqual([1, 2, undefined, undefined]);
    expect(cache.size).toBe(3);
    expect(cache.count).toBe(2);
  });

  test('forgets what was used longest ago', () => {
    const cache = new CompileCache<string>(2);
    cache.set('a', 'A');
    cache.set('b', 'B');
    cache.get('a');
    cache.set('c', 'C');
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  });

  test('replaces a value', () => {
    const cache = new CompileCache<number>(2);
    cache.set('a', 1);
    cache.set('a', 2);
    expect(cache.get('a')).toBe(2);
    expect(cache.count).toBe(1);
  });

  test('keeps nothing where its size is 0', () => {
    const cache = new CompileCache<number>(0);
    cache.set('a', 1);
    expect(cache.get('a')).toBeUndefined();
    expect(cache.count).toBe(0);
  });

  test('can be emptied and used again', () => {
    const cache = new CompileCache<number>(2);
    cache.set('a', 1);
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
    cache.set('b', 2);
    expect(cache.get('b')).toBe(2);
  });

  test('behaves like a list sorted by use', () => {
    const operations = fc.array(fc.record({ key: fc.integer({ min: 0, max: 6 }).map(String), isSet: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(operations, fc.integer({ min: 1, max: 4 }), (steps, size) => {
        const cache = new CompileCache<string>(size);
        let model: string[] = [];
        for (const { key, isSet } of steps) {
          const isKnown = model.includes(key);
          if (isSet) cache.set(key, key);
          else expect(cache.get(key)).toBe(isKnown ? key : undefined);
          if (isSet || isKnown) model = [key, ...model.filter((other) => other !== key)].slice(0, size);
          expect(cache.count).toBe(model.length);
        }
      }),
    );
  });
});
