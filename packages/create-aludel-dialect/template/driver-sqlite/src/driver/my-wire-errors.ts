/**
 * What the library threw, with the code by which the dialect knows it: SQLite's extended result code, by name, in `code`:
 * `SQLITE_CONSTRAINT_UNIQUE`. Everything that calls the library throws `codedError(error)`.
 *
 * - A library that has the code as a number: `new SqliteDriverError(resultCodeName(number), message, error)`.
 * - That the database is closed: `closedError(error)`. A value that does not fit: `valueTooBigError(error)`.
 * - Whatever is no error of SQLite stays as it is: the RangeError of an integer that no number holds exactly, which the kit
 *   reads once more, and what a function called by SQL throws.
 *
 * Look at properties, not at the class: under jest, errors of Node and of native add-ons belong to another realm.
 */
export function codedError(error: unknown): unknown {
  return error;
}
