import { type ConnectableDialect, withDriver } from '@aludel/core/dialect';
import { myDbDialect } from '@aludel/mysql';
import { myWireDriver } from './driver/my-wire-driver.ts';

/**
 * What `createEngine('my-db+my-wire://…')` works with: the SQL of the dialect, and another way to send it. What the driver
 * cannot do is said here, as `cancel` is.
 */
export const myDbMyWire: ConnectableDialect = withDriver(
  { ...myDbDialect, capabilities: { ...myDbDialect.capabilities, cancel: 'none', statementsWhileStreaming: true } },
  myWireDriver,
);

export { myWireDriver };
// Aludel finds the dialect of a URL as the default export of the package that its scheme names.
export default myDbMyWire;
