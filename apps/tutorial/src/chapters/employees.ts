import { Session, sessionmaker } from '@aludel/core';
import { Employee, EmployeeBase } from '../schema/employee.ts';
import type { Chapter } from '../tutorial.ts';

export const employeesChapter: Chapter = {
  id: 'employees',
  source: import.meta.url,
  title: 'A Walk-through: Employees',
  introduction:
    'Create, read, update, delete: the least that a program with a database does, with one mapped class and session.query(), the older way to ask that many know.',
  steps: [
    {
      title: 'The class and its table',
      explanation: 'Two columns. createAll() makes the table.',
      file: new URL('../schema/employee.ts', import.meta.url).href,
      run: async (world) => {
        await EmployeeBase.metadata.createAll(world.engine);
      },
      prints: [],
      logs: {
        sqlite: [
          'BEGIN (implicit)',
          '(asks for the tables)',
          'CREATE TABLE employee (',
          '    id INTEGER NOT NULL,',
          '    name VARCHAR(50) NOT NULL,',
          '    PRIMARY KEY (id)',
          ')',
          '[no key …] []',
          'COMMIT',
        ],
        postgresql: [
          'BEGIN (implicit)',
          '(asks for the tables)',
          'CREATE TABLE employee (',
          '    id SERIAL NOT NULL,',
          '    name VARCHAR(50) NOT NULL,',
          '    PRIMARY KEY (id)',
          ')',
          '[no key …] []',
          'COMMIT',
        ],
        others: [
          'BEGIN (implicit)',
          '(asks for the tables)',
          'CREATE TABLE employee (',
          '    id INTEGER NOT NULL AUTO_INCREMENT,',
          '    name VARCHAR(50) NOT NULL,',
          '    PRIMARY KEY (id)',
          ')',
          '[no key …] []',
          'COMMIT',
        ],
      },
    },
    {
      title: 'Create employees',
      explanation: 'add() and addAll() take objects; the commit sends them.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await using session = SessionLocal();
        session.add(new Employee({ name: 'Alice' }));
        session.addAll([new Employee({ name: 'Bob' }), new Employee({ name: 'Carol' })]);
        await session.commit();
      },
      prints: [],
      logs: {
        sqlite: [
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?), (?), (?) RETURNING id, id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['Alice', 'Bob', 'Carol']",
          'COMMIT',
        ],
        postgresql: [
          'BEGIN (implicit)',
          'INSERT INTO employee (name) SELECT p0::VARCHAR FROM (VALUES (?::VARCHAR, 0), (?::VARCHAR, 1), (?::VARCHAR, 2)) AS imp_sen(p0, sen_counter) ORDER BY sen_counter RETURNING employee.id, employee.id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['Alice', 'Bob', 'Carol']",
          'COMMIT',
        ],
        mariadb: [
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?), (?), (?) RETURNING employee.id, employee.id',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['Alice', 'Bob', 'Carol']",
          'COMMIT',
        ],
        others: [
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?), (?), (?)',
          "[generated in … (insertmanyvalues) 1/1 (ordered)] ['Alice', 'Bob', 'Carol']",
          'COMMIT',
        ],
      },
    },
    {
      title: 'All the ways to spell it',
      explanation:
        'A session and a transaction by hand, each closed by its line; a session that begins with a callback; and both in one call of a sessionmaker. All of them commit at the end and roll back if something is thrown.',
      run: async (world) => {
        {
          await using session = new Session(world.engine);
          try {
            session.add(new Employee({ name: 'Dora' }));
            await session.commit();
          } catch (error) {
            await session.rollback();
            throw error;
          }
        }
        {
          await using session = new Session(world.engine);
          await session.begin(async () => {
            session.add(new Employee({ name: 'Emil' }));
          });
        }
        const SessionLocal = sessionmaker({ bind: world.engine });
        await SessionLocal.begin(async (session) => {
          session.add(new Employee({ name: 'Gus' }));
        });
        await using session = new SessionLocal();
        world.print(await session.query(Employee).count());
        for (const one of await session.query(Employee).filter(Employee.c.name.ge('D')).all()) session.delete(one);
        await session.commit();
      },
      prints: ['6'],
      logs: {
        postgresql: [
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?) RETURNING employee.id',
          "[generated in …] ['Dora']",
          'COMMIT',
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?) RETURNING employee.id',
          "[cached since … ago] ['Emil']",
          'COMMIT',
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?) RETURNING employee.id',
          "[cached since … ago] ['Gus']",
          'COMMIT',
          'BEGIN (implicit)',
          'SELECT count(*) AS count_1',
          'FROM (SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee) AS anon_1',
          '[generated in …] []',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          'WHERE employee.name >= ?',
          "[generated in …] ['D']",
          'DELETE FROM employee WHERE employee.id = ?',
          '[generated in …] [[4], [5], [6]]',
          'COMMIT',
        ],
        others: [
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?)',
          "[generated in …] ['Dora']",
          'COMMIT',
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?)',
          "[cached since … ago] ['Emil']",
          'COMMIT',
          'BEGIN (implicit)',
          'INSERT INTO employee (name) VALUES (?)',
          "[cached since … ago] ['Gus']",
          'COMMIT',
          'BEGIN (implicit)',
          'SELECT count(*) AS count_1',
          'FROM (SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee) AS anon_1',
          '[generated in …] []',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          'WHERE employee.name >= ?',
          "[generated in …] ['D']",
          'DELETE FROM employee WHERE employee.id = ?',
          '[generated in …] [[4], [5], [6]]',
          'COMMIT',
        ],
      },
    },
    {
      title: 'Query employees',
      explanation: 'query() takes a class, filterBy() values by name, and the last method says what to give.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await using session = SessionLocal();
        for (const { id, name } of await session.query(Employee).orderBy(Employee.c.id).all()) world.print(id, name);
        const bob = await session.query(Employee).filterBy({ name: 'Bob' }).first();
        world.print(bob?.name);
        world.print(await session.query(Employee).filter(Employee.c.name.startsWith('C')).count());
      },
      prints: ['1 Alice', '2 Bob', '3 Carol', 'Bob', '1'],
      logs: {
        sqlite: [
          'BEGIN (implicit)',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee ORDER BY employee.id',
          '[generated in …] []',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          'WHERE employee.name = ?',
          ' LIMIT ?',
          "[generated in …] ['Bob', 1]",
          'SELECT count(*) AS count_1',
          'FROM (SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          "WHERE (employee.name LIKE ? || '%')) AS anon_1",
          "[generated in …] ['C']",
          'ROLLBACK',
        ],
        postgresql: [
          'BEGIN (implicit)',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee ORDER BY employee.id',
          '[generated in …] []',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          'WHERE employee.name = ?',
          ' LIMIT ?',
          "[generated in …] ['Bob', 1]",
          'SELECT count(*) AS count_1',
          'FROM (SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          "WHERE (employee.name LIKE ?::VARCHAR || '%')) AS anon_1",
          "[generated in …] ['C']",
          'ROLLBACK',
        ],
        others: [
          'BEGIN (implicit)',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee ORDER BY employee.id',
          '[generated in …] []',
          'SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          'WHERE employee.name = ?',
          ' LIMIT ?',
          "[generated in …] ['Bob', 1]",
          'SELECT count(*) AS count_1',
          'FROM (SELECT employee.id AS employee_id, employee.name AS employee_name',
          'FROM employee',
          "WHERE (employee.name LIKE concat(?, '%'))) AS anon_1",
          "[generated in …] ['C']",
          'ROLLBACK',
        ],
      },
    },
    {
      title: 'Update an employee',
      explanation: 'There is no update(): the object is changed, and the commit notices.',
      run: async (world) => {
        const SessionLocal = sessionmaker({ bind: world.engine });
        await SessionLocal.begin(async (session) => {
          const alice = await session.query(Employee).filterBy({ name: 'Alice' }).one();
          alice.name = 'Alice Liddell';
        });
      },
      prints: [],
      logs: [
        'BEGIN (implicit)',
        'SELECT employee.id AS employee_id, employee.name AS employee_name',
        'FROM employee',
        'WHERE employee.name = ?',
        "[generated in …] ['Alice']",
        'UPDATE employee SET name=? WHERE employee.id = ?',
        "[generated in …] ['Alice Liddell', 1]",
        'COMMIT',
      ],
    },
    {
      title: 'Delete an employee',
      explanation: 'delete() takes the object; begin() with a callback commits at its end.',
      run: async (world) => {
        const SessionLocal = sessionmaker(world.engine);
        await SessionLocal.begin(async (session) => {
          const bob = await session.query(Employee).filterBy({ name: 'Bob' }).one();
          session.delete(bob);
        });
        await using session = SessionLocal();
        world.print((await session.query(Employee).orderBy(Employee.c.id).all()).map(({ name }) => name).join(', '));
      },
      prints: ['Alice Liddell, Carol'],
      logs: [
        'BEGIN (implicit)',
        'SELECT employee.id AS employee_id, employee.name AS employee_name',
        'FROM employee',
        'WHERE employee.name = ?',
        "[cached since … ago] ['Bob']",
        'DELETE FROM employee WHERE employee.id = ?',
        '[cached since … ago] [2]',
        'COMMIT',
        'BEGIN (implicit)',
        'SELECT employee.id AS employee_id, employee.name AS employee_name',
        'FROM employee ORDER BY employee.id',
        '[cached since … ago] []',
        'ROLLBACK',
      ],
    },
  ],
};
