import { AludelError } from './aludel-error.ts';

/** An argument, an option or a URL that cannot mean anything; nothing was done. */
export class ArgumentError extends AludelError {}

/** A dialect or driver that no package, registered loader or option provides. */
export class NoSuchModuleError extends ArgumentError {}

/** Something that is not a statement was given to `execute`. */
export class ObjectNotExecutableError extends ArgumentError {}

/** A name that the database cannot take: it is too long. */
export class IdentifierError extends ArgumentError {}
