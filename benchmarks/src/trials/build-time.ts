import { column, createEngine, foreignKey, MetaData, select, Table, types as t } from '@aludel/core';
import { instantDialect } from '../clients/instant-dialect.ts';
import type { Case } from '../harness/case.ts';
import type { Contender } from '../harness/contender.ts';
import type { Finding } from '../harness/finding.ts';
import { medianOf } from '../harness/median.ts';
import { runRounds } from '../harness/rounds.ts';

/** What building, compiling and finding a join with three conditions, order and limit takes. The same for all databases. */
export const buildTime: Case = {
  name: 'build',
  title: 'build and compile a join with three conditions, order and limit',
  async measure(database, effort) {
    if (database.name !== 'sqlite') return [];
    await using engine = createEngine('sqlite://', { dialect: instantDialect });
    await using connection = await engine.connect();
    const contenders = [
      each((i) => build(i).node),
      each((i) => build(i).compile({ dialect: instantDialect }).sql),
      each((i) => build(i).cacheKey),
      { run: (operations: number) => repeat(operations, (i) => connection.execute(build(i))) },
    ];
    const { timesMs, operations } = await runRounds(contenders, { ...effort, isOneOperation: false, verify: () => {} });
    const finding = (figure: string, index: number, bar: number | null): Finding => ({
      case: 'build',
      database: database.name,
      figure,
      value: medianOf((timesMs[index] as number[]).map((ms) => (ms / operations) * 1000)),
      unit: 'µs',
      bar,
      detail: `${operations} a turn`,
    });
    return [
      finding('build', 0, null),
      finding('build and compile', 1, 26),
      finding('build and find in the cache', 2, 5),
      finding('build and execute, found in the cache', 3, null),
    ];
  },
};

const metadata = new MetaData();

const user = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  age: column(t.Integer),
});

const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', t.Integer, foreignKey('user_account.id')),
  email: column(t.String(60)),
});

function build(id: number) {
  return select(user.c.id, user.c.name, address.c.email)
    .join(address, address.c.userId.eq(user.c.id))
    .where(user.c.id.eq(id), user.c.age.gt(18), address.c.email.like('%@example.org'))
    .orderBy(user.c.name)
    .limit(10);
}

function each(use: (index: number) => unknown): Contender {
  return {
    run(operations) {
      for (let i = 0; i < operations; i++) use(i);
    },
  };
}

async function repeat(operations: number, use: (index: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < operations; i++) await use(i);
}
