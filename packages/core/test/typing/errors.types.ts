import { type DBAPIError, type DatabaseError, type IntegrityError, UniqueViolationError } from '@aludel/core';

export function describeFailure(error: unknown): string {
  if (error instanceof UniqueViolationError) {
    const integrity: IntegrityError = error;
    const database: DatabaseError = integrity;
    const dbapi: DBAPIError = database;
    return dbapi.message;
  }
  // @ts-expect-error what was caught is unknown until it has been narrowed
  return error.message;
}
