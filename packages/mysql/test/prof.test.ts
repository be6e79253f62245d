import { test } from '@jest/globals';
import mysql2 from 'mysql2';
import { expandMany } from '../src/index.ts';
import { parameterEncoder } from '../src/driver/value-encoders.ts';
test('prof', () => {
  const typed = (mysql2 as any).TypedParameter;
  const sets = Array.from({ length: 10_000 }, (_, i) => [`name number ${i}`, i, '2024-01-02 03:04:05', i / 3]);
  const ins = 'INSERT INTO bench (name, n, d, x) VALUES (?, ?, ?, ?)';
  const enc = parameterEncoder(typed);
  const time = (l: string, f: () => void) => { for (let i = 0; i < 20; i++) f(); const s = performance.now(); for (let i = 0; i < 20; i++) f(); console.log(l, ((performance.now() - s) / 20).toFixed(2)); };
  time('expand', () => expandMany(ins, sets));
  const ex = expandMany(ins, sets)!;
  time('encode', () => ex.forEach((e) => enc(e.params)));
  time('BIGINT x10k', () => { for (let i = 0; i < 10000; i++) typed.BIGINT(i); });
  time('wellformed x20k', () => { for (let i = 0; i < 10000; i++) { sets[i]![0]; (sets[i]![0] as string).isWellFormed(); (sets[i]![2] as string).isWellFormed(); } });
});
