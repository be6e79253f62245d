/** That an attribute holds the value of a column of the class's own table. */
export interface ColumnPlace {
  /** What the attribute is called. */
  readonly key: string;
  /** What the table calls the column. */
  readonly columnKey: string;
  /** Whether SELECT leaves it out until it is asked for. */
  readonly deferred: boolean;
  readonly deferredGroup: string | null;
}
