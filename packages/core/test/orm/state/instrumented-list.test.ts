import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { mapperOf } from '../../../src/orm/mapping/mapper-of.ts';
import { mappedColumn } from '../../../src/orm/mapping/mapped-column.ts';
import { relationship } from '../../../src/orm/mapping/relationship-definition.ts';
import { declarativeBase } from '../../../src/orm/state/declarative-base.ts';
import { findState } from '../../../src/orm/state/instance-state.ts';
import { loadedCollection } from '../../../src/orm/state/collection.ts';
import { foreignKey } from '../../../src/schema/foreign-key.ts';
import * as t from '../../../src/types/types.ts';

const Base = declarativeBase();
class Parent extends Base('parent', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  children: () => relationship([Child], { backPopulates: 'parent' }),
}) {}
class Child extends Base('child', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  parentId: mappedColumn(t.Integer, foreignKey('parent.id'), { nullable: true }),
  parent: () => relationship(Parent, { backPopulates: 'children', nullable: true }),
}) {}

const parentOf = (child: Child): unknown => child.parent;

/** What can be done to an array, to it and to a plain one alike. */
type Step = (list: Child[], pool: readonly Child[]) => unknown;

const index = fc.integer({ min: -4, max: 12 });
const pick = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.array(pick, { maxLength: 3 }).map<Step>((picks) => (list, pool) => list.push(...picks.map((i) => pool[i] as Child))),
  fc.array(pick, { maxLength: 3 }).map<Step>((picks) => (list, pool) => list.unshift(...picks.map((i) => pool[i] as Child))),
  fc.constant<Step>((list) => list.pop()),
  fc.constant<Step>((list) => list.shift()),
  fc.tuple(index, index, fc.array(pick, { maxLength: 3 })).map<Step>(
    ([start, count, picks]) =>
      (list, pool) =>
        list.splice(start, count, ...picks.map((i) => pool[i] as Child)),
  ),
  index.map<Step>((start) => (list) => list.splice(start)),
  fc.constant<Step>((list) => list.reverse()),
  fc.constant<Step>((list) => list.sort((a, b) => a.id - b.id)),
  fc.tuple(pick, index, index).map<Step>(
    ([one, start, end]) =>
      (list, pool) =>
        list.fill(pool[one] as Child, start, end),
  ),
  fc.tuple(index, index, index).map<Step>(
    ([target, start, end]) =>
      (list) =>
        list.copyWithin(target, start, end),
  ),
  fc.tuple(pick, pick).map<Step>(([at, one]) => (list, pool) => {
    if (at <= list.length) list[at] = pool[one] as Child;
  }),
  fc.integer({ min: 0, max: 8 }).map<Step>((length) => (list) => {
    if (length <= list.length) list.length = length;
  }),
  fc.tuple(pick, pick).map<Step>(([a, b]) => (list) => {
    if (a < list.length && b < list.length) [list[a], list[b]] = [list[b] as Child, list[a] as Child];
  }),
  // As libraries do it that know nothing of Proxies.
  pick.map<Step>((at) => (list) => Array.prototype.splice.call(list, at, 1)),
  fc.constant<Step>((list) => Array.prototype.shift.call(list)),
);

