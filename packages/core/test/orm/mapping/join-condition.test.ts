import { describe, expect, test } from '@jest/globals';
import '../../../src/compiler/print-sql.ts';
import { declarativeBase } from '../../../src/orm/state/declarative-base.ts';
import { foreign, remote } from '../../../src/orm/mapping/join-annotations.ts';
import { mapperOf } from '../../../src/orm/mapping/mapper-of.ts';
import { mappedColumn } from '../../../src/orm/mapping/mapped-column.ts';
import type { Mapper } from '../../../src/orm/mapping/mapper.ts';
import { relationship } from '../../../src/orm/mapping/relationship-definition.ts';
import type { RelationshipProperty } from '../../../src/orm/mapping/relationship-property.ts';
import { column } from '../../../src/schema/column-definition.ts';
import { foreignKey } from '../../../src/schema/foreign-key.ts';
import { Table } from '../../../src/schema/table.ts';
import { foreignKeyConstraint } from '../../../src/schema/table-item.ts';
import { ColumnElement } from '../../../src/sql/column-element.ts';
import { and } from '../../../src/sql/and-or-not.ts';
import type { AnyColumn } from '../../../src/schema/column.ts';
import * as t from '../../../src/types/types.ts';

function rel(construct: unknown, key: string): RelationshipProperty<Mapper> {
  return (mapperOf(construct) as Mapper).requireProperty(key) as RelationshipProperty<Mapper>;
}

const name = ({ table, name }: AnyColumn): string => `${table.name}.${name}`;
const shown = (construct: unknown, key: string) => {
  const { condition } = rel(construct, key);
  const sql = (node: unknown) => (node === null ? null : String(new ColumnElement(node as never)));
  return {
    direction: condition.direction,
    primary: sql(condition.primaryjoin),
    secondary: sql(condition.secondaryjoin),
    pairs: condition.pairs.map(({ source, destination }) => `${name(source)} -> ${name(destination)}`),
    secondaryPairs: condition.secondaryPairs.map(({ source, destination }) => `${name(source)} -> ${name(destination)}`),
    local: [...condition.localColumns].map(name),
    remote: [...condition.remoteColumns].map(name),
    sides: [...condition.sides].map(([node, side]) => `${(node as unknown as { name: string }).name}: ${side}`),
    getKey: condition.getKey?.map(name) ?? null,
    simple: condition.isSimpleOneToMany,
  };
};
const id = () => mappedColumn(t.Integer, { primaryKey: true });

describe('a foreign key between two tables', () => {
  const Base = declarativeBase();
  class User extends Base('user', {
    id: id(),
    addresses: () => relationship([Address], { backPopulates: 'user' }),
    profile: () => relationship(Profile, { backPopulates: 'user', nullable: true }),
  }) {}
  class Address extends Base('address', {
    id: id(),
    userId: mappedColumn('user_id', t.Integer, foreignKey('user.id')),
    user: () => relationship(User, { backPopulates: 'addresses' }),
  }) {}
  class Profile extends Base('profile', {
    id: id(),
    userId: mappedColumn('user_id', t.Integer, foreignKey('user.id')),
    user: () => relationship(User, { backPopulates: 'profile' }),
  }) {}

  test('makes one-to-many of the side that is referred to', () => {
    expect(shown(User, 'addresses')).toEqual({
      direction: 'oneToMany',
      primary: '"user".id = address.user_id',
      secondary: null,
      pairs: ['user.id -> address.user_id'],
      secondaryPairs: [],
      local: ['user.id'],
      remote: ['address.user_id'],
      sides: ['id: parent', 'user_id: target'],
      getKey: null,
      simple: true,
    });
  });

  test('makes many-to-one of the side that refers, which the identity map can answer', () => {
    expect(shown(Address, 'user')).toMatchObject({
      direction: 'manyToOne',
      pairs: ['user.id -> address.user_id'],
      local: ['address.user_id'],
      remote: ['user.id'],
      sides: ['id: target', 'user_id: parent'],
      getKey: ['address.user_id'],
      simple: false,
    });
  });

  test('makes one-to-one of a scalar on the side that is referred to', () => {
    expect(shown(User, 'profile')).toMatchObject({ direction: 'oneToMany', remote: ['profile.user_id'] });
    expect(rel(User, 'profile').isCollection).toBe(false);
    expect(rel(User, 'profile').synced).toBe(rel(Profile, 'user'));
  });
});

