import { AludelError } from './aludel-error.ts';

/** A call that the object cannot serve in the state it is in. */
export class InvalidRequestError extends AludelError {}

/** Two calls that change the state of one object overlap, or come in an order that makes no sense. */
export class IllegalStateChangeError extends InvalidRequestError {}

/** A transaction failed and waits for `rollback()`; code `8s2b`. */
export class PendingRollbackError extends InvalidRequestError {}

/** A connection, result or transaction that was closed is used. */
export class ResourceClosedError extends InvalidRequestError {}

/** `scalars()`, `columns()` and the like were given the name of a column that is not there. */
export class NoSuchColumnError extends InvalidRequestError {}

/** One row was required and none came. */
export class NoResultFound extends InvalidRequestError {}

/** One row was required and more came. */
export class MultipleResultsFound extends InvalidRequestError {}

/** A Session has no engine for a statement. */
export class UnboundExecutionError extends InvalidRequestError {}

/** A table, view or other object of the database was to be looked at, and is not there. */
export class NoSuchTableError extends InvalidRequestError {}

/** A foreign key refers to something that is not defined. */
export class NoReferenceError extends InvalidRequestError {}

/** A foreign key refers to a table that its MetaData does not have, or not yet. */
export class NoReferencedTableError extends NoReferenceError {}

/** A foreign key refers to a column that its table does not have. */
export class NoReferencedColumnError extends NoReferenceError {}

/** Things depend on one another in a circle, so that none can come first. */
export class CircularDependencyError extends InvalidRequestError {}
