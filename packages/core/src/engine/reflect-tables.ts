import { InvalidRequestError, NoSuchTableError } from '../errors/invalid-request-errors.ts';
import type { ColumnDefinition } from '../schema/column-definition.ts';
import { type MetaData, tableKey } from '../schema/metadata.ts';
import type { ReflectionTask, WantedTable, WantedTables } from '../schema/reflection-bind.ts';
import type { SchemaTable } from '../schema/schema-table.ts';
import { Table, type TableDefinition } from '../schema/table.ts';
import type { Inspector } from './inspector.ts';
import { reflectedColumns } from './reflected-columns.ts';
import { type ReflectedParts, reflectedItems, type TableColumns } from './reflected-items.ts';

/** Reads tables into a MetaData, with those that they refer to. Gives those that were wanted. */
export async function reflectTables(inspector: Inspector, task: ReflectionTask): Promise<readonly SchemaTable[]> {
  const { wanted, metadata, schema } = task;
  const names = wanted.kind === 'one' ? [wanted.name] : await namesOf(inspector, task, wanted);
  await new Reflection(inspector, task).read(names);
  return names.map((name) => metadata.tables.get(tableKey(name, schema)) as SchemaTable);
}

async function namesOf(
  inspector: Inspector,
  { schema, metadata }: ReflectionTask,
  wanted: WantedTables,
): Promise<readonly string[]> {
  const { only, views } = wanted;
  const tables = [...(await inspector.getTableNames({ schema }))];
  if (views)
    tables.push(...(await inspector.getViewNames({ schema })), ...(await inspector.getMaterializedViewNames({ schema })));
  if (only === null) return tables;
  if (typeof only === 'function') return tables.filter((name) => only(name));
  const missing = only.filter((name) => !tables.includes(name) && !metadata.tables.has(tableKey(name, schema)));
  if (missing.length > 0)
    throw new InvalidRequestError(
      `Could not reflect: requested table(s) not available${schema === null ? '' : ` in schema '${schema}'`}: (${missing.join(', ')}). getTableNames() lists those that are there; views are among them with { views: true }.`,
    );
  return only;
}

/** A table that waits to be read. */
interface Wait {
  readonly name: string;
  readonly schema: string | null;
  /** Whether only a foreign key asks for it. */
  readonly isReferred: boolean;
}

class Reflection {
  readonly #inspector: Inspector;
  readonly #task: ReflectionTask;
  readonly #done = new Set<string>();

  constructor(inspector: Inspector, task: ReflectionTask) {
    this.#inspector = inspector;
    this.#task = task;
  }