describe('a class that refers to itself', () => {
  const Base = declarativeBase();
  class Node extends Base('node', {
    id: id(),
    parentId: mappedColumn('parent_id', t.Integer, foreignKey('node.id'), { nullable: true }),
    children: () => relationship([Node], { backPopulates: 'parent' }),
    parent: () => relationship(Node, { backPopulates: 'children', nullable: true }),
    explicit: () => relationship(Node, { remoteSide: Node.c.id, viewonly: true, nullable: true }),
    onlyChild: () => relationship(Node, { remoteSide: Node.c.parentId, viewonly: true, nullable: true }),
  }) {}

  test('has many that refer to it, and one that it refers to', () => {
    expect(shown(Node, 'children')).toMatchObject({
      direction: 'oneToMany',
      remote: ['node.parent_id'],
      local: ['node.id'],
      sides: ['id: parent', 'parent_id: target'],
    });
    expect(shown(Node, 'parent')).toMatchObject({
      direction: 'manyToOne',
      remote: ['node.id'],
      sides: ['id: target', 'parent_id: parent'],
      getKey: ['node.parent_id'],
    });
  });

  test('is told by remoteSide which side is the other one', () => {
    expect(shown(Node, 'explicit')).toMatchObject({ direction: 'manyToOne', remote: ['node.id'] });
    expect(shown(Node, 'onlyChild')).toMatchObject({ direction: 'oneToMany', remote: ['node.parent_id'] });
  });

  test('keeps a column that stands for both sides apart by where it stands', () => {
    class Folder extends declarativeBase()(
      'folder',
      {
        account: mappedColumn(t.Integer, { primaryKey: true }),
        folder: mappedColumn(t.Integer, { primaryKey: true }),
        parent: mappedColumn(t.Integer, { nullable: true }),
        children: () => relationship([Folder], { backPopulates: 'up' }),
        up: () => relationship(Folder, { backPopulates: 'children', nullable: true }),
      },
      { tableArgs: [foreignKeyConstraint(['account', 'parent'], ['folder.account', 'folder.folder'])] },
    ) {}
    expect(shown(Folder, 'children')).toMatchObject({
      direction: 'oneToMany',
      primary: 'folder.account = folder.account AND folder.folder = folder.parent',
      pairs: ['folder.account -> folder.account', 'folder.folder -> folder.parent'],
    });
    expect([...new Set(shown(Folder, 'children').sides)].sort()).toEqual([
      'account: parent',
      'account: target',
      'folder: parent',
      'parent: target',
    ]);
    expect(shown(Folder, 'up')).toMatchObject({ direction: 'manyToOne', getKey: ['folder.account', 'folder.parent'] });
  });
});

describe('many-to-many', () => {
  const Base = declarativeBase();
  const itemKeyword = new Table('item_keyword', Base.metadata, {
    itemId: column('item_id', t.Integer, foreignKey('item.id')),
    keywordId: column('keyword_id', t.Integer, foreignKey('keyword.id')),
  });
  class Item extends Base('item', {
    id: id(),
    keywords: () => relationship([Keyword], { secondary: itemKeyword, backPopulates: 'items' }),
  }) {}
  class Keyword extends Base('keyword', {
    id: id(),
    items: () => relationship([Item], { secondary: itemKeyword, backPopulates: 'keywords' }),
  }) {}

  test('goes through the table between', () => {
    expect(shown(Item, 'keywords')).toMatchObject({
      direction: 'manyToMany',
      primary: 'item.id = item_keyword.item_id',
      secondary: 'keyword.id = item_keyword.keyword_id',
      pairs: ['item.id -> item_keyword.item_id'],
      secondaryPairs: ['keyword.id -> item_keyword.keyword_id'],
      local: ['item.id'],
      remote: ['item_keyword.item_id', 'item_keyword.keyword_id'],
      sides: ['id: parent', 'item_id: secondary', 'id: target', 'keyword_id: secondary'],
    });
  });

  const edges = (Base: ReturnType<typeof declarativeBase>) =>
    new Table('edge', Base.metadata, {
      leftId: column('left_id', t.Integer, foreignKey('vertex.id')),
      rightId: column('right_id', t.Integer, foreignKey('vertex.id')),
    });

  test('of a class with itself is joined as one side says, and the other way round on the other', () => {
    const Base = declarativeBase();
    const edge = edges(Base);
    class Vertex extends Base('vertex', {
      id: id(),
      right: () => relationship([Vertex], { secondary: edge, foreignKeys: edge.c.leftId, backPopulates: 'left' }),
      left: () => relationship([Vertex], { secondary: edge, backPopulates: 'right' }),
    }) {}
    expect(shown(Vertex, 'right')).toMatchObject({
      primary: 'vertex.id = edge.left_id',
      secondary: 'vertex.id = edge.right_id',
      sides: ['id: parent', 'left_id: secondary', 'id: target', 'right_id: secondary'],
    });
    expect(shown(Vertex, 'left')).toMatchObject({
      primary: 'vertex.id = edge.right_id',
      secondary: 'vertex.id = edge.left_id',
      pairs: ['vertex.id -> edge.right_id'],
    });
  });

  test('of a class with itself takes primaryjoin, and what is left for the other side', () => {
    const Base = declarativeBase();
    const edge = edges(Base);
    class Vertex extends Base('vertex', {
      id: id(),
      right: () => relationship([Vertex], { secondary: edge, primaryjoin: Vertex.c.id.eq(edge.c.leftId) }),
    }) {}
    expect(shown(Vertex, 'right')).toMatchObject({
      primary: 'vertex.id = edge.left_id',
      secondary: 'vertex.id = edge.right_id',
    });
  });

  test('of a class with itself must say which foreign key is whose', () => {
    const Base = declarativeBase();
    const edge = edges(Base);
    class Vertex extends Base('vertex', { id: id(), right: () => relationship([Vertex], { secondary: edge }) }) {}
    expect(() => shown(Vertex, 'right')).toThrow(
      "Could not determine join condition between parent/child tables on relationship Vertex.right - there are multiple foreign key paths linking the tables via secondary table 'edge'. Specify 'foreignKeys', the column of it that refers to the object that has the attribute: { foreignKeys: edge.c.leftId }.",
    );
  });
});

