import type { SqliteBinding, SqliteDatabase, SqliteOpenOptions } from '@aludel/sqlite/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

/**
 * The library, as the driver kit of @aludel/sqlite needs it. The kit brings transactions, waiting for locks, databases in
 * memory, streams and exact integers.
 */
export const myWireBinding: SqliteBinding = {
  // As in the URL behind the plus sign, and in logs.
  name: 'my-wire',
  // Package and class of the library's errors, as messages show them.
  errorTag: 'my-wire.Error',
  open,
};

/** Opens a file, by its absolute path, or `:memory:`. Import the library here, so that importing the dialect costs nothing. */
async function open(_path: string, _options: SqliteOpenOptions): Promise<SqliteDatabase> {
  return notWrittenYet(
    'open()',
    'src/driver/my-wire-binding.ts',
    'Open the database, without a busy time-out and with foreign keys, and return new MyWireDatabase(database).',
  );
}
