import { inspect } from 'node:util';
import type { RelationshipNode } from './nodes/expression-nodes.ts';
import type { ExpressionNode, FromNode, SqlNode, StatementNode } from './nodes/sql-node.ts';
import { type CompiledSql, type PrintOptions, printer } from './printing.ts';

/**
 * Anything that stands for a piece of SQL. What it is made of is in its {@link node}; nodes are data, and the compiler
 * turns them into text.
 */
export abstract class ClauseElement {
  readonly #isGenuine = true;
  abstract readonly node: SqlNode;

  /** By a brand that nothing parsed from JSON can carry, never by shape: what looks like one is a value. */
  static is(value: unknown): value is ClauseElement {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }

  /** The SQL for a database, and the values in it. Only for reading: an engine compiles by itself. */
  compile(options: PrintOptions = {}): CompiledSql {
    return printer.print(this.node, options);
  }

  /** Standard SQL with `:name` for parameters; no values. */
  toString(): string {
    return this.compile().sql;
  }

  /** Without the values: they may be secret. */
  [inspect.custom](): string {
    return `<${this.constructor.name}: ${this.toString()}>`;
  }
}

/** Where a mapped class, or an alias of one, has the clause that it stands for. */
export const mappedClause: unique symbol = Symbol('mappedClause');

/** The clause that a value is, or stands for; null: it is a value. Only code can have the symbol, never parsed data. */
export function clauseOf(value: unknown): ClauseElement | null {
  if (ClauseElement.is(value)) return value;
  if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return null;
  return (value as { readonly [mappedClause]?: ClauseElement })[mappedClause] ?? null;
}

/**
 * An SQL expression, as seen by what takes one: without its methods, which TypeScript would compare one by one for each
 * column. `T` is its type, `S` the FROM clauses whose outer join would make it NULL.
 */
export abstract class ExpressionElement<out T = unknown, out S extends string = string> extends ClauseElement {
  abstract override readonly node: ExpressionNode;
  /** Only for the compiler: carries `T`. Never there at run time. */
  declare readonly _valueType?: T;
  /** Only for the compiler: carries `S`. Never there at run time. */
  declare readonly _source?: S;
}

/** A piece of SQL given as text: it can stand wherever SQL can, and Aludel knows no type of it. */
export abstract class TextFragment extends ClauseElement {
  /** Only for the compiler: tells a fragment from other clauses. */
  declare protected readonly _isText: true;
}

/** A mapped class, or an alias of one, in a statement. `I` are its objects, `R` its rows by name, `S` what it is called. */
export interface EntitySource<out I = unknown, out R = unknown, out S extends string = string> {
  /** Only for the compiler, by a name that declarations of applications can write. Never there at run time. */
  readonly _entity: { readonly object: I; readonly rows: R; readonly name: S };
}

/** A statement that gives rows of which the first column has the type `V`: what `IN` takes. */
export abstract class QueryElement<out V> extends ClauseElement {
  /** Only for the compiler: tells a query from other clauses, of which some have all that it has. */
  declare protected readonly _isQuery: true;
  abstract override readonly node: StatementNode;
  /** Only for the compiler: carries `V`. Never there at run time. */
  declare readonly _firstValue?: V;
}

/** What FROM takes. `R` are its rows by name, `S` what it is called. */
export abstract class FromElement<out R = unknown, out S extends string = string> extends ClauseElement {
  abstract override readonly node: FromNode;
  /** Only for the compiler: carries `R`. Never there at run time. */
  declare readonly _rows?: R;
  /** Only for the compiler: carries `S`. Never there at run time. */
  declare readonly _name?: S;
}

/** What a mapped class stands for in SQL. `I` are its objects. */
export abstract class EntityElement<out I = unknown, out R = unknown, out S extends string = string> extends FromElement<R, S> {
  /** Only for the compiler: carries `I`. Never there at run time. */
  declare readonly _instance?: I;
}

/** A relationship of a class. `T` are the objects it leads to, `S` what those are called in a statement. */
export abstract class RelationshipElement<out T = unknown, out S extends string = string> extends ClauseElement {
  abstract override readonly node: RelationshipNode;
  /** Only for the compiler: carries `T`. Never there at run time. */
  declare readonly _related?: T;
  /** Only for the compiler: carries `S`. Never there at run time. */
  declare readonly _target?: S;
}

/** What FROM takes that is called `S` there: a table, an alias, a subquery, a mapped class. */
export type FromSource<R = unknown, S extends string = string> = FromElement<R, S> | EntitySource<unknown, R, S>;

/** What can be joined that is called `S`. */
export type JoinTarget<S extends string = string> = FromSource<unknown, S> | RelationshipElement<unknown, S>;
