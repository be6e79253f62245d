import type { Connection } from './connection.ts';

/**
 * What executes statements: a Connection or a Session. For functions that take either, since TypeScript cannot call a
 * method of their union.
 *
 * @example const findUser = (db: Executor, id: number) => db.execute(select(user).where(user.c.id.eq(id))).oneOrNone();
 */
export type Executor = Pick<Connection, 'execute' | 'scalar' | 'scalars' | 'stream'>;
