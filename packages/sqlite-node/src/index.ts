import { withDriver, type ConnectableDialect, type Driver } from '@aludel/core/dialect';
import { sqliteDialect, sqliteDriver } from '@aludel/sqlite/dialect';
import { nodeSqliteBinding } from './driver/node-sqlite-binding.ts';

/** Opens SQLite databases, files or in memory, through node:sqlite. */
export const nodeSqliteDriver: Driver = sqliteDriver(nodeSqliteBinding);

/** SQLite through node:sqlite: what `createEngine('sqlite+node:///app.db')` works with. */
export const sqlite: ConnectableDialect = withDriver(sqliteDialect, nodeSqliteDriver);

export { DATE, DATETIME, TIME, type DateTimeStorage } from '@aludel/sqlite/dialect';
export { sqliteDialect };
export default sqlite;
