import { withDriver, type ConnectableDialect } from '@aludel/core/dialect';
import { sqliteDialect } from './dialect/sqlite-dialect.ts';
import { betterSqlite3Driver } from './driver/better-sqlite3/better-sqlite3-driver.ts';

/** SQLite through better-sqlite3: what `createEngine('sqlite:///app.db')` works with. */
export const sqlite: ConnectableDialect = withDriver(sqliteDialect, betterSqlite3Driver);

export * from './dialect/native-types.ts';
export { sqliteDialect, betterSqlite3Driver };
export default sqlite;
