import { column, delete_, foreignKey, MetaData, outerjoin, Table, types as t } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { mariadbDialect, mysqlDialect } from '../../src/dialect/mysql-dialect.ts';

const metadata = new MetaData();
const user = new Table('user_account', metadata, { id: column(t.Integer, { primaryKey: true }) });
const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', t.Integer, foreignKey('user_account.id')),
});

describe.each([mysqlDialect, mariadbDialect])('a DELETE on $name', (dialect) => {
  test('writes a table once that stands in a join', () => {
    const lonely = delete_(user).using(outerjoin(user, address)).where(address.c.id.is(null));
    expect(String(lonely.compile({ dialect }))).toBe(
      'DELETE FROM user_account USING user_account LEFT OUTER JOIN address ON user_account.id = address.user_id WHERE address.id IS NULL',
    );
  });

  test('adds its own table to those that only the conditions name', () => {
    const theirs = delete_(user).where(address.c.userId.eq(user.c.id));
    expect(String(theirs.compile({ dialect }))).toBe(
      'DELETE FROM user_account USING user_account, address WHERE address.user_id = user_account.id',
    );
  });
});
