
import mysql2 from 'mysql2';
import { mysql, expandMany } from '/work/main/packages/mysql/src/index.ts';
const P = { prepare: true };
for (const [_n, port] of [['maria', 13306], ['mysql', 13317]] as [string, number][]) {
  const c = await mysql.driver.connect({ username: 'aludel', password: 'secret', host: '127.0.0.1', port, database: 'test', query: {}, connectArgs: {} });
  const mk = (o = {}) => mysql2.createConnection({ host: '127.0.0.1', port, user: 'aludel', password: 'secret', database: 'test', rowsAsArray: true, ...o } as never) as any;
  const raw = mk(), rawSafe = mk({ disableEval: true, supportBigNumbers: true, bigNumberStrings: true, dateStrings: true });
  const rx = (r: any, s: string, v: unknown[]) => new Promise<any>((ok, no) => r.execute(s, v, (e: any, x: any) => e ? no(e) : ok(x)));
  await c.execute('DROP TABLE IF EXISTS bench', [], P);
  await c.execute('CREATE TABLE bench (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(50), n INT, d DATETIME, x DOUBLE) ENGINE=InnoDB', [], P);
  const sets = Array.from({ length: 10_000 }, (_, i) => [`name number ${i}`, i, '2024-01-02 03:04:05', i / 3]);
  const ins = 'INSERT INTO bench (name, n, d, x) VALUES (?, ?, ?, ?)';
  for (const e of expandMany(ins, sets)!) await c.execute(e.sql, e.params, P);
  const med = (a: number[]) => a.sort((x, y) => x - y)[a.length >> 1]!;
  async function cmp(label: string, fns: Record<string, () => Promise<unknown>>, rounds: number) {
    const t: Record<string, number[]> = {};
    for (const k in fns) { t[k] = []; await fns[k]!(); await fns[k]!(); }
    for (let i = 0; i < rounds; i++) for (const k in fns) { const s = performance.now(); await fns[k]!(); t[k]!.push(performance.now() - s); }
    const base = med(t['raw']!);
    console.log(_n, label, Object.entries(t).map(([k, v]) => `${k} ${med(v).toFixed(2)}ms (${(med(v) / base).toFixed(2)})`).join('  '));
  }
  const pt = 'SELECT id, name, n, d, x FROM bench WHERE id = ?';
  const loop = (f: (i: number) => Promise<unknown>) => async () => { for (let i = 1; i <= 300; i++) await f(i); };
  await cmp('300 point selects', { raw: loop((i) => rx(raw, pt, [i])), rawSafe: loop((i) => rx(rawSafe, pt, [i])), ours: loop(async (i) => c.execute(pt, [i], P)) }, 15);
  const all = 'SELECT id, name, n, d, x FROM bench WHERE id > ?';
  await cmp('10k rows', { raw: () => rx(raw, all, [0]), rawSafe: () => rx(rawSafe, all, [0]), ours: async () => c.execute(all, [0], P) }, 15);
  const multi = ins.replace(/\(\?.*$/, '') + Array(500).fill('(?, ?, ?, ?)').join(', ');
  await cmp('insert 10k', {
    raw: async () => { await rx(raw, 'DO 1', []); await new Promise((r) => raw.query('BEGIN', r)); for (let i = 0; i < sets.length; i += 500) await rx(raw, multi, sets.slice(i, i + 500).flat()); await new Promise((r) => raw.query('ROLLBACK', r)); },
    one: async () => { await new Promise((r) => raw.query('BEGIN', r)); for (const s of sets) await rx(raw, ins, s); await new Promise((r) => raw.query('ROLLBACK', r)); },
    ours: async () => { await c.begin({ statements: ['BEGIN'] }); for (const e of expandMany(ins, sets)!) await c.execute(e.sql, e.params, P); await c.rollback(); },
    oursOne: async () => { await c.begin({ statements: ['BEGIN'] }); await c.executeMany(ins, sets, P); await c.rollback(); },
  }, 5);
  await c.execute('DROP TABLE bench', [], P);
  await c.close(); raw.destroy(); rawSafe.destroy();
}
