// Classes that refer to one another across files.
import { createEngine, sessionmaker } from '@aludel/core';
import { Base } from './base.ts';
import { Line } from './line.ts';
import { Order } from './order.ts';
import { create, find, totals } from './repository.ts';

const engine = createEngine(process.argv[2] ?? 'sqlite:///:memory:');
await Base.metadata.dropAll(engine);
await Base.metadata.createAll(engine);

export const SessionLocal = sessionmaker(engine);
await SessionLocal.begin((session) =>
  create(session, {
    firstName: 'Eve',
    lastName: 'Moss',
    settings: { theme: 'dark' },
    orders: [new Order({ lines: [new Line({ product: 'pen', quantity: 2, price: 1.5 })] })],
  }),
);

await using session = SessionLocal();
const eve = await find(session, 'Moss');
console.log(eve?.fullName, eve?.total(), eve?.orders[0]?.status, eve?.settings?.theme);
for (const { who, total } of await session.execute(totals)) console.log(who, total);
console.log(JSON.stringify(eve));
await engine.dispose();