describe('a collection', () => {
  test('is at all times what a plain array would be, and the other side knows who is in it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom(0, 6, 30, 40), (steps, length) => {
        const parent = new Parent({});
        const pool = [5, 3, 8, 1, 9, 2].map((id) => new Child({ id }));
        // Long lists are looked through in another way than short ones.
        const plain = Array.from({ length }, (_, index) => pool[index % pool.length] as Child);
        parent.children.push(...plain);
        for (const one of steps) {
          const given = one(parent.children, pool);
          const expected = one(plain, pool);
          if (expected === plain) expect(given).toBe(parent.children);
          else expect(given).toEqual(expected);
          expect([...parent.children]).toEqual(plain);
          for (const child of pool) expect(parentOf(child)).toBe(plain.includes(child) ? parent : null);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('remembers what was in it before the first change, in any way it was changed', () => {
    fc.assert(
      fc.property(fc.array(pick, { maxLength: 4 }), step, (picks, change) => {
        const parent = new Parent({});
        const pool = [5, 3, 8, 1, 9, 2].map((id) => new Child({ id }));
        const before = [...new Set(picks)].map((i) => pool[i] as Child);
        const state = findState(parent);
        const slot = mapperOf(Parent)?.requireProperty('children').slot as number;
        if (state === null) throw new Error('no state');
        state.values[slot] = loadedCollection(state, mapperOf(Parent)?.requireProperty('children') as never, [...before]);
        change(parent.children, pool);
        const isSame = parent.children.length === before.length && before.every((one) => parent.children.includes(one));
        if (!isSame) expect(state.changes?.get(slot)).toEqual(before);
        expect(state.isModified || isSame).toBe(true);
      }),
    );
  });

  test('is an array to everybody, and what is derived from it is plain', () => {
    const [a, b] = [new Child({ id: 1 }), new Child({ id: 2 })];
    const parent = new Parent({ children: [a, b] });
    const { children } = parent;
    expect(Array.isArray(children)).toBe(true);
    expect(children).toBeInstanceOf(Array);
    expect(children.constructor).toBe(Array);
    expect([...children]).toEqual([a, b]);
    const [first, ...rest] = children;
    expect([first, rest]).toEqual([a, [b]]);
    expect(JSON.stringify(children.map(({ id }) => id))).toBe('[1,2]');
    expect(Object.keys(children)).toEqual(['0', '1']);
    for (const derived of [
      children.map((one) => one),
      children.concat([]),
      children.filter(Boolean),
      children.slice(),
      children.toSorted(),
    ]) {
      derived.length = 0;
      expect(children).toHaveLength(2);
    }
    expect(inspect(parent.children.map(({ id }) => id))).toBe('[ 1, 2 ]');
    expect(inspect(new Parent({}).children)).toBe('[]');
    const seen: unknown[] = [];
    for (const index in children) seen.push(index);
    expect(seen).toEqual(['0', '1']);
  });

  test('takes no holes, and nothing that is no object of its class; nothing has changed then', () => {
    const parent = new Parent({ children: [new Child({ id: 1 }), new Child({ id: 2 })] });
    const { children } = parent;
    const refuse = (change: () => unknown, message: string) => {
      expect(change).toThrow(message);
      expect(children.map(({ id }) => id)).toEqual([1, 2]);
    };
    refuse(
      () => (children[5] = new Child({})),
      'A collection of a mapped object has no holes: Parent.children. Write collection.push(object).',
    );
    refuse(() => (children.length = 3), 'A collection of a mapped object has no holes');
    for (const length of [-1, 1.5, Number.NaN]) refuse(() => (children.length = length), 'Invalid array length');
    refuse(
      () => delete children[0],
      'A collection of a mapped object has no holes: Parent.children. Write collection.splice(0, 1).',
    );
    refuse(() => children.push(null as never), 'Parent.children takes objects of Child, such as new Child({ … }); it got null.');
    refuse(() => children.push(new Child({}), {} as never), 'Parent.children takes objects of Child');
    refuse(() => (children[0] = undefined as never), 'Parent.children takes objects of Child');
    refuse(() => children.splice(0, 1, parent as never), 'Parent.children takes objects of Child; it got one of Parent.');
    refuse(() => (parent.children = [null as never]), 'Parent.children takes objects of Child');
    refuse(() => (parent.children = 'ab' as never), 'Parent.children holds a collection; it was set to a string. Give an array.');
  });

  test('that was replaced is an array like any other', () => {
    const parent = new Parent({ children: [new Child({ id: 1 })] });
    const old = parent.children;
    parent.children = [];
    const stray = new Child({ id: 2 });
    old.push(stray);
    expect(stray.parent).toBeNull();
    expect(parent.children).toEqual([]);
  });
});
