import { ArgumentError, type ConnectTarget, type DialectEngineOptions } from '@aludel/core/dialect';

const preparedStatementChoices = new Map<unknown, boolean | 'auto'>([
  [undefined, 'auto'],
  ['auto', 'auto'],
  ['true', true],
  ['false', false],
]);

/** Reads `prepared_statements=auto|true|false` from the URL; the other keys belong to the driver. */
export function engineOptions(target: ConnectTarget): DialectEngineOptions {
  const preparedStatements = preparedStatementChoices.get(target.query['prepared_statements']);
  if (preparedStatements === undefined) {
    throw new ArgumentError('"prepared_statements" in the URL is neither auto, true nor false. Give one of them, once.');
  }
  return { preparedStatements };
}
