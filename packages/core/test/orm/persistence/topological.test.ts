import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { CircularDependencyError } from '../../../src/index.ts';
import { type Edge, itemsInCycles, sortInGroups } from '../../../src/orm/persistence/topological.ts';

describe('sorting by dependencies', () => {
  test('groups what does not wait for one another, in the order given', () => {
    const edges: Edge<string>[] = [
      ['a', 'c'],
      ['b', 'c'],
      ['c', 'd'],
    ];
    expect(sortInGroups(['d', 'b', 'c', 'a', 'x'], edges)).toEqual([['b', 'a', 'x'], ['c'], ['d']]);
  });

  test('leaves out edges of what is not there', () => {
    expect(
      sortInGroups(
        ['a', 'b'],
        [
          ['a', 'z'],
          ['z', 'b'],
        ],
      ),
    ).toEqual([['a', 'b']]);
  });

  test('names a circle', () => {
    const edges: Edge<string>[] = [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
    ];
    expect(() => sortInGroups(['a', 'b', 'c'], edges)).toThrow(CircularDependencyError);
    expect(() => sortInGroups(['a', 'b', 'c'], edges)).toThrow(
      'Circular dependency detected. (a, b; all edges: a before b, b before a)',
    );
    expect([...itemsInCycles(edges)].sort()).toEqual(['a', 'b']);
  });

  test('whatever the edges are, each item comes after those it waits for, unless there is a circle', () => {
    const edge = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
        const items = Array.from({ length: 9 }, (_one, index) => index);
        const cycles = itemsInCycles(edges);
        if (cycles.size > 0) {
          expect(() => sortInGroups(items, edges)).toThrow(CircularDependencyError);
          return;
        }
        const sorted = sortInGroups(items, edges).flat();
        expect([...sorted].sort()).toEqual(items);
        for (const [before, after] of edges) expect(sorted.indexOf(before)).toBeLessThan(sorted.indexOf(after));
      }),
    );
  });
});
