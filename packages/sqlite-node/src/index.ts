import { withDriver, type ConnectableDialect } from '@aludel/core/dialect';
import { sqliteDialect } from '@aludel/sqlite/dialect';
import { nodeSqliteDriver } from './driver/node-sqlite-driver.ts';

/** SQLite through node:sqlite: what `createEngine('sqlite+node:///app.db')` works with. */
export const sqlite: ConnectableDialect = withDriver(sqliteDialect, nodeSqliteDriver);

export { DATE, DATETIME, TIME, type DateTimeStorage } from '@aludel/sqlite/dialect';
export { sqliteDialect, nodeSqliteDriver };
export default sqlite;
