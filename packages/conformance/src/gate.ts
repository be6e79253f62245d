/** How the message of a test begins that was not tried. */
export const notTried = 'Not tried:';

/**
 * Closed by the first step that fails: every other test then fails at once, in one line that names this step. A dialect that
 * cannot connect has one problem, not thousands.
 */
export class Gate {
  #step: string | null = null;

  /** Whether the steps that everything depends on have passed so far. */
  get isOpen(): boolean {
    return this.#step === null;
  }

  /** The first step that failed keeps it closed. */
  close(step: string): void {
    this.#step ??= step;
  }

  /** Throws, without a stack, where it is closed. */
  pass(): void {
    if (this.#step === null) return;
    const error = new Error(`${notTried} first mend "${this.#step}".`);
    error.stack = error.message;
    throw error;
  }
}
