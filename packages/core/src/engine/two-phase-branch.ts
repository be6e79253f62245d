import { randomBytes } from 'node:crypto';
import type { Dialect } from '../dialect/dialect.ts';
import type { TwoPhase } from '../dialect/two-phase.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';

/** What a two-phase transaction is to the database. */
export class TwoPhaseBranch {
  readonly xid: string;
  readonly rules: TwoPhase;
  isPrepared = false;

  constructor(dialect: Dialect, xid = `aludel_${randomBytes(16).toString('hex')}`) {
    this.xid = checkXid(xid);
    this.rules = twoPhaseOf(dialect);
  }

  /** What ends it; null: the plain statement does. */
  ending(how: 'commit' | 'rollback'): readonly string[] | null {
    return this.rules[how](this.xid, this.isPrepared);
  }

  checkNotPrepared(): void {
    if (this.isPrepared)
      throw new InvalidRequestError(
        'This transaction is prepared: it takes no statements any more, only commit() or rollback().',
      );
  }
}

/** @throws InvalidRequestError for a database without */
export function twoPhaseOf({ name, twoPhase }: Dialect): TwoPhase {
  if (twoPhase !== undefined) return twoPhase;
  throw new InvalidRequestError(`The dialect "${name}" has no two-phase transactions.`);
}

/** 64 bytes are what MySQL takes. */
export function checkXid(xid: string): string {
  if (/^[ -~]{1,64}$/.test(xid) && !/['\\]/.test(xid)) return xid;
  throw new ArgumentError(
    'The name of a two-phase transaction is 1 to 64 printable ASCII characters, without quotes and backslashes.',
  );
}
