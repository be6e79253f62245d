import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { catalogOf } from './catalog.ts';
import { Connection } from './connection.ts';
import type { Lend } from './detail-cache.ts';
import { Engine } from './engine.ts';
import { Inspector } from './inspector.ts';

/**
 * Shows what a database holds: tables, views, and what they are made of. On a connection it sees what that connection's
 * transaction sees; on an engine each question takes a connection from the pool.
 *
 * @example
 * const inspector = inspect(engine);
 * for (const name of await inspector.getTableNames()) console.log(name, await inspector.getColumns(name));
 */
export function inspect(bind: Engine | Connection): Inspector {
  if (bind instanceof Connection) return new Inspector(bind.dialect, (read) => read(catalogOf(bind)));
  if (bind instanceof Engine) return new Inspector(bind.dialect, lendFrom(bind));
  throw new ArgumentError(`inspect() takes an Engine or a Connection, not ${kindOfValue(bind)}.`);
}

function lendFrom(engine: Engine): Lend {
  return async (read) => {
    const connection = await engine.connect();
    try {
      return await read(catalogOf(connection));
    } finally {
      await connection.close();
    }
  };
}
