import { ArgumentError } from '../errors/argument-errors.ts';

/** What the target of a foreign key says. */
export interface TargetParts {
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
}

/** Takes `table.column`, or `schema.table.column`, apart; a schema may have dots. */
export function targetParts(target: string): TargetParts {
  const parts = target.split('.');
  if (parts.length < 2 || parts.includes(''))
    throw new ArgumentError(
      `Invalid foreign key target ${JSON.stringify(target)}. Write "table.column" or "schema.table.column", as the database names them.`,
    );
  return {
    schema: parts.length === 2 ? null : parts.slice(0, -2).join('.'),
    table: parts.at(-2) as string,
    column: parts.at(-1) as string,
  };
}
