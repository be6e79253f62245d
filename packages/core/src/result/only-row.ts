import { MultipleResultsFound, NoResultFound } from '../errors/invalid-request-errors.ts';

/** For `one()` and its relatives where there is no row. */
export function noRowFound(): NoResultFound {
  return new NoResultFound('No row was found when one was required');
}

/** For `one()` and its relatives where there are several rows. */
export function severalRowsFound(required: 'exactly one' | 'one or none'): MultipleResultsFound {
  return new MultipleResultsFound(`Multiple rows were found when ${required} was required`);
}
