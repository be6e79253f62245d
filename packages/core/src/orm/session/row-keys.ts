import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { Statement } from '../../sql/statement.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { NamedValues } from './grouped-by-keys.ts';

/**
 * Refuses values that would be lost: rows have the names of attributes that are columns, the keys of columns, or those of
 * parameters in the statement.
 *
 * @throws InvalidRequestError for any other
 */
export function checkRowKeys(row: NamedValues, mapper: Mapper, statement: Statement<unknown>): void {
  const binds = namedBinds(statement);
  for (const key of Object.keys(row)) {
    if (isColumn(key, mapper) || binds.has(key)) continue;
    const keys = mapper.columns.map((property) => property.key).join(', ');
    throw new InvalidRequestError(
      `Unconsumed names: ${key}. ${statement.kind}(${mapper.name}) takes values for the attributes that are columns: ${keys}.`,
    );
  }
}

/** The names of parameters that a statement has itself. */
export function namedBinds({ binds }: Statement<unknown>): ReadonlySet<string> {
  return new Set(binds.filter(({ isAnonymous }) => !isAnonymous).map(({ name }) => name));
}

function isColumn(name: string, mapper: Mapper): boolean {
  return mapper.columns.some(({ key, column }) => key === name || column.key === name);
}
