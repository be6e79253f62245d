import type { ErrorClassification } from '@aludel/core/dialect';

/** Which table, columns or constraint an error is about. */
export type ConstraintDetails = Pick<ErrorClassification, 'constraint' | 'table' | 'columns'>;

/**
 * Reads what SQLite says only in its message; nothing where the message leaves room for doubt. An unnamed CHECK is
 * named by its expression.
 *
 * @example constraintDetails('SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: u.name') // { table: 'u', columns: ['name'] }
 */
export function constraintDetails(code: string, message: string): ConstraintDetails {
  const subject = message.split(' constraint failed: ', 2)[1];
  if (subject === undefined) return {};
  switch (code) {
    case 'SQLITE_CONSTRAINT_CHECK':
      return { constraint: subject };
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
    case 'SQLITE_CONSTRAINT_ROWID':
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return indexDetails(subject) ?? columnDetails(subject);
    default:
      return {};
  }
}

/** A unique index on an expression: `index 'ux_lower_name'`. */
function indexDetails(subject: string): ConstraintDetails | null {
  const index = /^index '(.+)'$/.exec(subject)?.[1];
  return index === undefined ? null : { constraint: index };
}

/** `u.first, u.last`; a name that holds a dot or a comma itself cannot be told apart. */
function columnDetails(subject: string): ConstraintDetails {
  const paths = subject.split(', ').map((path) => path.split('.'));
  const table = paths[0]?.[0];
  if (table === undefined || paths.some((path) => path.length !== 2 || path[0] !== table)) return {};
  return { table, columns: paths.map((path) => path[1] as string) };
}
