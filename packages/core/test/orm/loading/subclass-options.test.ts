import { describe, expect, test } from '@jest/globals';
import {
  containsEager,
  declarativeBase,
  foreignKey,
  lazyload,
  mappedColumn,
  noload,
  raiseload,
  relationship,
  select,
  types as t,
} from '../../../src/index.ts';

const Base = declarativeBase();
class Employee extends Base(
  'employee',
  { id: mappedColumn(t.Integer, { primaryKey: true }), type: mappedColumn(t.String(20)) },
  { polymorphicOn: 'type', polymorphicIdentity: 'employee' },
) {}
class Engineer extends Base.inherits(
  Employee,
  'engineer',
  { id: mappedColumn(t.Integer, foreignKey('employee.id'), { primaryKey: true }), tools: () => relationship([Tool]) },
  { polymorphicIdentity: 'engineer' },
) {}
class Tool extends Base('tool', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  engineerId: mappedColumn(t.Integer, foreignKey('engineer.id')),
}) {}

describe('a query for the parent of a class, with an option for a relationship of the class', () => {
  test.each([
    ['raise', raiseload(Engineer.c.tools)],
    ['noload', noload(Engineer.c.tools)],
    ['contains', containsEager(Engineer.c.tools)],
  ])('refuses %s, which it could not heed', (strategy, option) => {
    expect(() => String(select(Employee).options(option))).toThrow(
      `A query for Employee cannot load Engineer.tools, a relationship of a subclass, by '${strategy}'. Select Engineer, or use selectinload() or joinedload().`,
    );
  });

  test('takes one that leaves it as it is', () => {
    expect(String(select(Employee).options(lazyload(Engineer.c.tools)))).toContain('FROM employee');
  });
});
