import { UnsupportedCompilationError } from '../../errors/compile-errors.ts';
import { string } from '../../types/text.ts';
import { itemName, tableName } from './ddl-names.ts';
import type { DdlRules, DdlWriter } from './ddl-writer.ts';
import { joined, prefixed } from './table-rules.ts';

/** Schemas, sequences, comments and the rest. */
export const statementRules = {
  createSchema: ({ name, ifNotExists }, { sql }) =>
    joined('CREATE SCHEMA', ifNotExists ? 'IF NOT EXISTS' : '', sql.identifier(name)),
  dropSchema: ({ name, ifExists, cascade }, { sql }) =>
    joined('DROP SCHEMA', ifExists ? 'IF EXISTS' : '', sql.identifier(name), cascade ? 'CASCADE' : ''),
  createSequence: ({ sequence, ifNotExists }, ddl) =>
    joined(
      'CREATE SEQUENCE',
      ifNotExists ? 'IF NOT EXISTS' : '',
      ddl.sql.tableName(sequence.name, sequence.schema),
      sequence.dataType === null ? '' : prefixed('AS ', ddl.sql.typeName(sequence.dataType)),
      ddl.rules.sequenceOptions(sequence.options, ddl),
    ),
  dropSequence: ({ sequence, ifExists }, { sql }) =>
    joined('DROP SEQUENCE', ifExists ? 'IF EXISTS' : '', sql.tableName(sequence.name, sequence.schema)),
  setTableComment: ({ table, comment }, ddl) => `COMMENT ON TABLE ${tableName(table, ddl)} IS ${commentLiteral(comment, ddl)}`,
  setColumnComment: ({ column, comment }, ddl) =>
    `COMMENT ON COLUMN ${tableName(column.table, ddl)}.${ddl.sql.identifier(column.name)} IS ${commentLiteral(comment, ddl)}`,
  setConstraintComment: ({ constraint, comment }, ddl) =>
    `COMMENT ON CONSTRAINT ${itemName(constraint, 'COMMENT ON CONSTRAINT', ddl)} ON ${tableName(constraint.table, ddl)} IS ${commentLiteral(comment, ddl)}`,
  createType: noTypes,
  dropType: noTypes,
  text: ({ sql }) => sql,
} as const satisfies Partial<DdlRules>;

/** The text of a comment as SQL has it. */
export function commentLiteral(comment: string | null, { sql }: DdlWriter): string {
  return comment === null ? 'NULL' : sql.literal(comment, string);
}

function noTypes(_element: unknown, { sql }: DdlWriter): never {
  throw new UnsupportedCompilationError(`The dialect ${sql.dialect.name} has no types that are created by themselves.`);
}
