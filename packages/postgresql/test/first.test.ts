import { expect, test } from '@jest/globals';
import { describeServer, withConnection, run } from './support/server.ts';
describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'first', (url) => {
  test('works', async () => {
    await withConnection(url, async (c) => {
      console.log(await run(c, 'select 1, $1::text, null, true, 9007199254740993::int8, array[1,2]', 'x'));
      for (let i = 0; i < 6; i++) await c.execute('select 1 as a', [], { prepare: true });
      await c.begin({ statements: ['BEGIN'] });
      await run(c, 'create temp table t (a int, b text)');
      console.log(await c.executeMany('insert into t values ($1, $2) returning a', Array.from({ length: 3000 }, (_, i) => [i, 'x' + i]), { prepare: true }).then(r => [r.affected, r.rows.length]));
      const s = await c.stream('select * from t', [], { prepare: false, batchSize: 100 });
      console.log((await s.read(100)).length, (await run(c, 'select count(*) from t')), (await s.read(50)).length);
      await s.close();
      await c.commit();
      const h = await c.stream('select * from t', [], { prepare: false, batchSize: 1000 });
      let n = 0; for (;;) { const r = await h.read(700); if (!r.length) break; n += r.length; }
      await h.close();
      console.log(n, c);
      expect(1).toBe(1);
      await c.ping();
    });
  });
});
