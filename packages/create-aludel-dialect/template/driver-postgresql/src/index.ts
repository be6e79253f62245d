import { postgresqlDialect } from '@aludel/postgresql/dialect';
import { type ConnectableDialect, withDriver } from '@aludel/core/dialect';
import { myWireDriver } from './driver/my-wire-driver.ts';

/**
 * What `createEngine('postgresql+my-wire://…')` works with: PostgreSQL's SQL, and another way to send it. What the driver
 * cannot do is said here: `{ ...postgresqlDialect, capabilities: { ...postgresqlDialect.capabilities, cancel: 'none' } }`.
 */
export const postgresqlMyWire: ConnectableDialect = withDriver(
  { ...postgresqlDialect, capabilities: { ...postgresqlDialect.capabilities, cancel: 'none', statementsWhileStreaming: true } },
  myWireDriver,
);

export { myWireDriver };
// Aludel finds the dialect of a URL as the default export of the package that its scheme names.
export default postgresqlMyWire;
