/** What a step says when it fails is meant for the author of the dialect: what is wrong, then what to do. */
export class StepError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    // Where it was noticed is of no interest, and there is a cause where something else went wrong.
    this.stack = message;
  }
}
