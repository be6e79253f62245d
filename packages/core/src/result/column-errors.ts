import { InvalidRequestError, NoSuchColumnError } from '../errors/invalid-request-errors.ts';

/** For a name that several columns of a result have. */
export function ambiguousColumn(name: string): InvalidRequestError {
  return new InvalidRequestError(
    `Ambiguous column name '${name}' in result set column descriptions. Give each of them a label of its own, or read the row by position.`,
  );
}

/** For a name or a position that no column of a result has. */
export function noSuchColumn(key: number | string, names: readonly string[]): NoSuchColumnError {
  const known = names.length === 0 ? 'The result has no columns.' : `The columns are: ${names.join(', ')}.`;
  return new NoSuchColumnError(`Could not locate column in row for column '${key}'. ${known}`);
}
