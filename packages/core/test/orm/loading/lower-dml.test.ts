import { describe, expect, test } from '@jest/globals';
import {
  declarativeBase,
  delete_,
  foreignKey,
  insert,
  mappedColumn,
  relationship,
  select,
  types as t,
  update,
} from '../../../src/index.ts';

const Base = declarativeBase();

class Employee extends Base(
  'employee',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    kind: mappedColumn(t.String(30)),
    bossId: mappedColumn('boss_id', t.Integer, foreignKey('employee.id'), { nullable: true }),
    boss: () => relationship(Manager, { nullable: true, remoteSide: Employee.c.id }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'employee', orderBy: ['name'] },
) {}

class Engineer extends Base.inherits(
  Employee,
  'engineer',
  {
    id: mappedColumn(t.Integer, foreignKey('employee.id'), { primaryKey: true }),
    language: mappedColumn(t.String(30)),
  },
  { polymorphicIdentity: 'engineer' },
) {}

class Manager extends Base.inherits(
  Employee,
  null,
  { golf: mappedColumn(t.Integer, { nullable: true }) },
  { polymorphicIdentity: 'manager' },
) {}

function line(statement: object): string {
  return String(statement).replace(/ ?\n/g, ' ');
}

describe('writing classes that inherit', () => {
  test.each<[string, object, string]>([
    [
      'INSERT of a class in the table of its parent says which class it is',
      insert(Manager).values({ name: 'm' }),
      'INSERT INTO employee (name, kind) VALUES (:name, :kind)',
    ],
    [
      'unless the application does',
      insert(Manager).values({ name: 'm', kind: 'x' }),
      'INSERT INTO employee (name, kind) VALUES (:name, :kind)',
    ],
    [
      'UPDATE of it leaves other classes alone',
      update(Manager).where(Manager.c.name.eq('m')).values({ golf: 1 }),
      'UPDATE employee SET golf=:golf WHERE employee.name = :name_1 AND employee.kind IN (__[POSTCOMPILE_kind_1])',
    ],
    ['DELETE of it as well', delete_(Manager), 'DELETE FROM employee WHERE employee.kind IN (__[POSTCOMPILE_kind_1])'],
    [
      'UPDATE of a class with two tables writes its own',
      update(Engineer).where(Engineer.c.id.eq(5)).values({ language: 'ts' }),
      'UPDATE engineer SET language=:language WHERE engineer.id = :id_1',
    ],
    [
      'and joins those of its parents where conditions name them',
      update(Engineer).where(Engineer.c.name.eq('e')).values({ language: 'ts' }),
      'UPDATE engineer SET language=:language FROM employee WHERE engineer.id = employee.id AND employee.name = :name_1',
    ],
    [
      'but not where only a query inside does, which has rows of its own',
      update(Engineer)
        .where(Engineer.c.id.in(select(Employee.c.id).where(Employee.c.name.eq('e'))))
        .values({ language: 'ts' }),
      'UPDATE engineer SET language=:language WHERE engineer.id IN (SELECT employee.id FROM employee WHERE employee.name = :name_1)',
    ],
  ])('%s', (_title, statement, sql) => {
    expect(line(statement)).toBe(sql);
  });

  test('values for another table than the one that is written are refused', () => {
    expect(() => line(update(Engineer).values({ name: 'x' }))).toThrow('Engineer.name is in another table than "engineer"');
    expect(() => line(insert(Engineer).values({ name: 'x', language: 'ts' }))).toThrow('Change objects of Engineer instead.');
  });

  test('the order of a mapping holds where the statement says none', () => {
    expect(line(select(Employee).where(Employee.c.id.gt(1)))).toMatch(/ORDER BY employee\.name$/);
    expect(line(select(Employee).orderBy(Employee.c.id))).toMatch(/ORDER BY employee\.id$/);
    expect(line(select(Employee.c.id))).toBe('SELECT employee.id FROM employee');
  });

  test('two classes of one table are not joined without an alias', () => {
    expect(() => line(select(Employee).join(Employee.c.boss))).toThrow("Can't join table/selectable 'employee' to itself");
    expect(line(select(Employee.c.id).where(Employee.c.boss.has(Manager.c.golf.gt(5))))).toBe(
      'SELECT employee.id FROM employee WHERE EXISTS (SELECT 1 FROM employee AS employee_1 WHERE employee_1.id = employee.boss_id AND employee_1.golf > :golf_1 AND employee_1.kind IN (__[POSTCOMPILE_kind_1]))',
    );
  });
});
