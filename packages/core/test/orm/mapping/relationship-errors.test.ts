import { describe, expect, jest, test } from '@jest/globals';
import '../../../src/compiler/print-sql.ts';
import { foreign } from '../../../src/orm/mapping/join-annotations.ts';
import { mapperOf } from '../../../src/orm/mapping/mapper-of.ts';
import { mappedColumn } from '../../../src/orm/mapping/mapped-column.ts';
import { relationship, type RelationshipOptions } from '../../../src/orm/mapping/relationship-definition.ts';
import { declarativeBase } from '../../../src/orm/state/declarative-base.ts';
import { column } from '../../../src/schema/column-definition.ts';
import { foreignKey } from '../../../src/schema/foreign-key.ts';
import { Table } from '../../../src/schema/table.ts';
import { select } from '../../../src/sql/select.ts';
import * as t from '../../../src/types/types.ts';

const id = () => mappedColumn(t.Integer, { primaryKey: true });
const configure = (...classes: readonly unknown[]) => {
  for (const one of classes) mapperOf(one)?.configure();
};

/** A parent and a child with the options of the relationship of each to the other. */
function family(
  children: RelationshipOptions | null,
  parent: RelationshipOptions | null = null,
  { isList = true, isParentList = false, hasKey = true } = {},
) {
  const Base = declarativeBase();
  const between = new Table('between', Base.metadata, {
    parentId: column(t.Integer, foreignKey('parent.id')),
    childId: column(t.Integer, foreignKey('child.id')),
  });
  const withTable = (options: RelationshipOptions): RelationshipOptions =>
    options.info?.between === true ? { ...options, secondary: between } : options;
  class Parent extends Base('parent', {
    id: id(),
    ...(children === null
      ? {}
      : {
          children: () =>
            isList ? relationship([Child], withTable(children)) : (relationship(Child, withTable(children)) as never),
        }),
  }) {}
  class Child extends Base('child', {
    id: id(),
    ...(hasKey ? { parentId: mappedColumn(t.Integer, foreignKey('parent.id')) } : {}),
    ...(parent === null
      ? {}
      : {
          parent: () =>
            isParentList ? (relationship([Parent], withTable(parent)) as never) : relationship(Parent, withTable(parent)),
        }),
    other: mappedColumn(t.Integer),
  }) {}
  return { Parent, Child };
}

