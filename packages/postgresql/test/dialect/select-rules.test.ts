import { column, foreignKey, MetaData, select, Table, types as t, union, values } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { postgresql } from '../../src/index.ts';

const metadata = new MetaData();
const user = new Table('user_account', metadata, { id: column(t.Integer, { primaryKey: true }), name: column(t.String(30)) });
const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', t.Integer, foreignKey('user_account.id')),
});
const all = select(user.c.id);
const given = values({ num: t.Integer, word: t.String(5) }, 'given').data([
  [1, 'a'],
  [2, 'b'],
]);

const statements = {
  limit: all.limit(5),
  offset: all.offset(3),
  'limit and offset': all.limit(5).offset(3),
  fetch: all.fetch(5).offset(2),
  'fetch with ties': all.fetch(5, { withTies: true }),
  'distinct on': all.distinct(user.c.name),
  'for update': all.withForUpdate(),
  'for update of, nowait': all.withForUpdate({ of: [user, address], nowait: true }),
  'for share': all.withForUpdate({ read: true }),
  'for key share, skip locked': all.withForUpdate({ read: true, keyShare: true, skipLocked: true }),
  'union of limited queries': union(all.limit(1), select(address.c.id).limit(2)),
  values: select(given),
  'values as a common table expression': select(given.cte('q')),
  'a materialized common table expression': select(all.cte('c', { materialized: true })),
  hints: all
    .prefixWith('P', 'postgresql')
    .withHint(user, 'H(%(name)s)', 'postgresql')
    .withStatementHint('S', 'postgresql')
    .prefixWith('no', 'other'),
} as const;

/** What is written for each; errors by their message. */
const expected: { readonly [K in keyof typeof statements]: string } = {
  limit: 'SELECT user_account.id \nFROM user_account \n LIMIT $1',
  offset: 'SELECT user_account.id \nFROM user_account\n LIMIT ALL OFFSET $1',
  'limit and offset': 'SELECT user_account.id \nFROM user_account \n LIMIT $1 OFFSET $2',
  fetch: 'SELECT user_account.id \nFROM user_account\n OFFSET ($1) ROWS\n FETCH FIRST ($2) ROWS ONLY',
  'fetch with ties': 'SELECT user_account.id \nFROM user_account\n FETCH FIRST ($1) ROWS WITH TIES',
  'distinct on': 'SELECT DISTINCT ON (user_account.name) user_account.id \nFROM user_account',
  'for update': 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  'for update of, nowait': 'SELECT user_account.id \nFROM user_account FOR UPDATE OF user_account, address NOWAIT',
  'for share': 'SELECT user_account.id \nFROM user_account FOR SHARE',
  'for key share, skip locked': 'SELECT user_account.id \nFROM user_account FOR KEY SHARE SKIP LOCKED',
  'union of limited queries':
    '(SELECT user_account.id \nFROM user_account \n LIMIT $1) UNION (SELECT address.id \nFROM address \n LIMIT $2)',
  values: 'SELECT given.num, given.word \nFROM (VALUES ($1::INTEGER, $2::VARCHAR), ($3, $4)) AS given (num, word)',
  'values as a common table expression':
    'WITH q(num, word) AS \n(VALUES ($1::INTEGER, $2::VARCHAR), ($3, $4))\n SELECT q.num, q.word \nFROM q',
  'a materialized common table expression':
    'WITH c AS MATERIALIZED \n(SELECT user_account.id AS id \nFROM user_account)\n SELECT c.id \nFROM c',
  hints: 'SELECT P user_account.id \nFROM user_account H(user_account) S',
};

function printed(name: keyof typeof statements, dialect: object): string {
  try {
    return statements[name].compile({ dialect }).sql;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('SELECT is written for postgresql', () => {
  test.each(Object.keys(statements) as (keyof typeof statements)[])('%s', (name) => {
    expect(printed(name, postgresql)).toBe(expected[name]);
  });
});
