import { expect, test } from '@jest/globals';
import { column, createEngine, foreignKey, MetaData, select, Table, text, types as t } from '../../src/index.ts';
import { sqlite } from '@aludel/sqlite';
test('works', async () => {
  const metadata = new MetaData();
  const user = new Table('user_account', metadata, {
    id: column(t.Integer, { primaryKey: true }),
    name: column(t.String(30)),
    fullname: column(t.String(), { nullable: true }),
  });
  const address = new Table('address', metadata, {
    id: column(t.Integer, { primaryKey: true }),
    userId: column('user_id', t.Integer, foreignKey('user_account.id')),
  });
  const s = select(user.c.id, user.c.name.label('x')).where(
    user.c.name.eq('sandy'),
    user.c.id.gt(5).or(user.c.fullname.eq(null)),
  );
  console.log(String(s), s.cacheKey, s.compile().params);
  console.log(
    String(
      select(user, address.c.userId)
        .where(address.c.userId.in([1, 2]))
        .orderBy('name', user.c.id.desc())
        .limit(5),
    ),
  );
  const q = select(user.c.id, address.c.userId).outerjoin(address);
  const engine = createEngine('sqlite://', { dialect: sqlite });
  await engine.begin(async (c) => {
    await c.execute(text('create table user_account(id integer primary key, name text, fullname text)'));
    await c.execute(text("insert into user_account(name) values ('sandy'), ('b')"));
    const row = await c.execute(s).one();
    const id: number = row.id;
    const [a, b] = row;
    const x: string = row.x;
    console.log(row, id, a, b, x);
    console.log(await c.execute(select(user).where(user.c.id.in([1, 2]))).all());
    const r = (await c.execute(select(user)).first())!;
    const f: string | null = r.fullname;
  });
  type N = NonNullable<(typeof q)['_rowType']>;
  const n: N['userId'] = null;
  const v: N['id'] = 5;
  // @ts-expect-error
  const w: N['id'] = null;
});
