import { type ConnectableDialect, type Driver, withDriver } from '@aludel/core/dialect';
import { sqliteDialect, sqliteDriver } from '@aludel/sqlite/dialect';
import { nodeBinding } from './driver/node-binding.ts';

/** Opens SQLite databases, files or in memory, through node:sqlite. */
export const nodeDriver: Driver = sqliteDriver(nodeBinding);

/** What `createEngine('sqlite+node:///app.db')` works with: SQLite's SQL, and the driver kit over node:sqlite. */
export const sqliteNode: ConnectableDialect = withDriver(sqliteDialect, nodeDriver);

export { DATE, DATETIME, TIME, type DateTimeStorage } from '@aludel/sqlite/dialect';
export { sqliteDialect };
// Aludel finds the dialect of a URL as the default export of the package that its scheme names.
export default sqliteNode;
