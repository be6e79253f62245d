import { ArgumentError, type ConnectTarget, type DialectEngineOptions } from '@aludel/core/dialect';

const CHOICES: Readonly<Record<string, boolean | 'auto'>> = { auto: 'auto', true: true, false: false };

/** Reads `prepared_statements=auto|true|false` from the URL. */
export function engineOptions(target: ConnectTarget): DialectEngineOptions {
  const given = target.query['prepared_statements'];
  if (given === undefined) return {};
  const choice = typeof given === 'string' && Object.hasOwn(CHOICES, given) ? CHOICES[given] : undefined;
  if (choice === undefined) {
    throw new ArgumentError(`prepared_statements=${String(given)} in the URL means nothing. Use auto, true or false.`);
  }
  return { preparedStatements: choice };
}
