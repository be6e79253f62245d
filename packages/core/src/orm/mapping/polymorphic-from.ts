import { ArgumentError } from '../../errors/argument-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode } from '../../sql/nodes/sql-node.ts';
import { joinedFrom } from './inheritance.ts';
import type { Mapper } from './mapper.ts';

/** What a class is selected from, and where its columns are there. */
export interface ClassSource {
  readonly from: FromNode;
  readonly nodeOf: (column: AnyColumn) => ColumnNode;
}

/** How it is. */
export interface ClassSourceOptions {
  /** Subclasses whose tables are joined as well, where a row has one there. */
  readonly subclasses?: readonly Mapper[];
  /** Whether tables get another name. */
  readonly isAliased?: boolean;
  /** That name; null: it is made up. */
  readonly name?: string | null;
  /** Whether only rows of the subclasses are wanted. */
  readonly isInner?: boolean;
}

/** The tables of a class, joined as they follow from one another. */
export function classSource(mapper: Mapper, options: ClassSourceOptions = {}): ClassSource {
  const { subclasses = [], isAliased = false, name = null, isInner = false } = options;
  const alone = subclasses.find(({ base }) => base !== mapper.base);
  if (alone !== undefined)
    throw new ArgumentError(
      `${alone.name} is a concrete class: its rows are in a table of its own, which no key joins to that of ${mapper.name}. Select each class by itself.`,
    );
  if (subclasses.length === 0 && !isAliased) return { from: mapper.from, nodeOf: ({ node }) => node };
  const isAlone = mapper.tables.length === 1 && subclasses.every(({ tables }) => tables.length === 1);
  const aliases = new Map<SchemaTable, FromClause<unknown, string>>();
  const tableOf = (table: SchemaTable): FromClause<unknown, string> => {
    if (!isAliased) return table as unknown as FromClause<unknown, string>;
    const known = aliases.get(table) ?? aliasOf(table, name === null || isAlone ? name : `${name}_${table.name}`);
    aliases.set(table, known);
    return known;
  };
  const nodeOf = ({ table, key }: AnyColumn): ColumnNode =>
    (tableOf(table as SchemaTable).c as unknown as Readonly<Record<string, { readonly node: ColumnNode }>>)[key]
      ?.node as ColumnNode;
  const present = new Set<SchemaTable>();
  let from: FromNode | null = null;
  for (const one of [mapper, ...subclasses]) {
    const joinType = one === mapper || isInner ? 'inner' : 'left';
    for (const step of lineage(one)) {
      if (present.has(step.table)) continue;
      present.add(step.table);
      const table = tableOf(step.table).node;
      from = from === null ? table : joinedFrom(from, table, step.inheritPairs, { joinType, nodeOf });
    }
  }
  return { from: from as FromNode, nodeOf };
}

function aliasOf(table: SchemaTable, name: string | null): FromClause<unknown, string> {
  return (table as unknown as FromClause<unknown, string>).alias(name ?? undefined);
}

/** The class and those above it, the root first. */
function lineage(mapper: Mapper): readonly Mapper[] {
  if (mapper.inherits === null || mapper.inheritance === 'concrete') return [mapper];
  return [...lineage(mapper.inherits), mapper];
}
