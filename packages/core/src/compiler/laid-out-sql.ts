import type { CompileOptions, EmptyList } from './compile-options.ts';
import type { Expansion, Layout, ParameterSlot } from './compiled.ts';

/** The SQL; in place of a list whose length is not known yet, SQLAlchemy's notation for one. */
export function laidOutSql({ segments, references, placeholder }: Layout, slots: readonly ParameterSlot[]): string {
  let sql = segments[0] as string;
  for (let i = 0; i < references.length; i++) {
    const place = references[i] as number;
    const slot = slots[place] as ParameterSlot;
    sql += (slot.expanding ? `(__[POSTCOMPILE_${slot.name}])` : placeholder(place, slot.type)) + segments[i + 1];
  }
  return sql;
}

/** What the SQL of each execution is written from, where it differs from one to the next. */
export function expansionOf(layout: Layout, options: CompileOptions): Expansion {
  const { emptyList = subqueryWithoutRows, tupleLists, expandedList } = options;
  return Object.freeze({ ...layout, emptyList, tupleLists, expandedList });
}

// MySQL before 8 takes no WHERE without FROM, and every subquery in FROM has to have a name.
const subqueryWithoutRows: EmptyList = Object.freeze({ subquery: '(SELECT 1 FROM (SELECT 1) AS _empty_set WHERE 1!=1)' });