describe('a mapping that cannot mean anything is refused at its first use:', () => {
  const cases: readonly [string, () => ReturnType<typeof family>, string | RegExp][] = [
    [
      'no foreign key',
      () => family({}, null, { hasKey: false }),
      "Could not determine join condition between parent/child tables on relationship Parent.children - there are no foreign keys linking these tables. Give columns that refer foreignKey('table.column'), or specify a 'primaryjoin' expression.",
    ],
    [
      'a back reference that is not there',
      () => family({ backPopulates: 'parents' }, {}),
      "Parent.children says backPopulates: 'parents', which is no relationship of Child. Define it there, with backPopulates: 'children'.",
    ],
    [
      'a back reference that is a column',
      () => family({ backPopulates: 'other' }),
      "Parent.children says backPopulates: 'other', which is no relationship of Child.",
    ],
    [
      'an unknown way of loading',
      () => family({ lazy: 'eager' as never }),
      "Parent.children has lazy: 'eager'; it is one of 'select', 'selectin', 'joined', 'subquery', 'raise', 'raiseOnSql', 'noload', 'writeOnly'.",
    ],
    [
      'an unknown option',
      () => family({ backPopulate: 'parent' } as RelationshipOptions),
      'relationship() at Parent.children has no option "backPopulate"; did you mean "backPopulates"?',
    ],
    [
      'an unknown cascade',
      () => family({ cascade: 'fake, all, fake2' }),
      "Invalid cascade option(s): 'fake', 'fake2' at Parent.children",
    ],
    [
      'delete-orphan of many-to-one',
      () => family(null, { cascade: 'all, delete-orphan' }),
      'For many-to-one relationship Child.parent, delete-orphan cascade is normally configured only on the "one" side',
    ],
    [
      'delete-orphan of many-to-many',
      () => family({ cascade: 'all, delete-orphan', info: { between: true } }),
      'For many-to-many relationship Parent.children, delete-orphan cascade',
    ],
    [
      "passiveDeletes 'all' with delete",
      () => family({ cascade: 'all', passiveDeletes: 'all' }),
      "On Parent.children, can't set passiveDeletes: 'all' in conjunction with 'delete' or 'delete-orphan' cascade.",
    ],
    [
      'a collection on the side with the foreign key',
      () => family(null, {}, { isParentList: true }),
      'Child.parent is many-to-one, since its own table has the foreign key, and was given as a collection. Write relationship(Parent, …).',
    ],
    [
      'writing cascades of a viewonly relationship',
      () => family({ viewonly: true, cascade: 'all, delete-orphan' }),
      'Cascade settings "all, delete-orphan" apply to persistence operations and should not be combined with viewonly: true, which Parent.children has.',
    ],
    [
      'a many-to-many back reference of another kind of relationship',
      () => family({ backPopulates: 'parent', info: { between: true } }, { backPopulates: 'children' }),
      'Child.parent is many-to-one, and Parent.children, its backPopulates, is many-to-many: they are not the same relationship. Give both the same "secondary", or take backPopulates: \'children\' away.',
    ],
    [
      'a collection class of one object',
      () => family({ collectionClass: Set }, null, { isList: false }),
      'Parent.children holds one object: "collectionClass" is for collections. Write relationship([Child], …) for one.',
    ],
    [
      'a condition that is none',
      () => family({ secondaryjoin: {} as never }),
      '"secondaryjoin" of Parent.children takes a condition: User.c.id.eq(Address.c.userId); it got an Object.',
    ],
    [
      'foreign keys by name',
      () => family({ foreignKeys: 'parentId' as never }),
      '"foreignKeys" of Parent.children takes columns: Address.c.userId; it got a string.',
    ],
  ];

  test.each(cases)('%s', (_, make, message) => {
    const { Parent, Child } = make();
    expect(() => configure(Parent, Child)).toThrow(message);
    // Again, not only the first time.
    expect(() => configure(Parent, Child)).toThrow(message);
  });

  test('several foreign keys', () => {
    const Base = declarativeBase();
    class User extends Base('user', { id: id(), orders: () => relationship([Order]) }) {}
    class Order extends Base('order', {
      id: id(),
      billedTo: mappedColumn(t.Integer, foreignKey('user.id')),
      shippedTo: mappedColumn(t.Integer, foreignKey('user.id')),
    }) {}
    void Order;
    expect(() => configure(User)).toThrow(
      "Could not determine join condition between parent/child tables on relationship User.orders - there are multiple foreign key paths linking the tables. Specify 'foreignKeys', the columns that refer to the parent table: { foreignKeys: Address.c.userId }.",
    );
  });

  test('both sides of the same direction', () => {
    class Node extends declarativeBase()('node', {
      id: id(),
      parentId: mappedColumn(t.Integer, foreignKey('node.id'), { nullable: true }),
      children: () => relationship([Node], { backPopulates: 'others' }),
      others: () => relationship([Node], { backPopulates: 'children' }),
    }) {}
    expect(() => configure(Node)).toThrow(
      "Node.others and back-reference Node.children are both of the same direction 'one-to-many'. Did you mean to set remoteSide on the many-to-one side?",
    );
  });

  test('a back reference that leads elsewhere', () => {
    const Base = declarativeBase();
    class User extends Base('user', { id: id(), addresses: () => relationship([Address], { backPopulates: 'city' }) }) {}
    class City extends Base('city', { id: id() }) {}
    class Address extends Base('address', {
      id: id(),
      userId: mappedColumn(t.Integer, foreignKey('user.id')),
      cityId: mappedColumn(t.Integer, foreignKey('city.id')),
      city: () => relationship(City),
    }) {}
    expect(() => configure(User, Address)).toThrow(
      "User.addresses says backPopulates: 'city', but Address.city leads to City, not to User. Name the relationship that leads back.",
    );
  });

  test('several classes in a list, or what is no class', () => {
    const Base = declarativeBase();
    class User extends Base('user', { id: id(), friends: () => relationship([User, User] as never) }) {}
    class Other extends Base('other', { id: id(), friends: () => relationship('User' as never) }) {}
    expect(() => configure(User)).toThrow('User.friends leads to what is no mapped class. Give a class that extends Base(…).');
    expect(() => configure(Other)).toThrow('Other.friends leads to what is no mapped class. Give a class that extends Base(…).');
  });

  test('conditions that cannot be written by setting objects', () => {
    const Base = declarativeBase();
    class User extends Base('user', {
      id: id(),
      name: mappedColumn(t.String(10)),
      later: () => relationship([Log], { primaryjoin: User.c.id.lt(foreign(Log.c.id)) }),
    }) {}
    class Log extends Base('log', {
      id: id(),
      userName: mappedColumn(t.String(10)),
      user: () => relationship(User, { primaryjoin: User.c.name.eq(Log.c.userName) }),
    }) {}
    expect(() => configure(User)).toThrow(
      'Could not locate any simple equality expressions involving locally mapped foreign key columns for primary join condition \'"user".id < log.id\' on relationship User.later.',
    );
    expect(() => configure(Log)).toThrow(
      'Could not locate any relevant foreign key columns for primary join condition \'"user".name = log."userName"\' on relationship Log.user. Give columns that refer foreignKey(\'table.column\'), or put foreign() around them in the condition.',
    );
  });

  test('a mapped class as the table between', () => {
    const Base = declarativeBase();
    class Link extends Base('link', { id: id() }) {}
    class User extends Base('user', { id: id(), links: () => relationship([User], { secondary: Link as never }) }) {}
    expect(() => configure(User)).toThrow('"secondary" of User.links must be a Table; it got a mapped class');
    class Other extends Base('other', {
      id: id(),
      links: () => relationship([User], { secondary: select(User.c.id).subquery() as never }),
    }) {}
    expect(() => configure(Other)).toThrow(
      '"secondary" of Other.links is the Table between the two classes; it got a Subquery. For what several tables make, lead to an alias over them',
    );
  });

  test('a class that is not there yet', () => {
    const Base = declarativeBase();
    class User extends Base('user', { id: id(), addresses: () => relationship([Address]) }) {}
    expect(() => configure(User)).toThrow(
      "User.addresses names what is not defined yet (Cannot access 'Address' before initialization). Use the classes once all modules that define them are loaded.",
    );
    class Address extends Base('address', { id: id(), userId: mappedColumn(t.Integer, foreignKey('user.id')) }) {}
    void Address;
    configure(User);
    expect(mapperOf(User)?.relationships.map(({ key }) => key)).toEqual(['addresses']);
  });
});