describe('a condition that is given', () => {
  const Base = declarativeBase();
  class User extends Base('user', {
    id: id(),
    name: mappedColumn(t.String(30)),
    billing: () => relationship([Order], { foreignKeys: Order.c.billedTo, backPopulates: 'billedUser' }),
    open: () =>
      relationship([Order], {
        primaryjoin: and(Order.c.shippedTo.eq(User.c.id), Order.c.isOpen.eq(true)),
        viewonly: true,
      }),
    logs: () => relationship([Log], { primaryjoin: User.c.name.eq(foreign(Log.c.userName)) }),
    later: () => relationship([Log], { primaryjoin: User.c.id.lt(foreign(Log.c.id)), viewonly: true }),
  }) {}
  class Order extends Base('order', {
    id: id(),
    billedTo: mappedColumn(t.Integer, foreignKey('user.id')),
    shippedTo: mappedColumn(t.Integer, foreignKey('user.id')),
    isOpen: mappedColumn(t.Boolean),
    billedUser: () => relationship(User, { foreignKeys: Order.c.billedTo, backPopulates: 'billing' }),
  }) {}
  class Log extends Base('log', {
    id: id(),
    userName: mappedColumn(t.String(30)),
    peers: () =>
      relationship([Log], {
        primaryjoin: remote(Log.c.userName).eq(foreign(Log.c.userName)),
        viewonly: true,
      }),
  }) {}

  test('chooses between foreign keys by foreignKeys', () => {
    expect(shown(User, 'billing')).toMatchObject({ pairs: ['user.id -> order.billedTo'], simple: true });
    expect(shown(Order, 'billedUser')).toMatchObject({ direction: 'manyToOne', getKey: ['order.billedTo'] });
  });

  test('may ask for more than equal keys', () => {
    expect(shown(User, 'open')).toMatchObject({
      direction: 'oneToMany',
      pairs: ['user.id -> order.shippedTo'],
      remote: ['order.shippedTo', 'order.isOpen'],
      simple: false,
    });
  });

  test('may name columns without a foreign key, marked by foreign()', () => {
    expect(shown(User, 'logs')).toMatchObject({
      direction: 'oneToMany',
      pairs: ['user.name -> log.userName'],
      sides: ['name: parent', 'userName: target'],
    });
    expect(shown(User, 'later')).toMatchObject({ direction: 'oneToMany', pairs: [], local: ['user.id'], remote: ['log.id'] });
  });

  test('may mark the other side by remote()', () => {
    expect(shown(Log, 'peers')).toMatchObject({ direction: 'manyToOne', sides: ['userName: target', 'userName: parent'] });
  });
});

describe('a foreign key of several columns, or to a column that is no primary key', () => {
  const Base = declarativeBase();
  class Site extends Base('site', {
    country: mappedColumn(t.String(2), { primaryKey: true }),
    number: mappedColumn(t.Integer, { primaryKey: true }),
    code: mappedColumn(t.String(10), { unique: true }),
    machines: () => relationship([Machine]),
    tags: () => relationship([Tag]),
  }) {}
  class Machine extends Base(
    'machine',
    {
      id: id(),
      siteNumber: mappedColumn(t.Integer),
      siteCountry: mappedColumn(t.String(2)),
      site: () => relationship(Site, { overlaps: 'machines' }),
    },
    { tableArgs: [foreignKeyConstraint(['siteNumber', 'siteCountry'], ['site.number', 'site.country'])] },
  ) {}
  class Tag extends Base('tag', {
    id: id(),
    siteCode: mappedColumn(t.String(10), foreignKey('site.code')),
    site: () => relationship(Site, { overlaps: 'tags' }),
  }) {}

  test('gives the key of the target in its order', () => {
    expect(shown(Machine, 'site')).toMatchObject({
      pairs: ['site.number -> machine.siteNumber', 'site.country -> machine.siteCountry'],
      getKey: ['machine.siteCountry', 'machine.siteNumber'],
    });
    expect(shown(Site, 'machines')).toMatchObject({ simple: true });
  });

  test('cannot be answered by the identity map where it is not the primary key', () => {
    expect(shown(Tag, 'site')).toMatchObject({ direction: 'manyToOne', getKey: null, pairs: ['site.code -> tag.siteCode'] });
  });
});
