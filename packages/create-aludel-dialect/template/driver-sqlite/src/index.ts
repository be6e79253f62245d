import { type ConnectableDialect, type Driver, withDriver } from '@aludel/core/dialect';
import { sqliteDialect, sqliteDriver } from '@aludel/sqlite/dialect';
import { myWireBinding } from './driver/my-wire-binding.ts';

/** Opens SQLite databases, files or in memory. */
export const myWireDriver: Driver = sqliteDriver(myWireBinding);

/** What `createEngine('sqlite+my-wire:///app.db')` works with: SQLite's SQL, and the driver kit over another library. */
export const sqliteMyWire: ConnectableDialect = withDriver(sqliteDialect, myWireDriver);

// Aludel finds the dialect of a URL as the default export of the package that its scheme names.
export default sqliteMyWire;
