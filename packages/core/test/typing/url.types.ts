import { makeUrl, URL } from '@aludel/core';
import type { ConnectTarget } from '@aludel/core/dialect';

const url: URL = makeUrl('postgresql://scott:tiger@localhost/test').set({ port: 5433, password: null });

// A URL has everything that a driver needs to connect.
export const target: Omit<ConnectTarget, 'connectArgs'> = url;
export const made: URL = URL.create({ drivername: 'sqlite', database: ':memory:' });

// @ts-expect-error a URL always names a dialect
URL.create({ host: 'localhost' });
// @ts-expect-error the port is a number
url.set({ port: '5432' });
// @ts-expect-error a URL cannot be changed, only replaced by set()
url.host = 'elsewhere';
// @ts-expect-error the query cannot be changed either
url.query['sslmode'] = 'require';
