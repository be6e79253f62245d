import { describeDialect } from '@aludel/conformance';
import { sqlite } from '../src/index.ts';
describeDialect({ name: 'sqlite', dialect: sqlite, url: process.env.U, lacks: ['exactNumeric','negativeZero','accounts','enforcedLength'],
  notation: { binaryType: 'BLOB', generatedKey: 'INTEGER PRIMARY KEY', failing: "json('{')" } } as never);
