import { describe, expect, test } from '@jest/globals';
import { declarativeBase, foreignKey, mappedColumn, relationship, types as t } from '../../../src/index.ts';
import { emptyHistory, history, isSameValue } from '../../../src/orm/state/attribute-history.ts';
import { stateOf } from '../../../src/orm/state/instance-state.ts';
import { ObjectStore } from '../../../src/orm/state/object-store.ts';

const Base = declarativeBase();
class User extends Base('user', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  data: mappedColumn(t.JSON, { nullable: true }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
}) {}
class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn(t.Integer, foreignKey('user.id'), { nullable: true }),
  user: () => relationship(User, { backPopulates: 'addresses', nullable: true }),
}) {}

function saved<T extends object>(object: T): T {
  const state = stateOf(object);
  const store = new ObjectStore();
  store.add(object);
  store.persist(state, 1);
  state.committed();
  return object;
}

const of = (object: object, key: string) => {
  const state = stateOf(object);
  return history(state, state.mapper.requireProperty(key));
};

describe('the history of an attribute', () => {
  test('of a new object is what it was given', () => {
    const address = new Address({});
    const user = new User({ name: 'ed', addresses: [address] });
    expect(of(user, 'name')).toEqual({ added: ['ed'], unchanged: [], deleted: [] });
    expect(of(user, 'addresses')).toEqual({ added: [address], unchanged: [], deleted: [] });
    expect(of(user, 'data')).toBe(emptyHistory);
  });

  test('of a saved object tells what was there before', () => {
    const user = saved(new User({ id: 1, name: 'ed' }));
    expect(of(user, 'name')).toEqual({ added: [], unchanged: ['ed'], deleted: [] });
    user.name = 'jack';
    user.name = 'fred';
    expect(of(user, 'name')).toEqual({ added: ['fred'], unchanged: [], deleted: ['ed'] });
    user.name = 'ed';
    expect(of(user, 'name')).toEqual({ added: [], unchanged: ['ed'], deleted: [] });
  });

  test('of a collection tells what came and what went', () => {
    const [one, two, three] = [new Address({}), new Address({}), new Address({})];
    const user = saved(new User({ id: 1, name: 'ed', addresses: [one, two] }));
    user.addresses.push(three);
    user.addresses.shift();
    expect(of(user, 'addresses')).toEqual({ added: [three], unchanged: [two], deleted: [one] });
  });

  test('of a collection that is not loaded tells what waits for it', () => {
    const user = saved(new User({ id: 1, name: 'ed' }));
    const address = new Address({});
    address.user = user;
    expect(of(user, 'addresses')).toEqual({ added: [address], unchanged: [], deleted: [] });
  });
});

describe('the same value', () => {
  test.each([
    [1, 1n, true],
    [2n ** 63n, Number(2n ** 63n), true],
    [1, '1', false],
    [null, undefined, false],
    [new Date(5), new Date(5), true],
    [new Uint8Array([1]), new Uint8Array([1]), true],
    [{ a: [1] }, { a: [1] }, true],
    [{ a: [1] }, { a: [2] }, false],
    [Number.NaN, Number.NaN, true],
  ])('%p and %p: %p', (one, other, expected) => {
    expect(isSameValue(one, other)).toBe(expected);
  });
});
