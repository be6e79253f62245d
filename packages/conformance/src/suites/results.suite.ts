import { type Connection, NoResultFound, ResourceClosedError, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

export function results(context: SuiteContext): void {
  const { generatedKey, quote } = context.notation;
  const { point, generated } = context.tables({
    point: 'x INTEGER, y INTEGER',
    generated: `id ${generatedKey}, word VARCHAR(20)`,
  });
  const threePoints = (connection: Connection) =>
    connection.execute(text(`INSERT INTO ${point} (x, y) VALUES (:x, :y)`), [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
      { x: 5, y: 6 },
    ]);

  test('a row is read by name, by index and by unpacking', async () => {
    await context.engine().begin(async (connection) => {
      await threePoints(connection);
      const result = await connection.execute(text<{ x: number; y: number }>(`SELECT x, y FROM ${point} ORDER BY x`));
      expect(result.keys()).toEqual(['x', 'y']);
      const rows = result.all();
      expect(rows.map((row) => row.x)).toEqual([1, 3, 5]);
      expect(rows.map((row) => row[1])).toEqual([2, 4, 6]);
      expect(rows.map(([x, y]) => [x, y])).toEqual([
        [1, 2],
        [3, 4],
        [5, 6],
      ]);
    });
  });

  test('columns may have any name', async () => {
    const names = ['length', 'constructor', '__proto__', 'toString', 'then', 'a b', 'MiXed', 'ü'];
    const columns = names.map((name, index) => `${index} AS ${quote(name)}`).join(', ');
    await context.engine().begin(async (connection) => {
      await connection.execute(text(`INSERT INTO ${point} (x) VALUES (1)`));
      const result = await connection.execute(text(`SELECT ${columns} FROM ${point}`));
      expect(result.keys()).toEqual(names);
      const row = result.one();
      expect([...(row as Iterable<unknown>)]).toEqual(names.map((_name, index) => index));
    });
  });

  test('two columns of one name are both there', async () => {
    await context.engine().begin(async (connection) => {
      await threePoints(connection);
      const row = await connection
        .execute(text(`SELECT a.x, b.x FROM ${point} a JOIN ${point} b ON b.x = a.x + 2 ORDER BY a.x`))
        .first();
      expect([...(row as Iterable<unknown>)]).toEqual([1, 3]);
    });
  });

  test('no rows are no rows, with their columns', async () => {
    await context.engine().begin(async (connection) => {
      const result = await connection.execute(text(`SELECT x, y FROM ${point}`));
      expect(result.returnsRows).toBe(true);
      expect(result.keys()).toEqual(['x', 'y']);
      expect(result.all()).toEqual([]);
      await expect(connection.execute(text(`SELECT x FROM ${point}`)).one()).rejects.toThrow(NoResultFound);
    });
  });

  test('a statement without rows says so', async () => {
    await context.engine().begin(async (connection) => {
      const result = await threePoints(connection);
      expect(result.returnsRows).toBe(false);
      expect(() => result.all()).toThrow(ResourceClosedError);
    });
  });

  test('many rows arrive all, and in order', async () => {
    await context.engine().begin(async (connection) => {
      const expected = Array.from({ length: 3_000 }, (_unused, x) => x);
      await connection.execute(
        text(`INSERT INTO ${point} (x) VALUES (:x)`),
        expected.map((x) => ({ x })),
      );
      expect(await connection.scalars(text(`SELECT x FROM ${point} ORDER BY x`)).all()).toEqual(expected);
    });
  });

  context.when('rowcount', 'rowcount is the number of matched rows, changed or not', async () => {
    await context.engine().begin(async (connection) => {
      await threePoints(connection);
      expect((await connection.execute(text(`UPDATE ${point} SET y = 2 WHERE x < 4`))).rowcount).toBe(2);
      expect((await connection.execute(text(`UPDATE ${point} SET y = 2 WHERE x < 4`))).rowcount).toBe(2);
      expect((await connection.execute(text(`DELETE FROM ${point} WHERE x > 100`))).rowcount).toBe(0);
      expect((await connection.execute(text(`DELETE FROM ${point}`))).rowcount).toBe(3);
    });
  });

  context.when('multiRowcount', 'rowcount of many executions is the sum', async () => {
    await context.engine().begin(async (connection) => {
      expect((await threePoints(connection)).rowcount).toBe(3);
      const result = await connection.execute(text(`UPDATE ${point} SET y = 0 WHERE x >= :x`), [{ x: 3 }, { x: 5 }, { x: 100 }]);
      expect(result.rowcount).toBe(3);
    });
  });

  context.when('insertReturning', 'INSERT … RETURNING gives rows', async () => {
    await context.engine().begin(async (connection) => {
      const ids = await connection
        .scalars(text(`INSERT INTO ${generated} (word) VALUES (:a), (:b) RETURNING id`), { a: 'one', b: 'two' })
        .all();
      expect(ids).toEqual([1, 2]);
    });
  });

  context.when('lastrowid', 'lastrowid is the key that the database made', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(text(`INSERT INTO ${generated} (id, word) VALUES (41, 'x')`));
      const result = await connection.execute(text(`INSERT INTO ${generated} (word) VALUES ('y')`));
      expect(result.lastrowid).toBe(42);
    });
  });
}
