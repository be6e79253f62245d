/** How much work a measurement is worth. */
export interface Effort {
  /** How often each contender has its turn. */
  readonly rounds: number;
  /** How long a turn of the fastest contender takes at least, where the case leaves that open. */
  readonly turnMs: number;
  /** How long each contender runs before anything counts. */
  readonly warmUpMs: number;
  /** The most rows, statements or operations that a case may take; Infinity: what it says itself. */
  readonly sizeLimit: number;
}

export const fullEffort: Effort = { rounds: 15, turnMs: 25, warmUpMs: 500, sizeLimit: Infinity };

/** Enough to see that both sides do the same; the times mean nothing. */
export const tinyEffort: Effort = { rounds: 1, turnMs: 0, warmUpMs: 0, sizeLimit: 20 };
