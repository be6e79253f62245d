import { checkOptionNames } from '../util/check-options.ts';

/** How a sequence or an identity column counts; what is absent is as the database likes. */
export interface SequenceOptions {
  /** The first number. Absent: the database's own choice, as for all of them. */
  readonly start?: number | bigint;
  /** What is added each time; negative: it counts down. */
  readonly increment?: number | bigint;
  /** The smallest number. */
  readonly minvalue?: number | bigint;
  /** The greatest number. */
  readonly maxvalue?: number | bigint;
  /** Says NO MINVALUE. */
  readonly nominvalue?: boolean;
  /** Says NO MAXVALUE. */
  readonly nomaxvalue?: boolean;
  /** Whether it begins anew at its end. */
  readonly cycle?: boolean;
  /** How many numbers a connection may take at once. */
  readonly cache?: number | bigint;
}

/** The names of {@link SequenceOptions}. */
export const sequenceOptionNames = [
  'start',
  'increment',
  'minvalue',
  'maxvalue',
  'nominvalue',
  'nomaxvalue',
  'cycle',
  'cache',
] as const;

/** How an identity column counts. */
export interface IdentityOptions extends SequenceOptions {
  /** True: GENERATED ALWAYS, which refuses values that INSERT gives. Default false: BY DEFAULT. */
  readonly always?: boolean;
}

/** That the database numbers a column: `GENERATED … AS IDENTITY`. */
export class Identity {
  readonly kind = 'identity';
  readonly always: boolean;
  readonly options: SequenceOptions;

  constructor(given: IdentityOptions = {}) {
    const { always = false, ...options } = checkOptionNames(given, ['always', ...sequenceOptionNames], 'identity()');
    this.always = always;
    this.options = Object.freeze(options);
    Object.freeze(this);
  }
}

/**
 * Says that the database numbers a column.
 *
 * @example column(t.Integer, { primaryKey: true, identity: identity({ start: 100 }) })
 */
export function identity(options: IdentityOptions = {}): Identity {
  return new Identity(options);
}
