import { ArgumentError } from '../errors/argument-errors.ts';
import type { CustomNode } from '../sql/nodes/expression-nodes.ts';
import type { CompilerDialect, Rule } from './rules.ts';

/** What an application's construct is in SQL: by the name of a dialect, and `default` for all the others. */
export type ConstructRules = Readonly<Record<string, Rule<CustomNode>>>;

/**
 * The one registry of the process: a construct is part of an application's code, like a class, and means the same on every
 * engine.
 */
const registry = new Map<string, ConstructRules>();

/**
 * Says what a construct that `customElement()` makes is in SQL.
 *
 * @example
 * compiles('coalesceBlank', {
 *   default: ({ children }, sql) => `COALESCE(NULLIF(TRIM(${sql.list(children)}), ''), '-')`,
 * });
 * @throws ArgumentError for a name that is taken: two libraries must not change each other's SQL
 */
export function compiles(name: string, rules: ConstructRules): void {
  if (registry.has(name))
    throw new ArgumentError(`The construct "${name}" has its SQL already. Take another name, such as "myLibrary.${name}".`);
  registry.set(name, Object.freeze({ ...rules }));
}

/** What writes a construct in a dialect; null: nobody said. An application's word goes before that of the dialect. */
export function registeredConstruct(name: string, { name: dialect, constructs }: CompilerDialect): Rule<CustomNode> | null {
  const rules = registry.get(name);
  return own(rules, dialect) ?? own(constructs, name) ?? own(rules, 'default') ?? null;
}

function own<V>(table: Readonly<Record<string, V>> | undefined, name: string): V | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
