import { describe, expect, test } from '@jest/globals';
import { mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import { delete_, insert, select, update } from '../../src/index.ts';
import { dmlTables } from './dml-tables.ts';

const { user, address } = dmlTables();
const oneLine = (text: string) => text.replaceAll('\n', '');

describe('INSERT, UPDATE and DELETE', () => {
  test('name common table expressions, which stand in front of them', () => {
    const cte = select(address.c.userId, address.c.emailAddress.label('mail')).where(address.c.id.gt(5)).cte('late');
    expect(oneLine(String(update(user).where(user.c.id.eq(cte.c.userId)).values({ fullname: cte.c.mail })))).toBe(
      'WITH late AS (SELECT address.user_id AS user_id, address.email_address AS mail FROM address WHERE address.id > :id_1) UPDATE user_account SET fullname=late.mail FROM late WHERE user_account.id = late.user_id',
    );
    expect(oneLine(String(delete_(user).where(user.c.id.in(select(cte.c.userId)))))).toBe(
      'WITH late AS (SELECT address.user_id AS user_id, address.email_address AS mail FROM address WHERE address.id > :id_1) DELETE FROM user_account WHERE user_account.id IN (SELECT late.user_id FROM late)',
    );
  });

  test('name subqueries and aliases as further tables', () => {
    const sub = select(address.c.userId).subquery('s');
    const other = user.alias('other');
    expect(oneLine(String(update(user).where(user.c.id.eq(sub.c.userId)).values({ name: 'x' })))).toBe(
      'UPDATE user_account SET name=:name FROM (SELECT address.user_id AS user_id FROM address) AS s WHERE user_account.id = s.user_id',
    );
    expect(String(update(user).where(user.c.name.eq(other.c.name)).values({ fullname: other.c.fullname }))).toBe(
      'UPDATE user_account SET fullname=other.fullname FROM user_account AS other WHERE user_account.name = other.name',
    );
    expect(delete_(user).where(user.c.name.eq(other.c.name)).compile({ dialect: postgresql }).sql).toBe(
      'DELETE FROM user_account USING user_account AS other WHERE user_account.name = other.name',
    );
  });

  test('feed one another', () => {
    const gone = delete_(user).where(user.c.id.gt(5)).returning(user.c.name).cte('gone');
    expect(oneLine(insert(user).fromSelect(['name'], select(gone.c.name)).compile({ dialect: postgresql }).sql)).toBe(
      'WITH gone AS (DELETE FROM user_account WHERE user_account.id > $1 RETURNING user_account.name) INSERT INTO user_account (name) SELECT gone.name FROM gone',
    );
    const added = insert(user).values({ name: 'a' }).cte('added');
    expect(oneLine(update(user).values({ name: 'b' }).addCte(added).compile({ dialect: postgresql }).sql)).toBe(
      'WITH added AS (INSERT INTO user_account (name) VALUES ($1)) UPDATE user_account SET name=$2',
    );
  });

  test('write the values of an upsert from a SELECT', () => {
    const statement = insert(user)
      .fromSelect(['id', 'name'], select(address.c.id, address.c.emailAddress))
      .onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ name: excluded.name }) });
    expect(oneLine(statement.compile({ dialect: mysql }).sql)).toBe(
      'INSERT INTO user_account (id, name) SELECT address.id, address.email_address FROM address ON DUPLICATE KEY UPDATE name = VALUES(name)',
    );
    // A SELECT without WHERE in front of ON CONFLICT would be read as a join. https://sqlite.org/lang_upsert.html
    expect(oneLine(statement.compile({ dialect: sqlite }).sql)).toBe(
      'INSERT INTO user_account (id, name) SELECT address.id, address.email_address FROM address WHERE true ON CONFLICT (id) DO UPDATE SET name = excluded.name',
    );
  });

  test('with literals in place of parameters, for reading', () => {
    const statement = update(user).where(user.c.name.eq('jill')).values({ name: 'jack' });
    expect(String(statement.compile({ literalBinds: true }))).toBe(
      "UPDATE user_account SET name='jack' WHERE user_account.name = 'jill'",
    );
    expect(
      String(
        insert(user)
          .values([{ name: 'a' }, { name: "b'c" }])
          .compile({ literalBinds: true }),
      ),
    ).toBe("INSERT INTO user_account (name) VALUES ('a'), ('b''c')");
  });
});
