import { describe, expect, test } from '@jest/globals';
import { column, foreignKey, MetaData, select, Table, text, types as t, bindparam, literal, join } from '../../src/index.ts';
import { compileStatement } from '../../src/compiler/compile-statement.ts';
import { printingDialect } from '../../src/compiler/print-sql.ts';
import { cases } from './select-cases.ts';
import { expected } from './select-expected.ts';

const metadata = new MetaData();
const user = new Table('user_account', metadata, { id: column(t.Integer, { primaryKey: true }), name: column(t.String(30)) });
const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', t.Integer, foreignKey('user_account.id')),
});

function printed(make: () => object): string {
  try {
    return String(make());
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

describe('SELECT is written as SQLAlchemy writes it', () => {
  test.each(Object.keys(cases))('%s', (name) => {
    expect(printed(cases[name] as () => object)).toBe(expected[name]);
  });
});

describe('values in a SELECT', () => {
  const named = select(user.c.id).where(user.c.name.eq(bindparam('wanted')));

  test('are given to named parameters by params(), which leaves the original alone', () => {
    expect(named.params({ wanted: 'x' }).compile().params).toEqual({ wanted: 'x' });
    expect(named.compile().params).toEqual({});
    expect(named.params({ wanted: 'x' }).cacheKey).toBe(named.cacheKey);
  });

  test('are given by params() also inside a subquery', () => {
    expect(select(named.params({ wanted: 'x' }).subquery()).compile().params).toEqual({ wanted: 'x' });
  });

  test('are refused where they are undefined', () => {
    expect(() => named.params({ wanted: undefined })).toThrow("The value of parameter 'wanted' is undefined");
    expect(() => select(user).filterBy({ name: undefined })).toThrow('undefined');
  });

  test('are written into the SQL where that is asked for', () => {
    const statement = select(user.c.id, literal('it'))
      .where(user.c.name.eq("o'x"), user.c.id.in([1, 2]))
      .limit(3);
    expect(statement.compile({ literalBinds: true }).sql).toBe(
      "SELECT user_account.id, 'it' AS anon_1 \nFROM user_account \nWHERE user_account.name = 'o''x' AND user_account.id IN (1, 2)\n LIMIT 3",
    );
    expect(named.params({ wanted: 'x' }).compile({ literalBinds: true }).sql).toContain("name = 'x'");
  });

  test('have no place where SQL is due', () => {
    expect(() => select(user).where('id = 5' as never)).toThrow('should be explicitly declared as text');
    expect(() => select(user).limit(-1)).toThrow('limit() takes a number of rows');
    expect(() => select(user).join(select(address) as never)).toThrow('write query.subquery() for a query');
    expect(() => select(user).selectFrom(select(address) as never)).toThrow('write query.subquery() for a query');
    expect(() => select(user).selectFrom(user.c.id as never)).toThrow('takes a table, an alias or a subquery');
  });
});

describe('filterBy()', () => {
  test('looks in what was joined last', () => {
    expect(String(select(user.c.id).join(address).filterBy({ userId: 5 }))).toContain('WHERE address.user_id = :user_id_1');
  });

  test('refuses a column that is not there', () => {
    expect(() => select(user.c.id).filterBy({ nope: 5 })).toThrow('Entity namespace for "user_account" has no property "nope".');
  });
});

describe('columns', () => {
  test('of a join have the names of their tables in front', () => {
    expect(Object.keys(join(user, address).c)).toEqual(['user_account_id', 'user_account_name', 'address_id', 'address_userId']);
  });

  test('of a subquery keep the names that JavaScript has, and numbers where those are there already', () => {
    const subquery = select(user.c.id, address.c.userId, address.c.id, literal(5)).subquery();
    expect(Object.keys(subquery.c)).toEqual(['id', 'userId', 'id_1', 'anon_1']);
  });
});

describe('the cartesian product of FROM clauses that nothing connects', () => {
  function warnings(statement: { readonly node: object; readonly binds: readonly unknown[] }): readonly string[] {
    const heard: string[] = [];
    compileStatement(
      {
        ...(statement as never as Parameters<typeof compileStatement>[0]),
        node: statement.node as never,
        binds: statement.binds as never,
        warn: (message) => heard.push(message),
      },
      printingDialect,
    );
    return heard;
  }

  test('is warned of', () => {
    expect(warnings(select(user.c.id, address.c.id))).toEqual([
      'SELECT statement has a cartesian product between FROM element(s) "address" and FROM element "user_account". Apply join condition(s) between each element to resolve.',
    ]);
  });

  test('is none where a join, a comparison or a lateral subquery connects them', () => {
    const latest = select(address.c.id).where(address.c.userId.eq(user.c.id)).lateral('latest');
    expect(warnings(select(user.c.id, address.c.id).join(address))).toEqual([]);
    expect(warnings(select(user.c.id, address.c.id).where(user.c.id.eq(address.c.userId)))).toEqual([]);
    expect(warnings(select(user.c.id, latest.c.id))).toEqual([]);
    expect(warnings(select(user.c.id).selectFrom(user, text('t')))).toEqual([]);
  });

  test('is found in a subquery', () => {
    expect(warnings(select(select(user.c.id, address.c.userId).subquery()))).toHaveLength(1);
  });
});

describe('the cache key', () => {
  test('tells statements apart by the style of their labels', () => {
    const statement = select(user.c.id);
    expect(statement.setLabelStyle('tablename_plus_col').cacheKey).not.toBe(statement.cacheKey);
  });

  test('is the same for the same statement over aliases of other identity', () => {
    const make = (value: number) => {
      const alias = user.alias();
      return select(alias.c.id).where(alias.c.id.eq(value));
    };
    expect(make(1).cacheKey).toBe(make(2).cacheKey);
  });
});
