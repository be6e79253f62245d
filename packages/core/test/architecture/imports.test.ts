import { describe, expect, test } from '@jest/globals';
import { importRings } from './import-rings.ts';
import { importsOf } from './imports.ts';

describe('importsOf', () => {
  test.each([
    ["import { a } from './a.ts';"],
    ["import type { A } from './a.ts';"],
    ["import { type A } from './a.ts';"],
    ["import './a.ts';"],
    ["export * from './a.ts';"],
    ["export type { A } from './a.ts';"],
    ["const a = await import('./a.ts');"],
    ["type A = import('./a.ts').A;"],
    ["let a: typeof import('./a.ts');"],
  ])('sees %s', (text) => {
    expect(importsOf('packages/core/src/sql/select.ts', text)).toEqual([
      { from: 'packages/core/src/sql/select.ts', specifier: './a.ts', to: 'packages/core/src/sql/a.ts' },
    ]);
  });

  test('does not see what stands in a comment or a string', () => {
    expect(importsOf('a.ts', "// import './b.ts';\n/** export * from './c.ts' */ const d = \"import './d.ts'\";")).toEqual([]);
  });
});

describe('importRings', () => {
  test('finds nothing in a graph that only goes down', () => {
    expect(importRings(graph({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual([]);
  });

  test('finds a file that imports itself', () => {
    expect(importRings(graph({ a: ['a'] }))).toEqual([['a']]);
  });

  test('finds each of two rings, and leaves out what only leads to them', () => {
    const rings = importRings(graph({ way: ['a'], a: ['b'], b: ['c'], c: ['a', 'x'], x: ['y'], y: ['x'] }));
    expect(rings.map((ring) => ring.sort()).sort()).toEqual([
      ['a', 'b', 'c'],
      ['x', 'y'],
    ]);
  });
});

function graph(edges: Record<string, string[]>): Map<string, string[]> {
  return new Map(Object.entries(edges));
}
