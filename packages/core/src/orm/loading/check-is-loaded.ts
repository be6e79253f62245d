import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';

/** @throws InvalidRequestError for a write-only collection, which is never loaded as a whole */
export function checkIsLoaded({ name, key, options }: RelationshipProperty): void {
  if (options.lazy !== 'writeOnly') return;
  throw new InvalidRequestError(
    `${name} is write-only: it is never loaded as a whole. Ask for some of it: await session.scalars(object.${key}.select()).`,
  );
}
