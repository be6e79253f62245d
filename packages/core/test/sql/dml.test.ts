import { describe, expect, test } from '@jest/globals';
import { mariadb, mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import {
  bindparam,
  type ClauseElement,
  column,
  delete_,
  insert,
  MetaData,
  select,
  Table,
  text,
  types as t,
  update,
} from '../../src/index.ts';
import { dmlTables } from './dml-tables.ts';

const { user, address } = dmlTables();
const dialects = { sqlite, postgresql, mysql, mariadb };

/** The SQL for each database, in one line. */
function compiled(statement: ClauseElement): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dialects).map(([name, dialect]) => [name, statement.compile({ dialect }).sql.replaceAll('\n', '')]),
  );
}

describe('INSERT', () => {
  test('writes the columns of values() in the order of the table, by the names the database has', () => {
    const statement = insert(address).values({ emailAddress: 'a@b.c', userId: 5 });
    expect(String(statement)).toBe('INSERT INTO address (user_id, email_address) VALUES (:userId, :emailAddress)');
    expect(statement.compile().params).toEqual({ userId: 5, emailAddress: 'a@b.c' });
  });

  test('without values writes all columns where it is printed', () => {
    expect(String(insert(user))).toBe('INSERT INTO user_account (id, name, fullname) VALUES (:id, :name, :fullname)');
  });

  test('merges the values of several calls, the later one wins', () => {
    const statement = insert(user).values({ name: 'a', fullname: 'b' }).values({ name: 'c' });
    expect(String(statement)).toBe('INSERT INTO user_account (name, fullname) VALUES (:name, :fullname)');
    expect(statement.compile().params).toEqual({ name: 'c', fullname: 'b' });
  });

  test('writes several rows into one VALUES', () => {
    const statement = insert(user).values([
      { name: 'a', fullname: null },
      { fullname: 'x', name: 'b' },
    ]);
    expect(String(statement)).toBe(
      'INSERT INTO user_account (name, fullname) VALUES (:name_m0, :fullname_m0), (:name_m1, :fullname_m1)',
    );
    expect(statement.compile().params).toEqual({ name_m0: 'a', fullname_m0: null, name_m1: 'b', fullname_m1: 'x' });
    expect(
      String(
        insert(user)
          .values([{ name: 'a' }])
          .values([{ name: 'b' }]),
      ),
    ).toBe('INSERT INTO user_account (name) VALUES (:name_m0), (:name_m1)');
  });

  test('takes expressions and queries as values', () => {
    const name = select(user.c.id)
      .where(user.c.name.eq(bindparam('username')))
      .scalarSubquery();
    expect(String(insert(address).values({ userId: name, emailAddress: text('lower(:x)') }))).toBe(
      'INSERT INTO address (user_id, email_address) VALUES ((SELECT user_account.id \nFROM user_account \nWHERE user_account.name = :username), lower(:x))',
    );
    expect(String(insert(user).values({ name: user.c.name.concat('x') }))).toBe(
      'INSERT INTO user_account (name) VALUES ((user_account.name || :name_1))',
    );
  });

  test('of nothing writes what the database has for it', () => {
    expect(compiled(insert(user).values({}))).toEqual({
      sqlite: 'INSERT INTO user_account DEFAULT VALUES',
      postgresql: 'INSERT INTO user_account DEFAULT VALUES RETURNING user_account.id',
      mysql: 'INSERT INTO user_account () VALUES ()',
      mariadb: 'INSERT INTO user_account () VALUES ()',
    });
  });

  test('from a SELECT', () => {
    const query = select(user.c.id, user.c.name.add('@aol.com'));
    const statement = insert(address).fromSelect(['userId', 'emailAddress'], query);
    expect(String(statement)).toBe(
      'INSERT INTO address (user_id, email_address) SELECT user_account.id, user_account.name || :name_1 AS anon_1 \nFROM user_account',
    );
    expect(String(statement.returning(address.c.id, address.c.emailAddress))).toBe(
      'INSERT INTO address (user_id, email_address) SELECT user_account.id, user_account.name || :name_1 AS anon_1 \nFROM user_account RETURNING address.id, address.email_address',
    );
  });

  test('with RETURNING where the database has it', () => {
    const statement = insert(user).values({ name: 'a' }).returning(user.c.id, user.c.name.label('n'));
    expect(statement.compile({ dialect: postgresql }).sql).toBe(
      'INSERT INTO user_account (name) VALUES ($1) RETURNING user_account.id, user_account.name AS n',
    );
    expect(statement.compile({ dialect: sqlite }).sql).toBe('INSERT INTO user_account (name) VALUES (?) RETURNING id, name AS n');
    expect(() => statement.compile({ dialect: mysql })).toThrow('RETURNING is not supported by dialect mysql for INSERT');
    expect(compiled(insert(user).values({ name: 'a' }))).toEqual({
      sqlite: 'INSERT INTO user_account (name) VALUES (?)',
      postgresql: 'INSERT INTO user_account (name) VALUES ($1) RETURNING user_account.id',
      mysql: 'INSERT INTO user_account (name) VALUES (?)',
      mariadb: 'INSERT INTO user_account (name) VALUES (?)',
    });
  });

  test('of a row that may be there already', () => {
    const base = insert(user).values({ id: 1, name: 'a' });
    expect(compiled(base.onConflictDoNothing())).toEqual({
      sqlite: 'INSERT INTO user_account (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING',
      postgresql: 'INSERT INTO user_account (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      mysql: 'INSERT INTO user_account (id, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = user_account.id',
      mariadb: 'INSERT INTO user_account (id, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = user_account.id',
    });
    const upsert = base.onConflictDoUpdate({
      indexElements: ['id'],
      set: (excluded) => ({ fullname: 'x', name: excluded.name }),
    });
    expect(compiled(upsert)).toEqual({
      sqlite:
        'INSERT INTO user_account (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, fullname = ?',
      postgresql:
        'INSERT INTO user_account (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name, fullname = $3',
      mysql: 'INSERT INTO user_account (id, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name), fullname = ?',
      mariadb: 'INSERT INTO user_account (id, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name), fullname = ?',
    });
    expect(Object.keys(upsert.compile({ dialect: sqlite }).params)).toEqual(['id', 'name', 'param_1']);
    const conditional = base.onConflictDoUpdate({
      indexElements: [user.c.name],
      indexWhere: user.c.name.gt('a'),
      set: { name: 'b' },
      where: user.c.fullname.ne('d'),
    });
    expect(conditional.compile({ dialect: postgresql }).sql).toBe(
      'INSERT INTO user_account (id, name) VALUES ($1, $2) ON CONFLICT (name) WHERE name > $3 DO UPDATE SET name = $4 WHERE user_account.fullname != $5',
    );
    expect(() => conditional.compile({ dialect: mysql })).toThrow('cannot say "indexWhere"');
    const named = base.onConflictDoUpdate({ constraint: 'uq_name', set: { name: 'b' } });
    expect(named.compile({ dialect: postgresql }).sql).toContain('ON CONFLICT ON CONSTRAINT uq_name DO UPDATE SET name = $3');
    expect(() => named.compile({ dialect: sqlite })).toThrow('does not know the constraint "uq_name"');
  });

  test('refuses what is no column, undefined, and formats that do not mix', () => {
    expect(() => insert(user).values({ nam: 'x' } as never)).toThrow('Unconsumed column names: nam');
    expect(() => insert(user).values({ name: undefined } as never)).toThrow('got undefined for "name"');
    expect(() =>
      insert(user)
        .values([{ name: 'a' }])
        .values({ name: 'b' }),
    ).toThrow("Can't mix single and multiple VALUES");
    expect(() => insert(user).values([{ name: 'a' }, { fullname: 'b' }])).toThrow('has "fullname", which the first row has not');
    expect(() => insert(user).onConflictDoUpdate({ set: { name: 'x' } })).toThrow('needs "indexElements"');
  });

  test('sends defaults, SQL and server defaults included', () => {
    const metadata = new MetaData();
    const thing = new Table('thing', metadata, {
      id: column(t.Integer, { primaryKey: true }),
      size: column(t.Integer, { default: 5 }),
      made: column(t.String(), { default: text('upper(1)') }),
      shown: column(t.String(), { serverDefault: 'x' }),
      changed: column(t.Integer, { onupdate: 7, nullable: true }),
    });
    expect(insert(thing).values({ id: 1 }).compile({ dialect: sqlite }).sql).toBe(
      'INSERT INTO thing (id, size, made) VALUES (?, ?, upper(1))',
    );
    expect(
      insert(thing)
        .values([{ id: 1 }, { id: 2 }])
        .compile({ dialect: sqlite }).sql,
    ).toBe('INSERT INTO thing (id, size, made) VALUES (?, ?, upper(1)), (?, ?, upper(1))');
    expect(String(update(thing).values({ size: 1 }))).toBe('UPDATE thing SET size=:size, changed=:changed');
    expect(insert(thing).fromSelect(['id'], select(user.c.id)).compile({ dialect: sqlite }).sql.replaceAll('\n', '')).toBe(
      'INSERT INTO thing (id, size, made) SELECT user_account.id, ? AS anon_1, upper(1) FROM user_account',
    );
  });

  test('has prefixes, hints and common table expressions', () => {
    expect(
      insert(user).values({ name: 'a' }).prefixWith('OR REPLACE', { dialectName: 'sqlite' }).compile({ dialect: sqlite }).sql,
    ).toBe('INSERT OR REPLACE INTO user_account (name) VALUES (?)');
    const cte = select(user.c.name).cte('n');
    const statement = insert(user).fromSelect(['name'], select(cte.c.name));
    expect(compiled(statement)).toMatchObject({
      sqlite:
        'WITH n AS (SELECT user_account.name AS name FROM user_account) INSERT INTO user_account (name) SELECT n.name FROM n',
      mysql:
        'INSERT INTO user_account (name) WITH n AS (SELECT user_account.name AS name FROM user_account) SELECT n.name FROM n',
    });
    const added = insert(user).values({ name: 'b' }).returning(user.c.id).cte('added');
    expect(select(added.c.id).compile({ dialect: postgresql }).sql.replaceAll('\n', '')).toBe(
      'WITH added AS (INSERT INTO user_account (name) VALUES ($1) RETURNING user_account.id) SELECT added.id FROM added',
    );
  });
});

describe('UPDATE', () => {
  test('writes the values in the order of the table, expressions in parentheses', () => {
    const statement = update(user)
      .where(user.c.name.eq('patrick'))
      .values({ fullname: user.c.name.concat('!'), name: 'b' });
    expect(String(statement)).toBe(
      'UPDATE user_account SET name=:name, fullname=(user_account.name || :name_1) WHERE user_account.name = :name_2',
    );
    expect(String(update(user).orderedValues(['fullname', 'x'], [user.c.name, 'y']))).toBe(
      'UPDATE user_account SET fullname=:fullname, name=:name',
    );
  });

  test('takes parameters beside those of its columns, but not of the same name', () => {
    const statement = update(user)
      .where(user.c.name.eq(bindparam('oldname')))
      .values({ name: bindparam('newname') });
    expect(String(statement)).toBe('UPDATE user_account SET name=:newname WHERE user_account.name = :oldname');
    const clash = update(user)
      .where(user.c.id.eq(bindparam('name')))
      .values({ name: 'x' });
    expect(() => String(clash)).toThrow("bindparam() name 'name' is reserved for automatic usage in the VALUES or SET clause");
  });

  test('correlates subqueries', () => {
    const first = select(address.c.emailAddress)
      .where(address.c.userId.eq(user.c.id))
      .orderBy(address.c.id)
      .limit(1)
      .scalarSubquery();
    expect(String(update(user).values({ fullname: first }))).toBe(
      'UPDATE user_account SET fullname=(SELECT address.email_address \nFROM address \nWHERE address.user_id = user_account.id ORDER BY address.id\n LIMIT :param_1)',
    );
  });

  test('names further tables as the database has it', () => {
    const statement = update(user)
      .where(user.c.id.eq(address.c.userId))
      .where(address.c.emailAddress.eq('p@aol.com'))
      .values({ fullname: 'Pat' });
    expect(compiled(statement)).toEqual({
      sqlite:
        'UPDATE user_account SET fullname=? FROM address WHERE user_account.id = address.user_id AND address.email_address = ?',
      postgresql:
        'UPDATE user_account SET fullname=$1 FROM address WHERE user_account.id = address.user_id AND address.email_address = $2',
      mysql:
        'UPDATE user_account, address SET user_account.fullname=? WHERE user_account.id = address.user_id AND address.email_address = ?',
      mariadb:
        'UPDATE user_account, address SET user_account.fullname=? WHERE user_account.id = address.user_id AND address.email_address = ?',
    });
  });

  test('with RETURNING where the database has it', () => {
    const statement = update(user).values({ name: 'x' }).returning(user.c.id);
    expect(String(statement)).toBe('UPDATE user_account SET name=:name RETURNING user_account.id');
    expect(() => statement.compile({ dialect: mariadb })).toThrow('RETURNING is not supported by dialect mariadb for UPDATE');
  });

  test('refuses undefined', () => {
    expect(() => update(user).where(undefined as never)).toThrow('where() got undefined');
    expect(() => update(user).values({ name: undefined } as never)).toThrow('got undefined for "name"');
    expect(() => update(user).values([{ name: 'x' }] as never)).toThrow('does not support multiple parameter sets');
  });
});

describe('DELETE', () => {
  test('writes its conditions', () => {
    expect(String(delete_(user))).toBe('DELETE FROM user_account');
    expect(String(delete_(user).where(user.c.name.eq('patrick')))).toBe(
      'DELETE FROM user_account WHERE user_account.name = :name_1',
    );
  });

  test('names further tables as the database has it', () => {
    const statement = delete_(user).where(user.c.id.eq(address.c.userId));
    expect(String(statement)).toBe('DELETE FROM user_account , address WHERE user_account.id = address.user_id');
    expect(statement.compile({ dialect: postgresql }).sql).toBe(
      'DELETE FROM user_account USING address WHERE user_account.id = address.user_id',
    );
    expect(statement.compile({ dialect: mysql }).sql).toBe(
      'DELETE FROM user_account USING user_account, address WHERE user_account.id = address.user_id',
    );
    expect(() => statement.compile({ dialect: sqlite })).toThrow('has no DELETE that names several tables');
    expect(delete_(user).using(address).compile({ dialect: postgresql }).sql).toBe('DELETE FROM user_account USING address');
  });

  test('with RETURNING where the database has it', () => {
    const statement = delete_(user).returning(user.c.id);
    expect(compiled(delete_(user))).toMatchObject({ mysql: 'DELETE FROM user_account' });
    expect(statement.compile({ dialect: mariadb }).sql).toBe('DELETE FROM user_account RETURNING user_account.id');
    expect(() => statement.compile({ dialect: mysql })).toThrow('RETURNING is not supported');
  });
});

test('statements of the same shape share their key, values are no part of it', () => {
  const a = insert(user).values({ name: 'a' });
  expect(a.cacheKey).toBe(insert(user).values({ name: 'b' }).cacheKey);
  expect(a.cacheKey).not.toBe(insert(user).values({ fullname: 'b' }).cacheKey);
  expect(update(user).values({ name: 'a' }).cacheKey).toBe(update(user).values({ name: 'b' }).cacheKey);
  expect(a.onConflictDoNothing().cacheKey).not.toBe(a.cacheKey);
  expect(a.returning(user.c.id).cacheKey).not.toBe(a.cacheKey);
});