describe('a mapping that is probably a mistake warns:', () => {
  const warned = (make: () => unknown): readonly string[] => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    try {
      make();
      return emit.mock.calls.map(([message]) => String(message));
    } finally {
      emit.mockRestore();
    }
  };

  test('two relationships that write one column', () => {
    const Base = declarativeBase();
    class User extends Base('user', {
      id: id(),
      addresses: () => relationship([Address]),
    }) {}
    class Address extends Base('address', {
      id: id(),
      userId: mappedColumn(t.Integer, foreignKey('user.id')),
      user: () => relationship(User),
    }) {}
    expect(warned(() => configure(User, Address))).toEqual([
      "relationship 'Address.user' will copy column user.id to column address.userId, which conflicts with relationship(s): 'User.addresses' (copies user.id to address.userId). Link them with backPopulates, give those that are only read viewonly: true, or say that it is meant: overlaps: 'addresses' at Address.user.",
    ]);
  });

  test.each<[string, RelationshipOptions, RelationshipOptions]>([
    ['backPopulates', { backPopulates: 'parent' }, { backPopulates: 'children' }],
    ['viewonly', { viewonly: true }, {}],
    ['overlaps', {}, { overlaps: 'children' }],
  ])('not where %s says what they are to one another', (_, children, parent) => {
    const { Parent, Child } = family(children, parent);
    expect(warned(() => configure(Parent, Child))).toEqual([]);
  });

  test('delete-orphan without delete', () => {
    const { Parent } = family({ cascade: 'save-update, delete-orphan' });
    expect(warned(() => configure(Parent))).toEqual([
      "The 'delete-orphan' cascade option requires 'delete'; Parent.children has the former alone.",
    ]);
  });
});
