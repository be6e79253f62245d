import { describe, expect, test } from '@jest/globals';
import { sqlite } from '@aludel/sqlite';
import {
  bindparam,
  column,
  createEngine,
  type DefaultContext,
  event,
  insert,
  MetaData,
  select,
  Table,
  text,
  types as t,
  update,
} from '../../src/index.ts';

function setUp(options: Record<string, unknown> = {}) {
  const metadata = new MetaData();
  let calls = 0;
  const thing = new Table('thing', metadata, {
    id: column(t.Integer, { primaryKey: true }),
    name: column(t.String(30)),
    size: column(t.Integer, {
      default: () => {
        calls += 1;
        return calls;
      },
    }),
    shown: column(t.String(), {
      default: async ({ currentParameters }: DefaultContext) => `${currentParameters['name']}-${currentParameters['size']}`,
    }),
    made: column(t.String(), { default: text("'made'") }),
    version: column(t.Integer, {
      default: 1,
      onupdate: ({ currentParameters }: DefaultContext) => Object.keys(currentParameters).length,
    }),
  });
  const engine = createEngine('sqlite://', { dialect: sqlite, ...options });
  const ddl =
    'create table thing (id integer primary key, name text not null, size integer, shown text, made text, version integer default 9)';
  return { engine, thing, ddl };
}

describe('defaults', () => {
  test('are made for each row, in the order of the columns, and see the values before them', async () => {
    const { engine, thing, ddl } = setUp();
    await engine.begin(async (connection) => {
      await connection.execute(text(ddl));
      const one = await connection.execute(insert(thing).values({ name: 'a' }));
      expect(one.insertedPrimaryKey?.id).toBe(1);
      await connection.execute(insert(thing), [{ name: 'b' }, { name: 'c' }]);
      await connection.execute(insert(thing).values([{ name: 'd' }, { name: 'e' }]));
      const rows = await connection.execute(select(thing).orderBy(thing.c.id)).all();
      expect(rows.map(String)).toEqual([
        "(1, 'a', 1, 'a-1', 'made', 1)",
        "(2, 'b', 2, 'b-2', 'made', 1)",
        "(3, 'c', 3, 'c-3', 'made', 1)",
        "(4, 'd', 4, 'd-4', 'made', 1)",
        "(5, 'e', 5, 'e-5', 'made', 1)",
      ]);
      const changed = await connection.execute(update(thing).where(thing.c.id.eq(1)).values({ name: 'z', size: 0 }));
      expect(changed.rowcount).toBe(1);
      expect(await connection.execute(select(thing.c.version).where(thing.c.id.eq(1))).scalar()).toBe(2);
    });
    await engine.dispose();
  });
});

describe('the log of INSERTs of several rows', () => {
  test('is one statement and its parameter sets without RETURNING', async () => {
    const lines: string[] = [];
    const logger = { info: (line: string) => lines.push(line), debug: () => {}, warn: () => {}, error: () => {} };
    const { engine, thing, ddl } = setUp({ echo: true, logger });
    await engine.begin(async (connection) => {
      await connection.execute(text(ddl));
      lines.length = 0;
      const given = { size: 1, shown: 'x', version: 2 };
      await connection.execute(insert(thing), [
        { name: 'a', ...given },
        { name: 'b', ...given },
      ]);
      expect(lines[0]).toBe("INSERT INTO thing (name, size, shown, made, version) VALUES (?, ?, ?, 'made', ?)");
      expect(lines[1]).toMatch(/^\[generated in [\d.]+s\] \[\['a', 1, 'x', 2\], \['b', 1, 'x', 2\]\]$/);
      lines.length = 0;
      const ids = await connection
        .execute(
          insert(thing).returning(thing.c.id, { sortByParameterOrder: true }),
          [
            { name: 'c', ...given },
            { name: 'd', ...given },
            { name: 'e', ...given },
          ],
          { executionOptions: { insertmanyvaluesPageSize: 2 } },
        )
        .scalars()
        .all();
      expect(ids).toEqual([3, 4, 5]);
      expect(lines[0]).toBe(
        "INSERT INTO thing (name, size, shown, made, version) VALUES (?, ?, ?, 'made', ?), (?, ?, ?, 'made', ?) RETURNING id, id",
      );
      expect(lines[1]).toMatch(
        /^\[generated in [\d.]+s \(insertmanyvalues\) 1\/2 \(ordered\)\] \['c', 1, 'x', 2, 'd', 1, 'x', 2\]$/,
      );
      expect(lines[3]).toMatch(/^\[insertmanyvalues 2\/2 \(ordered\)\] \['e', 1, 'x', 2\]$/);
    });
    await engine.dispose();
  });
});

test('rows that bring their keys are told apart by them, unless some may be left out', async () => {
  const { engine, thing, ddl } = setUp();
  await engine.begin(async (connection) => {
    await connection.execute(text(ddl));
    const sent: string[] = [];
    event.listen(engine, 'beforeCursorExecute', (_connection, sql) => void sent.push(sql));
    const rows = [7, 3, 7].map((id, n) => ({ id: id + n, name: `n${id + n}`, size: 1, shown: 'x', version: 2 }));
    const statement = insert(thing).returning(thing.c.name, { sortByParameterOrder: true });
    expect(await connection.execute(statement, rows).scalars().all()).toEqual(['n7', 'n4', 'n9']);
    expect(sent).toEqual([
      `INSERT INTO thing (id, name, size, shown, made, version) VALUES ${Array(3).fill("(?, ?, ?, ?, 'made', ?)").join(', ')} RETURNING name, id`,
    ]);
    const ignoring = statement.prefixWith('OR IGNORE');
    const others = rows.map((row, n) => ({ ...row, id: row.id + n * 10 }));
    expect(await connection.execute(ignoring, others).scalars().all()).toEqual(['n4', 'n9']);
    expect(sent.slice(1)).toEqual(
      Array(3).fill(
        "INSERT OR IGNORE INTO thing (id, name, size, shown, made, version) VALUES (?, ?, ?, ?, 'made', ?) RETURNING name",
      ),
    );
  });
  await engine.dispose();
});

describe('parameter sets', () => {
  test('must have what the first one has, and undefined is an error', async () => {
    const { engine, thing, ddl } = setUp();
    await engine.begin(async (connection) => {
      await connection.execute(text(ddl));
      await expect(connection.execute(insert(thing), [{ name: 'a', size: 1 }, { name: 'b' }])).rejects.toThrow(
        "A value is required for bind parameter 'size'",
      );
      await expect(connection.execute(insert(thing), [{ name: 'a' }, { name: 'b', size: 1 }])).rejects.toThrow(
        'Parameter set 1 gives a value for the column "size"',
      );
      await expect(connection.execute(insert(thing), { name: undefined })).rejects.toThrow("'name' is undefined");
      await connection.execute(insert(thing), { name: 'a', unknown: 5 });
      await expect(
        connection.execute(
          update(thing)
            .where(thing.c.id.eq(bindparam('id')))
            .values({ name: bindparam('n') }),
          { id: 1, n: 'x' },
        ),
      ).rejects.toThrow("bindparam() name 'id' is reserved");
      const result = await connection.execute(
        update(thing)
          .where(thing.c.id.eq(bindparam('b_id')))
          .values({ name: bindparam('n') }),
        [
          { b_id: 1, n: 'x' },
          { b_id: 2, n: 'y' },
        ],
      );
      expect(result.rowcount).toBe(1);
    });
    await engine.dispose();
  });
});
