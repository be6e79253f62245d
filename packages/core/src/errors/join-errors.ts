import { ArgumentError } from './argument-errors.ts';

/** A join that says no condition, between clauses without a foreign key from one to the other. */
export class NoForeignKeysError extends ArgumentError {}

/** A join that says no condition, where more than one foreign key would make one. */
export class AmbiguousForeignKeysError extends ArgumentError {}
