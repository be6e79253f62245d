import { describeDialect } from '@aludel/conformance';
import { postgresqlMyWire } from '../src/index.ts';

describeDialect({
  name: 'postgresql+my-wire',
  dialect: postgresqlMyWire,
  // A database in which the tests may create tables. Several engines must see the same data.
  url: process.env['MY_WIRE_URL'] ?? 'postgresql+my-wire://localhost/test',
  // What the database itself does not have. What your way to it lacks goes here as well.
  lacks: [],
});
