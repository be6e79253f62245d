import { standardDdl } from '../compiler/ddl/write-ddl.ts';
import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { RunQuery, Sought } from '../dialect/existence.ts';
import type { ForeignKeyConstraint } from '../schema/constraint.ts';
import {
  AddConstraint,
  CreateIndex,
  CreateSequence,
  CreateTable,
  DropConstraint,
  DropSequence,
  DropTable,
  SetColumnComment,
  SetConstraintComment,
  SetTableComment,
} from '../schema/ddl/create-and-drop.ts';
import type { DdlElement } from '../schema/ddl/ddl-element.ts';
import { CreateType, type DatabaseType, DropType } from '../schema/ddl/types-of-database.ts';
import type { SchemaTask } from '../schema/schema-bind.ts';
import type { SchemaTable } from '../schema/schema-table.ts';
import type { Sequence } from '../schema/sequence.ts';
import { sortTablesAndConstraints } from '../schema/sort-tables.ts';
import type { SchemaTranslateMap } from '../sql/executable.ts';
import { warn } from '../util/warn.ts';

/** A connection, as far as creating and dropping goes. */
export interface SchemaConnection {
  readonly dialect: ConnectableDialect;
  readonly schemaTranslateMap: SchemaTranslateMap;
  readonly query: RunQuery;
  execute(element: DdlElement): Promise<void>;
}

/** Creates or drops tables with all that belongs to them, one statement after the other. */
export async function carryOutSchemaTask(connection: SchemaConnection, task: SchemaTask): Promise<void> {
  await (task.kind === 'create' ? createAll(connection, task) : dropAll(connection, task));
}

// Creating -------------------------------------------------------------------------------------------------------

async function createAll(connection: SchemaConnection, task: SchemaTask): Promise<void> {
  const tables = await those(task.tables, async (table) => !(await exists(connection, task, 'hasTable', table)));
  for (const type of typesOf(connection, tables)) await createType(connection, task, type);
  for (const sequence of sequencesOf(connection, tables, task.sequences)) await createSequence(connection, task, sequence);
  for (const { table, foreignKeys } of sortTablesAndConstraints(tables)) {
    if (table !== null) await createTable(connection, table, foreignKeys);
    else await addForeignKeys(connection, foreignKeys);
  }
}

async function addForeignKeys(connection: SchemaConnection, constraints: readonly ForeignKeyConstraint[]): Promise<void> {
  for (const constraint of addable(connection, constraints)) await connection.execute(new AddConstraint(constraint));
  const { canAlter, foreignKeys } = ddlOf(connection);
  if (canAlter || foreignKeys !== 'backward' || constraints.length === 0) return;
  const tables = new Set(constraints.map(({ table }) => table.name));
  warn(
    `Tables that refer to one another have no foreign keys in ${connection.dialect.name}; left out in: ${[...tables].join(', ')}.`,
  );
}

async function createType(connection: SchemaConnection, task: SchemaTask, type: DatabaseType): Promise<void> {
  if (!(await exists(connection, task, 'hasType', type))) await connection.execute(new CreateType(type));
}

async function createSequence(connection: SchemaConnection, task: SchemaTask, sequence: Sequence): Promise<void> {
  if (!(await exists(connection, task, 'hasSequence', sequence))) await connection.execute(new CreateSequence(sequence));
}

async function createTable(
  connection: SchemaConnection,
  table: SchemaTable,
  foreignKeys: readonly ForeignKeyConstraint[],
): Promise<void> {
  await connection.execute(new CreateTable(table, { foreignKeys }));
  for (const index of table.indexes) await connection.execute(new CreateIndex(index));
  for (const comment of commentsOf(connection, table)) await connection.execute(comment);
}

function commentsOf(connection: SchemaConnection, table: SchemaTable): readonly DdlElement[] {
  const { comments, constraintComments = false } = ddlOf(connection);
  if (comments !== 'statements') return [];
  return [
    ...(table.comment === null ? [] : [new SetTableComment(table)]),
    ...table.columnList.filter(({ comment }) => comment !== null).map((column) => new SetColumnComment(column)),
    ...table.constraints
      .filter(({ comment }) => constraintComments && comment !== null)
      .map((constraint) => new SetConstraintComment(constraint)),
  ];
}

// Dropping -------------------------------------------------------------------------------------------------------

