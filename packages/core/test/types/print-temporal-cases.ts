// `node print-temporal-cases.ts` prints what the codecs make of the cases in the time zone of this process, as JSON.

import { temporalCases } from './temporal-cases.ts';

const outcomes = temporalCases.map(({ type, value, delivered }) => ({
  stored: type.encode?.(value),
  read: delivered.map((text) => type.decode?.(text)),
}));
process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), outcomes }));
