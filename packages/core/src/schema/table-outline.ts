import type { FromClause } from '../sql/from-clause.ts';
import type { TableNode } from '../sql/nodes/from-nodes.ts';

/** A table as its own columns and constraints see it. */
export interface TableOutline<out S extends string = string> extends FromClause<Readonly<Record<string, unknown>>, S> {
  /** What stands for it in statements. */
  readonly node: TableNode;
  /** As the database calls it. */
  readonly name: string;
  /** Null: where a name alone finds it. */
  readonly schema: string | null;
  /** With the schema in front where there is one: `app.user_account`. */
  readonly fullname: string;
}
