/** One side of a race. */
export interface Contender {
  /** The measured work. Gives something by which the results of all sides can be compared. */
  run(operations: number): unknown;
  /** Not measured: tells what the work has left in the database, and takes it back. */
  restore?(): Promise<unknown>;
  close?(): Promise<unknown>;
}
