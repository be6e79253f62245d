import { describe, expect, test } from '@jest/globals';
import { StatementCache } from '../../src/driver/statement-cache.ts';

const value = (name: string): { name: string } => ({ name });

describe('the statement cache', () => {
  test('returns what was put in, and nothing else', () => {
    const cache = new StatementCache<object>(2);
    const a = value('a');
    cache.set('a', a);
    expect(cache.get('a')).toBe(a);
    expect(cache.get('b')).toBeUndefined();
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
  });

  test('forgets what was not used for a while and keeps what was', () => {
    const cache = new StatementCache<object>(2);
    cache.set('kept', value('kept'));
    for (let i = 0; i < 20; i++) {
      cache.set(`once ${i}`, value('once'));
      expect(cache.get('kept')).toBeDefined();
    }
    expect(cache.get('once 0')).toBeUndefined();
    expect(cache.get('once 19')).toBeDefined();
  });

  test('never holds more than two generations', () => {
    const cache = new StatementCache<object>(3);
    const keys = Array.from({ length: 100 }, (_, i) => String(i));
    for (const key of keys) cache.set(key, value(key));
    expect(keys.filter((key) => cache.get(key) !== undefined).length).toBeLessThanOrEqual(6);
  });
});