async function dropAll(connection: SchemaConnection, task: SchemaTask): Promise<void> {
  const tables = await those(task.tables, (table) => exists(connection, { ...task, expected: true }, 'hasTable', table));
  // A constraint without a name cannot be dropped apart from its table.
  const staysInTable = ({ name }: ForeignKeyConstraint): boolean => ddlOf(connection).canAlter && name === null;
  for (const { table, foreignKeys } of sortTablesAndConstraints(tables, { staysInTable }).toReversed()) {
    if (table !== null) await connection.execute(new DropTable(table));
    else for (const constraint of addable(connection, foreignKeys)) await connection.execute(new DropConstraint(constraint));
  }
  const kept = othersBeside(task.tables);
  const keptSequences = sequencesOf(connection, kept, []);
  const keptTypes = typesOf(connection, kept).map(typeKey);
  for (const sequence of sequencesOf(connection, tables, task.sequences))
    if (!keptSequences.includes(sequence)) await dropSequence(connection, task, sequence);
  for (const type of typesOf(connection, tables)) if (!keptTypes.includes(typeKey(type))) await dropType(connection, task, type);
}

/** The other tables of the same MetaData: what they use as well stays. */
function othersBeside(tables: readonly SchemaTable[]): readonly SchemaTable[] {
  const all = new Set(tables.flatMap(({ metadata }) => [...metadata.tables.values()]));
  return [...all.difference(new Set(tables))];
}

async function dropSequence(connection: SchemaConnection, task: SchemaTask, sequence: Sequence): Promise<void> {
  if (await exists(connection, { ...task, expected: true }, 'hasSequence', sequence))
    await connection.execute(new DropSequence(sequence));
}

async function dropType(connection: SchemaConnection, task: SchemaTask, type: DatabaseType): Promise<void> {
  if (await exists(connection, { ...task, expected: true }, 'hasType', type)) await connection.execute(new DropType(type));
}

// What belongs to tables -----------------------------------------------------------------------------------------

function ddlOf({ dialect }: SchemaConnection) {
  return dialect.ddl ?? standardDdl;
}

function addable(connection: SchemaConnection, constraints: readonly ForeignKeyConstraint[]): readonly ForeignKeyConstraint[] {
  const { canAlter, foreignKeys } = ddlOf(connection);
  return canAlter && foreignKeys !== 'none' ? constraints : [];
}

/** Types that several columns share are one. */
function typesOf(connection: SchemaConnection, tables: readonly SchemaTable[]): readonly DatabaseType[] {
  const { namedTypes } = ddlOf(connection);
  if (namedTypes === undefined) return [];
  const types = tables.flatMap(({ columnList }) => columnList).flatMap((column) => namedTypes(column));
  return [...new Map(types.map((type) => [typeKey(type), type])).values()];
}

function typeKey({ name, schema }: DatabaseType): string {
  return `${schema ?? ''}.${name}`;
}

function sequencesOf(
  connection: SchemaConnection,
  tables: readonly SchemaTable[],
  others: readonly Sequence[],
): readonly Sequence[] {
  if (!ddlOf(connection).sequences) return [];
  const ofColumns = tables.flatMap(({ columnList }) => columnList).flatMap(({ sequence }) => sequence ?? []);
  return [...new Set([...others, ...ofColumns])].filter(({ optional }) => !optional);
}

// What is there --------------------------------------------------------------------------------------------------

async function those(
  tables: readonly SchemaTable[],
  isWanted: (table: SchemaTable) => Promise<boolean>,
): Promise<readonly SchemaTable[]> {
  const wanted: SchemaTable[] = [];
  for (const table of new Set(tables)) if (await isWanted(table)) wanted.push(table);
  return wanted;
}

/** Whether something is there; without checking it is as `expected`: absent when creating, present when dropping. */
async function exists(
  { dialect, query, schemaTranslateMap }: SchemaConnection,
  { checkfirst, expected = false }: SchemaTask & { readonly expected?: boolean },
  question: 'hasTable' | 'hasSequence' | 'hasType',
  { name, schema }: Sought,
): Promise<boolean> {
  const ask = dialect.existence?.[question];
  if (!checkfirst || ask === undefined) return expected;
  const key = schema ?? '';
  const wanted = Object.hasOwn(schemaTranslateMap, key) ? (schemaTranslateMap[key] ?? null) : schema;
  return await ask(query, { name, schema: wanted });
}
