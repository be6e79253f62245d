import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expandMany, splitInsert } from '../../src/dialect/insert-values.ts';
import { describeOnServers, prepared } from '../support/servers.ts';

describe('expandMany', () => {
  test.each([
    ['INSERT INTO t (a, b) VALUES (?, ?)', 'INSERT INTO t (a, b) VALUES (?, ?), (?, ?)'],
    ['insert ignore into `t` values(?,?)', 'insert ignore into `t` values(?,?), (?,?)'],
    ['REPLACE t VALUE (?, ?)', 'REPLACE t VALUE (?, ?), (?, ?)'],
    [
      "INSERT INTO t VALUES (?, 'a?)', ?, -1.5e3, NULL, DEFAULT)",
      "INSERT INTO t VALUES (?, 'a?)', ?, -1.5e3, NULL, DEFAULT), (?, 'a?)', ?, -1.5e3, NULL, DEFAULT)",
    ],
    [
      'INSERT INTO t (a) VALUES (CONCAT(?, COALESCE(?, (1 + 2))))',
      'INSERT INTO t (a) VALUES (CONCAT(?, COALESCE(?, (1 + 2)))), (CONCAT(?, COALESCE(?, (1 + 2))))',
    ],
    ['INSERT INTO t (`values ?`, `a``(`) VALUES (?, ?)', 'INSERT INTO t (`values ?`, `a``(`) VALUES (?, ?), (?, ?)'],
    [
      '/* VALUES (?) */ INSERT INTO t -- VALUES (?)\n VALUES (?, /* ) */ ?)',
      '/* VALUES (?) */ INSERT INTO t -- VALUES (?)\n VALUES (?, /* ) */ ?), (?, /* ) */ ?)',
    ],
    [
      'INSERT INTO t VALUES (?, ?) ON DUPLICATE KEY UPDATE a = VALUES(a), b = b + 1',
      'INSERT INTO t VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE a = VALUES(a), b = b + 1',
    ],
    [
      'INSERT INTO t VALUES (?, ?) AS new ON DUPLICATE KEY UPDATE a = new.a',
      'INSERT INTO t VALUES (?, ?), (?, ?) AS new ON DUPLICATE KEY UPDATE a = new.a',
    ],
    [
      'INSERT INTO t VALUES (?, ?) AS new(x, y) ON DUPLICATE KEY UPDATE a = IF(x > 0, x, y)',
      'INSERT INTO t VALUES (?, ?), (?, ?) AS new(x, y) ON DUPLICATE KEY UPDATE a = IF(x > 0, x, y)',
    ],
  ])('gives %s more rows', (sql, expanded) => {
    expect(
      expandMany(sql, [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([{ sql: expanded, params: [1, 2, 3, 4] }]);
  });

  test.each([
    ['another statement', 'UPDATE t SET a = ?'],
    ['a select', 'INSERT INTO t SELECT ?'],
    ['a subquery in the row', 'INSERT INTO t VALUES ((SELECT MAX(a) + ? FROM t))'],
    ['SET', 'INSERT INTO t SET a = ?'],
    ['two rows', 'INSERT INTO t VALUES (?), (1)'],
    ['a row constructor', 'INSERT INTO t VALUES ROW(?)'],
    ['no placeholder', 'INSERT INTO t VALUES (1)'],
    ['RETURNING', 'INSERT INTO t VALUES (?) RETURNING id'],
    ['a variable', 'INSERT INTO t VALUES (@x := ?)'],
    ['a function nobody knows', 'INSERT INTO t VALUES (next_number(?))'],
    ['a quoted function', 'INSERT INTO t VALUES (`concat`(?))'],
    ['LAST_INSERT_ID', 'INSERT INTO t VALUES (?, LAST_INSERT_ID())'],
    ['a column in the row', 'INSERT INTO t (a, b) VALUES (?, a)'],
    ['a placeholder in the upsert', 'INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = ?'],
    ['a subquery in the upsert', 'INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = (SELECT 1)'],
    ['a function nobody knows in the upsert', 'INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = f(a)'],
    ['a second statement', 'INSERT INTO t VALUES (?); DELETE FROM t'],
    ['a backslash in quotes', "INSERT INTO t VALUES (?, 'it\\'s')"],
    ['an open quote', "INSERT INTO t VALUES (?, 'a)"],
    ['an open comment', 'INSERT INTO t VALUES (?) /* a'],
    ['a comment up to the end', 'INSERT INTO t VALUES (?) -- a'],
    ['a comment that is executed', 'INSERT INTO t VALUES (?/*! + 1*/)'],
    ['a comment that MariaDB executes', 'INSERT INTO t VALUES (?/*M! + 1*/)'],
    ['an open parenthesis', 'INSERT INTO t VALUES (?'],
    ['nothing', ''],
  ])('leaves %s alone', (_name, sql) => {
    expect(expandMany(sql, [[1], [2]])).toBeNull();
  });

  test('leaves a single set, and sets of a wrong size, alone', () => {
    expect(expandMany('INSERT INTO t VALUES (?)', [[1]])).toBeNull();
    expect(expandMany('INSERT INTO t VALUES (?)', [[1], [2, 3]])).toBeNull();
  });

  test('cuts many sets into few sizes, powers of two', () => {
    const statements =
      expandMany(
        'INSERT INTO t VALUES (?)',
        Array.from({ length: 1300 }, (_, index) => [index]),
      ) ?? [];
    expect(statements.map(({ params }) => params.length)).toEqual([512, 512, 256, 16, 4]);
    expect(statements.flatMap(({ params }) => params)).toEqual(Array.from({ length: 1300 }, (_, index) => index));
    expect(statements[0]?.sql).toBe(statements[1]?.sql);
  });

  test('stays below the limit of parameters and a sensible size of the packet', () => {
    const wide = `INSERT INTO t VALUES (${new Array(1000).fill('?').join(',')})`;
    expect(expandMany(wide, new Array(100).fill(new Array(1000).fill(1)))?.map(({ params }) => params.length)).toEqual([
      32_000, 32_000, 32_000, 4_000,
    ]);
    const long = expandMany('INSERT INTO t VALUES (?)', new Array(8).fill(['x'.repeat(100_000)])) ?? [];
    expect(long.map(({ params }) => params.length)).toEqual([2, 2, 2, 2]);
    expect(expandMany('INSERT INTO t VALUES (?)', [[new Uint8Array(5_000_000)], ['']])?.length).toBe(2);
  });

  test('cuts any text into parts that add up to it', () => {
    const piece = fc.constantFrom(
      'INSERT',
      ' INTO ',
      't',
      ' VALUES ',
      '(',
      ')',
      '?',
      ',',
      "'",
      '"',
      '`',
      '\\',
      '--',
      '-- ',
      '#',
      '\n',
      '/*',
      '*/',
      '!',
      'SELECT',
      ';',
      '1',
      ' ',
      'ON DUPLICATE KEY UPDATE',
      'a',
      '=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const sql of [pieces.join(''), `INSERT INTO t VALUES (?, ${pieces.join('')}`]) {
          const insert = splitInsert(sql);
          if (insert === null) continue;
          expect(insert.head + insert.row + insert.tail).toBe(sql);
          expect(insert.row.startsWith('(') && insert.row.endsWith(')')).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('is not misled by strings, names and comments, whatever they hold', () => {
    const tricky = fc.string({
      unit: fc.constantFrom('?', '(', ')', ',', ' VALUES (?)', "''", '""', '/*', '--', '#', ';', 'x', ' '),
    });
    const literal = tricky.map((text) => `'${text.replaceAll('"', '')}'`);
    const comment = tricky.map((text) => `/*x${text.replaceAll('*/', '').replaceAll('/', '')}*/`);
    const name = tricky.map((text) => `\`n${text.replaceAll('`', '')}\``);
    fc.assert(
      fc.property(literal, comment, name, name, (text, remark, table, column) => {
        const head = `INSERT ${remark} INTO ${table} (${column}, b) VALUES ${remark} `;
        const row = `(${text}, ${remark} ?)`;
        expect(splitInsert(`${head}${row} ${remark}`)).toEqual({ head, row, tail: ` ${remark}`, placeholders: 1 });
      }),
      { numRuns: 2000 },
    );
  });
});

describeOnServers('expanded inserts', (server) => {
  const table = server.table('expanded');
  const upsert = `INSERT INTO ${table} (k, v, w) VALUES (?, CONCAT(?, '?'), DEFAULT) ON DUPLICATE KEY UPDATE v = CONCAT(${table}.v, VALUES(v)), w = ${table}.w + 1`;
  const sets = Array.from({ length: 700 }, (_, index) => [index % 100, `value ${index}`]);

  beforeAll(async () => {
    await server.execute(`CREATE TABLE ${table} (id INT PRIMARY KEY AUTO_INCREMENT, k INT UNIQUE, v TEXT, w INT DEFAULT 5)`);
  });

  test('leave the same rows and the same count as one statement after the other', async () => {
    const { connection } = server;
    const outcome = async (run: () => Promise<number>) => {
      await server.execute(`DELETE FROM ${table}`);
      const affected = await run();
      return { affected, rows: (await server.execute(`SELECT k, v, w FROM ${table} ORDER BY k`)).rows };
    };
    const oneByOne = await outcome(async () => (await connection.executeMany(upsert, sets, prepared)).affected);
    const together = await outcome(async () => {
      let affected = 0;
      for (const { sql, params } of expandMany(upsert, sets) ?? [])
        affected += (await connection.execute(sql, params, prepared)).affected;
      return affected;
    });
    expect(together).toEqual(oneByOne);
    expect(together.rows).toHaveLength(100);
  });

  test('refuse a value that does not fit in a later row too, on a table without transactions as well', async () => {
    const plain = server.table('plain');
    await server.execute(`CREATE TABLE ${plain} (a VARCHAR(2)) ENGINE = MyISAM`);
    const [statement] = expandMany(`INSERT INTO ${plain} VALUES (?)`, [['ok'], ['too long']]) ?? [];
    await expect(server.execute(statement?.sql ?? '', statement?.params)).rejects.toMatchObject({ errno: 1406 });
  });
});
