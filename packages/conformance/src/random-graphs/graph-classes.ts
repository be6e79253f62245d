import {
  column,
  declarativeBase,
  foreignKey,
  mappedColumn,
  type FromClause,
  type MetaData,
  relationship,
  Table,
  types as t,
} from '@aludel/core';
type AnyTable = FromClause<Record<string, unknown>, string>;
import { uniqueName } from '../metadata-fixture.ts';

/** What kinds of objects a random graph is made of. */
export type Kind = 'user' | 'item' | 'part' | 'screw' | 'node' | 'branch' | 'coin' | 'stamp' | 'tag';

/** An object of any of the classes, as a random step sees it. */
export interface GraphObject {
  id?: number;
  code?: string;
  name: string;
  version?: number;
  upId?: number | string | null;
  up?: GraphObject | null;
  tags?: GraphObject[];
  users?: GraphObject[];
}

/** The class of a kind, and what the objects of this kind belong to. */
export interface GraphClass {
  readonly construct: new (values: never) => object;
  readonly up: UpLink | null;
}

export interface UpLink {
  readonly kind: Kind;
  /** The collection of the object above. */
  readonly collection: string;
  /** Whether objects go with the one above, and when they lose it; the others lose its key. */
  readonly isOwned: boolean;
}

export interface GraphClasses {
  readonly metadata: MetaData;
  readonly of: Readonly<Record<Kind, GraphClass>>;
  /** The table between users and tags. */
  readonly between: AnyTable;
}

const id = () => mappedColumn(t.Integer, { primaryKey: true });
const name = () => mappedColumn(t.String(30));

/** Classes with each kind of relationship, cascade and key that a flush treats in a way of its own. */
export function graphClasses(): GraphClasses {
  const Base = declarativeBase();
  const [users, parts, nodes, branches, coins, tags] = ['user', 'part', 'node', 'branch', 'coin', 'tag'].map((stem) =>
    uniqueName(`graph_${stem}`),
  ) as [string, string, string, string, string, string];
  const above = (table: string) => mappedColumn('up_id', t.Integer, foreignKey(`${table}.id`), { nullable: true });
  const owned = { backPopulates: 'up', cascade: 'all, delete-orphan' } as const;
  const between = new Table(uniqueName('graph_user_tag'), Base.metadata, {
    userId: column('user_id', t.Integer, foreignKey(`${users}.id`), { primaryKey: true }),
    tagId: column('tag_id', t.Integer, foreignKey(`${tags}.id`), { primaryKey: true }),
  });
  class User extends Base(users, {
    id: id(),
    name: name(),
    items: () => relationship([Item], { backPopulates: 'up' }),
    parts: () => relationship([Part], owned),
    coins: () => relationship([Coin], { backPopulates: 'up' }),
    tags: () => relationship([Tag], { secondary: between, backPopulates: 'users' }),
  }) {}
  class Item extends Base(uniqueName('graph_item'), {
    id: id(),
    name: name(),
    upId: above(users),
    up: () => relationship(User, { backPopulates: 'items', nullable: true }),
  }) {}
  class Part extends Base(parts, {
    id: id(),
    name: name(),
    upId: above(users),
    up: () => relationship(User, { backPopulates: 'parts', nullable: true }),
    screws: () => relationship([Screw], owned),
  }) {}
  class Screw extends Base(uniqueName('graph_screw'), {
    id: id(),
    name: name(),
    upId: above(parts),
    up: () => relationship(Part, { backPopulates: 'screws', nullable: true }),
  }) {}
  class Node extends Base(nodes, {
    id: id(),
    name: name(),
    upId: above(nodes),
    nodes: () => relationship([Node], { backPopulates: 'up' }),
    up: () => relationship(Node, { backPopulates: 'nodes', remoteSide: Node.c.id, nullable: true }),
  }) {}
  class Branch extends Base(branches, {
    id: id(),
    name: name(),
    upId: above(branches),
    branches: () => relationship([Branch], owned),
    up: () => relationship(Branch, { backPopulates: 'branches', remoteSide: Branch.c.id, nullable: true }),
  }) {}
  class Coin extends Base(
    coins,
    {
      code: mappedColumn(t.String(30), { primaryKey: true }),
      version: mappedColumn(t.Integer),
      name: name(),
      upId: above(users),
      up: () => relationship(User, { backPopulates: 'coins', nullable: true }),
      stamps: () => relationship([Stamp], { backPopulates: 'up' }),
    },
    { versionId: 'version' },
  ) {}
  class Stamp extends Base(uniqueName('graph_stamp'), {
    id: id(),
    name: name(),
    upId: mappedColumn('up_id', t.String(30), foreignKey(`${coins}.code`, { onupdate: 'CASCADE' }), { nullable: true }),
    up: () => relationship(Coin, { backPopulates: 'stamps', nullable: true }),
  }) {}
  class Tag extends Base(tags, {
    id: id(),
    name: name(),
    users: () => relationship([User], { secondary: between, backPopulates: 'tags' }),
  }) {}
  const link = (kind: Kind, collection: string, isOwned = false): UpLink => ({ kind, collection, isOwned });
  return {
    metadata: Base.metadata,
    between: between as unknown as AnyTable,
    of: {
      user: { construct: User, up: null },
      tag: { construct: Tag, up: null },
      item: { construct: Item, up: link('user', 'items') },
      part: { construct: Part, up: link('user', 'parts', true) },
      screw: { construct: Screw, up: link('part', 'screws', true) },
      node: { construct: Node, up: link('node', 'nodes') },
      branch: { construct: Branch, up: link('branch', 'branches', true) },
      coin: { construct: Coin, up: link('user', 'coins') },
      stamp: { construct: Stamp, up: link('coin', 'stamps') },
    },
  };
}
