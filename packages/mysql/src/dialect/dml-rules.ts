import {
  CompileError,
  type DmlForms,
  dmlRules,
  insertOf,
  type Rules,
  type SqlWriter,
  standardForms,
  writeConflictSets,
} from '@aludel/core/dialect';

const forms: DmlForms = {
  ...standardForms,
  emptyRow: ' () VALUES ()',
  ctesFollowInsert: true,
  updateTables: 'list',
  deleteTables: 'usingAll',
};

type ConflictNode = Parameters<Rules['onConflict']>[0];

/** INSERT, UPDATE and DELETE, as MySQL and MariaDB have them. */
export const mysqlDmlRules: Partial<Rules> = {
  ...dmlRules(forms),
  onConflict: writeOnDuplicateKey,
  // MySQL prefers a name for the new row, `AS new`, which MariaDB does not know; both understand VALUES().
  column: (node, sql) =>
    node.from?.kind === 'excluded' ? `VALUES(${sql.identifier(node.name)})` : sql.standard.column(node, sql),
};

function writeOnDuplicateKey(node: ConflictNode, sql: SqlWriter): string {
  refuseWhatItCannotSay(node, sql);
  return `ON DUPLICATE KEY UPDATE ${node.action === 'nothing' ? writeNoChange(sql) : writeConflictSets(node, ' = ', sql)}`;
}

/** Sets a column to what it is: INSERT IGNORE would also swallow every other error. */
function writeNoChange(sql: SqlWriter): string {
  const { table } = insertOf(sql);
  const columns = table.identity.columnNodes as unknown as readonly { readonly name: string }[];
  const name = sql.identifier((columns[0] as { readonly name: string }).name);
  return `${name} = ${sql.write(table)}.${name}`;
}

function refuseWhatItCannotSay({ constraint, targetWhere, where }: ConflictNode, { dialect }: SqlWriter): void {
  const given = { constraint, indexWhere: targetWhere, where };
  const refused = Object.entries(given).find(([, value]) => value !== null);
  if (refused === undefined) return;
  throw new CompileError(
    `ON DUPLICATE KEY UPDATE of ${dialect.name} cannot say "${refused[0]}": it updates the row that any unique index finds. Leave it out, or select the row first.`,
  );
}
