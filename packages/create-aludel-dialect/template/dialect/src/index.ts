import { type ConnectableDialect, withDriver } from '@aludel/core/dialect';
import { myDbDialect } from './dialect/my-db-dialect.ts';
import { myWireDriver } from './driver/my-wire-driver.ts';

/** What `createEngine('my-db://…')` works with. */
export const myDb: ConnectableDialect = withDriver(myDbDialect, myWireDriver);

// The parts, for whoever joins the dialect to another driver.
export { myDbDialect, myWireDriver };
// Aludel finds the dialect of a URL as the default export of the package that its scheme names.
export default myDb;
