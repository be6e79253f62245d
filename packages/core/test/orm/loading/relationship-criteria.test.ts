import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  aliased,
  ArgumentError,
  type Condition,
  InvalidRequestError,
  not,
  type RelationshipAttribute,
  select,
  withParent,
} from '../../../src/index.ts';
import { Address, Item, Node, Order, User } from '../query-models.ts';

const u1 = aliased(User);
const a1 = aliased(Address);
const node = aliased(Node);
const user = new User({ id: 5, name: 'sandy' });
const item = new Item({ id: 7, description: 'buoy' });

/** What stands behind WHERE, on one line. */
function where(statement: { where(condition: Condition): object }, condition: Condition): string {
  const sql = String(statement.where(condition)).replace(/ ?\n/g, ' ');
  return sql.slice(sql.indexOf(' WHERE ') + ' WHERE '.length);
}

test('a relationship prints with its class, since it is no SQL by itself', () => {
  expect(`${User.c.addresses} ${a1.c.user}`).toBe('User.addresses Address.user');
  expect(inspect(User.c.addresses)).toBe('<RelationshipAttribute: User.addresses>');
  expect(() => String(select(User.c.id, User.c.addresses as never))).toThrow(
    'A relationship is no SQL expression. Select its class and give it to join() or selectinload(); as a condition say .any(…), .has(…) or .eq(object).',
  );
});

describe('conditions made of relationships', () => {
  test.each<[string, string, string]>([
    [
      'any() of a collection',
      where(select(User), User.c.addresses.any(Address.c.id.eq(17))),
      'EXISTS (SELECT 1 FROM addresses WHERE users.id = addresses.user_id AND addresses.id = :id_1)',
    ],
    [
      'any() without conditions',
      where(select(User), User.c.addresses.any()),
      'EXISTS (SELECT 1 FROM addresses WHERE users.id = addresses.user_id)',
    ],
    [
      'any() between aliases',
      where(select(u1), u1.c.addresses.ofType(a1).any(a1.c.id.eq(17))),
      'EXISTS (SELECT 1 FROM addresses AS addresses_1 WHERE users_1.id = addresses_1.user_id AND addresses_1.id = :id_1)',
    ],
    [
      'any() through a table between',
      where(select(Order), Order.c.items.any(Item.c.id.eq(1))),
      'EXISTS (SELECT 1 FROM items, order_items WHERE orders.id = order_items.order_id AND items.id = order_items.item_id AND items.id = :id_1)',
    ],
    [
      'any() of a class related to itself',
      where(select(Node), Node.c.children.any(Node.c.data.eq('n1'))),
      'EXISTS (SELECT 1 FROM nodes AS nodes_1 WHERE nodes.id = nodes_1.parent_id AND nodes_1.data = :data_1)',
    ],
    [
      'has() of a class related to itself',
      where(select(Node), Node.c.parent.has(Node.c.data.eq('n1'))),
      'EXISTS (SELECT 1 FROM nodes AS nodes_1 WHERE nodes_1.id = nodes.parent_id AND nodes_1.data = :data_1)',
    ],
    [
      'any() of an alias of a class related to itself',
      where(select(node), node.c.children.any(Node.c.data.eq('n1'))),
      'EXISTS (SELECT 1 FROM nodes WHERE nodes_1.id = nodes.parent_id AND nodes.data = :data_1)',
    ],
    [
      'any() with the conditions of and()',
      where(select(User), User.c.addresses.and(Address.c.emailAddress.ne('x')).any()),
      'EXISTS (SELECT 1 FROM addresses WHERE users.id = addresses.user_id AND addresses.email_address != :email_address_1)',
    ],
    ['an object', where(select(Address), Address.c.user.eq(user)), ':param_1 = addresses.user_id'],
    ['no object', where(select(Address), Address.c.user.eq(null)), 'addresses.user_id IS NULL'],
    ['any object', where(select(Address), Address.c.user.ne(null)), 'addresses.user_id IS NOT NULL'],
    [
      'another object',
      where(select(Address), Address.c.user.ne(user)),
      'addresses.user_id != :user_id_1 OR addresses.user_id IS NULL',
    ],
    [
      'an empty collection',
      where(select(Node), Node.c.children.eq(null)),
      'NOT (EXISTS (SELECT 1 FROM nodes AS nodes_1 WHERE nodes.id = nodes_1.parent_id))',
    ],
    [
      'a collection with objects',
      where(select(User), User.c.addresses.ne(null)),
      'EXISTS (SELECT 1 FROM addresses WHERE users.id = addresses.user_id)',
    ],
    [
      'an object in a collection',
      where(select(User), User.c.addresses.contains(new Address({ userId: 5, emailAddress: '' }))),
      'users.id = :param_1',
    ],
    [
      'an object in a collection through a table between',
      where(select(Order), Order.c.items.contains(item)),
      'orders.id = order_items_1.order_id AND :param_1 = order_items_1.item_id',
    ],
    [
      'an object that is not in a collection through a table between',
      where(select(Order), not(Order.c.items.contains(item))),
      'NOT (EXISTS (SELECT 1 FROM items, order_items WHERE orders.id = order_items.order_id AND items.id = order_items.item_id AND items.id = :id_1))',
    ],
    ['withParent()', where(select(Address), withParent(user, User.c.addresses)), ':param_1 = addresses.user_id'],
    [
      'withParent() of an alias',
      where(select(a1), withParent(user, User.c.addresses.ofType(a1))),
      ':param_1 = addresses_1.user_id',
    ],
    [
      'withParent() through a table between',
      where(select(Item), withParent(new Order({ id: 1, userId: 1, description: '' }), Order.c.items)),
      ':param_1 = order_items_1.order_id AND items.id = order_items_1.item_id',
    ],
  ])('%s', (_title, sql, expected) => {
    expect(sql).toBe(expected);
  });

  test('the value of an object is looked up when it is asked for', () => {
    const late = new User({ name: 'late' });
    const statement = select(Address).where(Address.c.user.eq(late));
    expect(() => statement.compile().params).toThrow("Can't resolve value for column users.id on object");
    late.id = 9;
    expect(statement.compile().params).toEqual({ param_1: 9 });
  });

  test('each operator is refused where it makes no sense, with the one to use instead', () => {
    const many = User.c.addresses as unknown as RelationshipAttribute<User>;
    const one = Address.c.user as unknown as RelationshipAttribute<Address[]>;
    expect(() => many.has()).toThrow("'has()' not implemented for collections. Use any().");
    expect(() => one.any()).toThrow("'any()' not implemented for scalar attributes. Use has().");
    expect(() => one.contains(user as never)).toThrow("'contains' not implemented for scalar attributes. Use eq().");
    expect(() => many.eq(user)).toThrow(InvalidRequestError);
    expect(() => many.in([user] as never)).toThrow('in() is not supported for relationships');
    expect(() => Address.c.user.eq(5 as never)).toThrow('Mapped instance expected for relationship comparison to object.');
    expect(() => Address.c.user.eq(item as never)).toThrow('takes an object of User');
    expect(() => Address.c.user.eq(select(User.c.id) as never)).toThrow(ArgumentError);
    expect(() => User.c.addresses.ofType(Item)).toThrow('ofType() of User.addresses takes an alias of Address');
    expect(() => withParent(item, User.c.addresses)).toThrow('takes an object of User');
  });
});
