import { test } from '@jest/globals';
import { mysql } from '../src/index.ts';
test.each([13306, 13317])('smoke %s', async (port) => {
  const c = await mysql.driver.connect({ username: 'aludel', password: 'secret', host: '127.0.0.1', port, database: 'test', query: {}, connectArgs: {} });
  console.log(await mysql.initialize!(c));
  const r = await c.execute('SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?', [1, 1.5, 'x\u{1f600}', null, true, 18446744073709551615n, new Date(0), new Uint8Array([1, 255]), -0], { prepare: true });
  console.log(r);
  console.log(await c.execute('SELECT 1 AS `__proto__`, 2 AS length, 3 AS length LIMIT ?', [1], { prepare: true }), c);
  await c.close();
});
