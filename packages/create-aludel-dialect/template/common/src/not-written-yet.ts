/**
 * Stands where something is to be written. Delete this file when nothing imports it any more.
 *
 * @param what the function: `connect()`
 * @param where its file: `src/driver/my-wire-driver.ts`
 * @param how one sentence that says what it must do
 */
export function notWrittenYet(what: string, where: string, how: string): never {
  const error = new Error(`Not written yet: ${what} in ${where}. ${how}`);
  // So that jest shows the function that is to be written, not this one.
  Error.captureStackTrace(error, notWrittenYet);
  throw error;
}
