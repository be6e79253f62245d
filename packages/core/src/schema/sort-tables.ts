import { CircularDependencyError } from '../errors/invalid-request-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { ForeignKeyConstraint } from './constraint.ts';
import type { SchemaTable } from './schema-table.ts';

/** A table with the foreign keys that can be part of it; without a table, those that have to be added, or dropped, apart. */
export interface SortedTable {
  readonly table: SchemaTable | null;
  readonly foreignKeys: readonly ForeignKeyConstraint[];
}

/** How to sort. */
export interface SortOptions {
  /** Foreign keys that cannot stand apart: they never break a circle. */
  readonly staysInTable?: (constraint: ForeignKeyConstraint) => boolean;
  /** Called where foreign keys had to be left out of account, with the tables that refer to one another. */
  readonly onCycle?: (tables: readonly SchemaTable[]) => void;
}

/**
 * Tables in an order in which each comes after those it refers to. Foreign keys that say `useAlter`, and those of tables
 * that refer to one another, come at the end, without a table.
 *
 * @throws CircularDependencyError where those of a circle cannot stand apart
 */
export function sortTablesAndConstraints(tables: readonly SchemaTable[], options: SortOptions = {}): readonly SortedTable[] {
  checkOptionNames(options, ['staysInTable', 'onCycle'], 'sortTablesAndConstraints()');
  const apart = new Set<ForeignKeyConstraint>();
  for (const constraint of tables.flatMap((table) => table.foreignKeyConstraints)) if (constraint.useAlter) apart.add(constraint);
  const cycles = tablesInCycles(tables, apart);
  if (cycles.length > 0) {
    options.onCycle?.(cycles);
    for (const constraint of cycles.flatMap((table) => table.foreignKeyConstraints))
      if (options.staysInTable?.(constraint) !== true) apart.add(constraint);
  }
  return [
    ...inOrder(tables, apart).map((table) => ({
      table,
      foreignKeys: table.foreignKeyConstraints.filter((constraint) => !apart.has(constraint)),
    })),
    { table: null, foreignKeys: [...apart] },
  ];
}

type Parents = ReadonlyMap<SchemaTable, ReadonlySet<SchemaTable>>;

function inOrder(tables: readonly SchemaTable[], apart: ReadonlySet<ForeignKeyConstraint>): readonly SchemaTable[] {
  const parents = parentsOf(tables, apart);
  const sorted: SchemaTable[] = [];
  let waiting = new Set(tables);
  while (waiting.size > 0) {
    const ready = [...waiting].filter((table) => ![...parentsIn(parents, table)].some((parent) => waiting.has(parent)));
    if (ready.length === 0) throw circular(waiting);
    sorted.push(...ready);
    waiting = waiting.difference(new Set(ready));
  }
  return sorted;
}

function circular(tables: ReadonlySet<SchemaTable>): CircularDependencyError {
  const names = [...tables].map(({ fullname }) => fullname).sort();
  return new CircularDependencyError(
    `Can't sort tables: an unresolvable foreign key dependency exists between tables: ${names.join(', ')}. Name the foreign keys of the circle, so that they can be dropped by their names.`,
  );
}

/** Tables that refer to themselves by way of others. */
function tablesInCycles(tables: readonly SchemaTable[], apart: ReadonlySet<ForeignKeyConstraint>): readonly SchemaTable[] {
  const parents = parentsOf(tables, apart);
  return tables.filter((table) => ancestors(table, parents).has(table));
}

function ancestors(table: SchemaTable, parents: Parents): ReadonlySet<SchemaTable> {
  const found = new Set<SchemaTable>();
  const open = [...parentsIn(parents, table)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...parentsIn(parents, next));
  }
  return found;
}

function parentsOf(tables: readonly SchemaTable[], apart: ReadonlySet<ForeignKeyConstraint>): Parents {
  const known = new Map<object, SchemaTable>(tables.map((table) => [table, table]));
  return new Map(
    tables.map((table) => {
      const referred = table.foreignKeyConstraints.filter((constraint) => !apart.has(constraint));
      const parents = referred.map(({ referredTable }) => known.get(referredTable));
      return [table, new Set(parents.filter((parent): parent is SchemaTable => parent !== undefined && parent !== table))];
    }),
  );
}

function parentsIn(parents: Parents, table: SchemaTable): ReadonlySet<SchemaTable> {
  return parents.get(table) ?? new Set();
}
