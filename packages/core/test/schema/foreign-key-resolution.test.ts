import { expect, test } from '@jest/globals';
import { column, foreignKey, foreignKeyConstraint, MetaData, select, Table, types as t } from '../../src/index.ts';
import { findColumnByNode, foreignKeyLinks } from '../../src/schema/foreign-key-resolution.ts';
import type { FromNode } from '../../src/sql/nodes/sql-node.ts';

const metadata = new MetaData();
const user = new Table('user_account', metadata, { id: column(t.Integer, { primaryKey: true }) });
const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', foreignKey(user.c.id)),
  ownerId: column('owner_id', foreignKey('user_account.id')),
});
const pair = new Table('pair', metadata, {
  a: column(t.Integer, { primaryKey: true }),
  b: column(t.Integer, { primaryKey: true }),
});
const half = new Table('half', metadata, { x: column(t.Integer), y: column(t.Integer) }, [
  foreignKeyConstraint(['x', 'y'], ['pair.a', 'pair.b']),
]);

const names = (left: FromNode, right: FromNode) =>
  foreignKeyLinks(left, right).map(({ pairs }) => pairs.map(([referred, referring]) => `${referred.name}=${referring.name}`));

test('each foreign key is a link of its own, in both directions', () => {
  expect(names(user.node, address.node)).toEqual([['id=user_id'], ['id=owner_id']]);
  expect(names(address.node, user.node)).toEqual([['id=user_id'], ['id=owner_id']]);
  expect(names(user.node, half.node)).toEqual([]);
});

test('a foreign key of several columns is one link', () => {
  expect(names(pair.node, half.node)).toEqual([['a=x', 'b=y']]);
});

test('links reach through aliases and subqueries, and name their columns', () => {
  const alias = user.alias('u');
  const inner = select(address.c.userId).subquery();
  const [link] = foreignKeyLinks(alias.node, inner.node);
  expect(link?.pairs.map(([referred, referring]) => [referred.from, referring.from])).toEqual([[alias.node, inner.node]]);
  expect(findColumnByNode(link!.pairs[0]![1])).toBe(address.c.userId);
});

test('a foreign key to a table that is not defined joins nothing', () => {
  const lost = new Table('lost', metadata, { x: column(t.Integer, foreignKey('nowhere.id')) });
  expect(foreignKeyLinks(user.node, lost.node)).toEqual([]);
});
