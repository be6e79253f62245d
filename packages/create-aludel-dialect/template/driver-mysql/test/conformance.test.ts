import { describeDialect } from '@aludel/conformance';
import { myDbMyWire } from '../src/index.ts';

describeDialect({
  name: 'my-db+my-wire',
  dialect: myDbMyWire,
  // A database in which the tests may create tables. Several engines must see the same data.
  url: process.env['MY_WIRE_URL'] ?? 'my-db+my-wire://localhost/test',
  // What the database itself does not have. What your way to it lacks goes here as well.
  lacks: [],
  notation: {
    binaryType: 'LONGBLOB',
    textType: 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
    timeType: 'TIME(6)',
    timestampType: 'DATETIME(6)',
    instantType: 'DATETIME(6)',
    generatedKey: 'INTEGER AUTO_INCREMENT PRIMARY KEY',
    quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  },
});
