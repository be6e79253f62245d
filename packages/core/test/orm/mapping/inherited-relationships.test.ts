import { describe, expect, test } from '@jest/globals';
import '../../../src/compiler/print-sql.ts';
import { declarativeBase, foreignKey, mappedColumn, relationship, types as t } from '../../../src/index.ts';
import { mapperOf } from '../../../src/orm/mapping/mapper-of.ts';
import type { Mapper } from '../../../src/orm/mapping/mapper.ts';
import type { RelationshipProperty } from '../../../src/orm/mapping/relationship-property.ts';
import type { AnyColumn } from '../../../src/schema/column.ts';
import { ColumnElement } from '../../../src/sql/column-element.ts';

const Base = declarativeBase();
const id = () => mappedColumn(t.Integer, { primaryKey: true });

class Company extends Base('company', {
  id: id(),
  people: () => relationship([Person], { backPopulates: 'company' }),
  engineers: () => relationship([Engineer], { viewonly: true }),
}) {}
class Person extends Base(
  'person',
  {
    id: id(),
    kind: mappedColumn(t.String(20)),
    companyId: mappedColumn('company_id', t.Integer, foreignKey('company.id')),
    bossId: mappedColumn('boss_id', t.Integer, foreignKey('manager.id'), { nullable: true }),
    company: () => relationship(Company, { backPopulates: 'people' }),
    boss: () => relationship(Manager, { foreignKeys: Person.c.bossId, backPopulates: 'team', nullable: true }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'person' },
) {}
class Manager extends Base.inherits(
  Person,
  'manager',
  {
    id: mappedColumn(t.Integer, foreignKey('person.id'), { primaryKey: true }),
    team: () => relationship([Person], { foreignKeys: Person.c.bossId, backPopulates: 'boss' }),
    machines: () => relationship([Machine], { backPopulates: 'keeper' }),
  },
  { polymorphicIdentity: 'manager' },
) {}
class Engineer extends Base.inherits(
  Person,
  'engineer',
  {
    id: mappedColumn(t.Integer, foreignKey('person.id'), { primaryKey: true }),
    mentorId: mappedColumn('mentor_id', t.Integer, foreignKey('engineer.id'), { nullable: true }),
    mentor: () => relationship(Engineer, { backPopulates: 'pupils', nullable: true }),
    pupils: () => relationship([Engineer], { backPopulates: 'mentor' }),
  },
  { polymorphicIdentity: 'engineer' },
) {}
class Machine extends Base('machine', {
  id: id(),
  keeperId: mappedColumn('keeper_id', t.Integer, foreignKey('manager.id')),
  keeper: () => relationship(Manager, { backPopulates: 'machines', nullable: true }),
}) {}

const name = ({ table, name }: AnyColumn): string => `${table.name}.${name}`;
const shown = (construct: unknown, key: string) => {
  const { condition } = (mapperOf(construct) as Mapper).requireProperty(key) as RelationshipProperty<Mapper>;
  return [
    condition.direction,
    String(new ColumnElement(condition.primaryjoin as never)),
    [...condition.localColumns].map(name),
    [...condition.remoteColumns].map(name),
    condition.getKey?.map(name) ?? null,
  ];
};

describe('a relationship of classes that inherit', () => {
  test.each<[string, unknown, string, readonly unknown[]]>([
    [
      'to the base',
      Company,
      'people',
      ['oneToMany', 'company.id = person.company_id', ['company.id'], ['person.company_id'], null],
    ],
    [
      'to a subclass by a column of the base',
      Company,
      'engineers',
      ['oneToMany', 'company.id = person.company_id', ['company.id'], ['person.company_id'], null],
    ],
    [
      'that a subclass inherits',
      Engineer,
      'company',
      ['manyToOne', 'company.id = person.company_id', ['person.company_id'], ['company.id'], ['person.company_id']],
    ],
    [
      'from the base to a subclass',
      Person,
      'boss',
      ['manyToOne', 'manager.id = person.boss_id', ['person.boss_id'], ['manager.id'], ['person.boss_id']],
    ],
    [
      'from a subclass to the base',
      Manager,
      'team',
      ['oneToMany', 'manager.id = person.boss_id', ['manager.id'], ['person.boss_id'], null],
    ],
    [
      'from a subclass to itself',
      Engineer,
      'mentor',
      ['manyToOne', 'engineer.id = engineer.mentor_id', ['engineer.mentor_id'], ['engineer.id'], ['engineer.mentor_id']],
    ],
    [
      'from many of a subclass to itself',
      Engineer,
      'pupils',
      ['oneToMany', 'engineer.id = engineer.mentor_id', ['engineer.id'], ['engineer.mentor_id'], null],
    ],
    [
      'from another class to a subclass',
      Machine,
      'keeper',
      ['manyToOne', 'manager.id = machine.keeper_id', ['machine.keeper_id'], ['manager.id'], ['machine.keeper_id']],
    ],
  ])('%s', (_, construct, key, expected) => {
    expect(shown(construct, key)).toEqual(expected);
  });

  test('takes objects of subclasses, and of no other class', () => {
    const company = new Company({ people: [new Engineer({ kind: 'engineer' }), new Manager({ kind: 'manager' })] });
    expect(company.people[0]?.company).toBe(company);
    const machine = new Machine({});
    expect(() => (machine.keeper = new Person({ kind: 'person' }) as never)).toThrow(
      'Machine.keeper takes objects of Manager; it got one of Person.',
    );
    const [manager, engineer] = [new Manager({ kind: 'manager' }), new Engineer({ kind: 'engineer' })];
    engineer.boss = manager;
    expect(manager.team).toEqual([engineer]);
  });
});
