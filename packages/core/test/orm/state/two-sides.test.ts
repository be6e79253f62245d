import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  attributeKeyed,
  column,
  declarativeBase,
  foreignKey,
  mappedColumn,
  relationship,
  Table,
  types as t,
} from '../../../src/index.ts';
import { ObjectStore } from '../../../src/orm/state/object-store.ts';

const Base = declarativeBase();
const id = () => mappedColumn(t.Integer, { primaryKey: true });
const key = (table: string) => mappedColumn(t.Integer, foreignKey(`${table}.id`), { nullable: true });
const link = new Table('link', Base.metadata, {
  a: column(t.Integer, foreignKey('one.id')),
  b: column(t.Integer, foreignKey('many.id')),
});

class One extends Base('one', {
  id: id(),
  list: () => relationship([Many], { foreignKeys: Many.c.listId, backPopulates: 'inList', cascade: 'all, delete-orphan' }),
  set: () => relationship([Many], { foreignKeys: Many.c.setId, backPopulates: 'inSet', collectionClass: Set }),
  map: () => relationship([Many], { foreignKeys: Many.c.mapId, backPopulates: 'inMap', collectionClass: attributeKeyed('word') }),
  single: () => relationship(Many, { foreignKeys: Many.c.singleId, backPopulates: 'ofOne', nullable: true }),
  linked: () => relationship([Many], { secondary: link, backPopulates: 'links' }),
}) {}
class Many extends Base('many', {
  id: id(),
  word: mappedColumn(t.String(5)),
  listId: key('one'),
  setId: key('one'),
  mapId: key('one'),
  singleId: key('one'),
  inList: () => relationship(One, { foreignKeys: Many.c.listId, backPopulates: 'list', nullable: true }),
  inSet: () => relationship(One, { foreignKeys: Many.c.setId, backPopulates: 'set', nullable: true }),
  inMap: () => relationship(One, { foreignKeys: Many.c.mapId, backPopulates: 'map', nullable: true }),
  ofOne: () => relationship(One, { foreignKeys: Many.c.singleId, backPopulates: 'single', nullable: true }),
  links: () => relationship([One], { secondary: link, backPopulates: 'linked', collectionClass: Set }),
}) {}

type Change = (one: One, many: Many, others: readonly Many[]) => void;

const changes: readonly Change[] = [
  (one, many) => one.list.push(many),
  (one, many) => one.list.splice(0, 1, many),
  (one, many, others) => (one.list = [many, ...others]),
  (one) => one.list.pop(),
  (one, many) => (many.inList = one),
  (_, many) => (many.inList = null),
  (one, many) => one.set.add(many),
  (one, many) => one.set.delete(many),
  (one, many, others) => (one.set = new Set([many, ...others])),
  (one, many) => (many.inSet = one),
  (one) => one.set.clear(),
  (one, many) => one.map.set(many.word, many),
  (one, many) => one.map.delete(many.word),
  (one, many) => (many.inMap = one),
  (_, many) => (many.inMap = null),
  (one, many) => (one.single = many),
  (one) => (one.single = null),
  (one, many) => (many.ofOne = one),
  (_, many) => (many.ofOne = null),
  (one, many) => one.linked.push(many),
  (one, many, others) => (one.linked = [...others, many]),
  (one) => one.linked.shift(),
  (one, many) => many.links.add(one),
  (one, many) => many.links.delete(one),
];

describe('both sides of a relationship', () => {
  test('say the same after any changes, in a session or out of it', () => {
    const step = fc.tuple(fc.nat(changes.length - 1), fc.nat(2), fc.nat(3), fc.subarray([0, 1, 2, 3]));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, isInSession) => {
        const ones = [0, 1, 2].map(() => new One({}));
        // Two of them have the same word: in a Map there is one of them only.
        const manys = ['a', 'b', 'c', 'a'].map((word) => new Many({ word }));
        const store = new ObjectStore();
        if (isInSession) for (const one of ones) store.add(one);
        for (const [change, one, many, others] of steps)
          changes[change]?.(
            ones[one] as One,
            manys[many] as Many,
            others.filter((other) => other !== many).map((other) => manys[other] as Many),
          );
        for (const one of ones) {
          for (const many of manys) {
            expect(one.list.includes(many)).toBe(many.inList === one);
            expect(one.set.has(many)).toBe(many.inSet === one);
            expect(one.map.get(many.word) === many).toBe(many.inMap === one);
            expect(one.single === many).toBe(many.ofOne === one);
            expect(one.linked.includes(many)).toBe(many.links.has(one));
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