  /** Level by level: first the wanted tables, then those they refer to. One look at the catalog serves a whole level. */
  async read(names: readonly string[]): Promise<void> {
    let level: readonly Wait[] = names.map((name) => ({ name, schema: this.#task.schema, isReferred: false }));
    while (level.length > 0) {
      const fresh = level.filter((wait) => this.#isToBeRead(wait));
      const next: Wait[] = [];
      for (const [schema, waits] of Map.groupBy(fresh, (wait) => wait.schema))
        next.push(...(await this.#readLevel(schema, waits)));
      level = this.#task.resolveFks ? next : [];
    }
  }

  #isToBeRead({ name, schema, isReferred }: Wait): boolean {
    const key = tableKey(name, schema);
    if (this.#done.has(key)) return false;
    this.#done.add(key);
    return !this.#task.metadata.tables.has(key) || (this.#task.extendExisting && !isReferred);
  }

  async #readLevel(schema: string | null, waits: readonly Wait[]): Promise<readonly Wait[]> {
    const inspector = this.#inspector;
    const filter = { schema, filterNames: waits.map(({ name }) => name), kind: 'any', scope: 'any' } as const;
    const found = {
      columns: await inspector.getMultiColumns(filter),
      primaryKeys: await inspector.getMultiPkConstraint(filter),
      foreignKeys: await inspector.getMultiForeignKeys(filter),
      uniqueConstraints: await inspector.getMultiUniqueConstraints(filter),
      checkConstraints: await inspector.getMultiCheckConstraints(filter),
      indexes: await inspector.getMultiIndexes(filter),
      comments: await inspector.getMultiTableComment(filter),
      options: await inspector.getMultiTableOptions(filter),
    };
    return waits.flatMap((wait) => this.#make(wait, found));
  }

  /** Makes a table and gives those that it refers to. */
  #make({ name, schema, isReferred }: Wait, found: FoundDetails): readonly Wait[] {
    const key = tableKey(name, schema);
    const columns = found.columns.get(key);
    if (columns === undefined) {
      // SQLite lets keys refer to nothing.
      if (isReferred) return [];
      throw new NoSuchTableError(`There is no table or view "${key}". inspect(engine).getTableNames() lists them.`);
    }
    const primaryKey = found.primaryKeys.get(key) ?? { name: null, constrainedColumns: [], comment: null };
    const { definitions: overrides, includeColumns } = this.#choice(key, isReferred);
    const { definitions, keys } = reflectedColumns(columns, { table: name, primaryKey, overrides, includeColumns });
    const foreignKeys = (found.foreignKeys.get(key) ?? []).filter(
      ({ constrainedColumns }) =>
        !constrainedColumns.some((column) => (overrides[keys.get(column) ?? '']?.foreignKeys.length ?? 0) > 0),
    );
    const flagged = Object.values(definitions).filter(({ options }) => options.primaryKey === true);
    const parts: ReflectedParts = {
      primaryKey,
      isPrimaryKeyKnown: flagged.length === primaryKey.constrainedColumns.length,
      foreignKeys,
      uniqueConstraints: found.uniqueConstraints.get(key) ?? [],
      checkConstraints: found.checkConstraints.get(key) ?? [],
      indexes: found.indexes.get(key) ?? [],
    };
    const items = (expressions: unknown) =>
      reflectedItems(name, parts, { keys, columns: expressions as TableColumns['columns'] });
    const metadata = this.#task.metadata as MetaData;
    const existing = metadata.tables.get(key);
    if (existing !== undefined) metadata.remove(existing);
    const comment = found.comments.get(key) ?? null;
    const dialectOptions = found.options.get(key) ?? {};
    new Table<string, TableDefinition>(name, metadata, definitions, items, {
      schema,
      ...(comment !== null && { comment }),
      ...(Object.values(dialectOptions).some((own) => Object.keys(own).length > 0) && { dialectOptions }),
    });
    return foreignKeys.map((foreign) => ({ name: foreign.referredTable, schema: foreign.referredSchema, isReferred: true }));
  }

  /** What is known of a table before it is read. */
  #choice(key: string, isReferred: boolean): Choice {
    const { wanted, metadata } = this.#task;
    const existing = metadata.tables.get(key)?.definition as Choice['definitions'] | undefined;
    if (wanted.kind === 'many' || isReferred) return { definitions: existing ?? {}, includeColumns: null };
    const { columns, includeColumns }: WantedTable = wanted;
    return { definitions: { ...existing, ...columns }, includeColumns };
  }
}

interface Choice {
  readonly definitions: Readonly<Record<string, ColumnDefinition<unknown>>>;
  readonly includeColumns: readonly string[] | null;
}

/** What the catalog says of the tables of a level. */
interface FoundDetails {
  readonly columns: Awaited<ReturnType<Inspector['getMultiColumns']>>;
  readonly primaryKeys: Awaited<ReturnType<Inspector['getMultiPkConstraint']>>;
  readonly foreignKeys: Awaited<ReturnType<Inspector['getMultiForeignKeys']>>;
  readonly uniqueConstraints: Awaited<ReturnType<Inspector['getMultiUniqueConstraints']>>;
  readonly checkConstraints: Awaited<ReturnType<Inspector['getMultiCheckConstraints']>>;
  readonly indexes: Awaited<ReturnType<Inspector['getMultiIndexes']>>;
  readonly comments: Awaited<ReturnType<Inspector['getMultiTableComment']>>;
  readonly options: Awaited<ReturnType<Inspector['getMultiTableOptions']>>;
}
