import { ArgumentError } from '../errors/argument-errors.ts';
import { type Argument, argumentNode, argumentNodes } from './arguments.ts';
import { FunctionElement } from './function-element.ts';
import { functionType, takesOneType } from './function-types.ts';
import type { AnyFunction, KnownFunctions } from './known-functions.ts';
import type { FunctionNode, InlineNode } from './nodes/expression-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';
import { string } from '../types/text.ts';

/** Functions by their names: those that Aludel knows, and whatever else the database has. */
export type Func = KnownFunctions & { readonly [name: string]: AnyFunction } & FunctionByName;

/** `func('name', …)` is `func.name(…)`, also under `noUncheckedIndexedAccess`, where TypeScript asks for `func.name!(…)`. */
export type FunctionByName = (name: string, ...given: readonly Argument[]) => FunctionElement<unknown>;

/**
 * SQL functions: `func.count(user.c.id)`, `func.my_function(1)`, `func.my_package.my_function(1)`; where TypeScript is told
 * that a name may be missing (`noUncheckedIndexedAccess`), `func('my_function', 1)`. A known name may be
 * written as JavaScript does, `func.rowNumber()` for `row_number()`; any other goes into the SQL as it is. Values become
 * parameters.
 *
 * @example select(user.c.name, func.count().label('posts')).groupBy(user.c.name)
 */
export const func: Func = namespace([]) as unknown as Func;

function namespace(path: readonly string[]): object {
  const call = (...given: readonly unknown[]): FunctionElement<unknown, string> => functionElement(path, given);
  return new Proxy(call, {
    get: (target, name) => {
      // A promise would take it for another one.
      if (typeof name === 'symbol' || name === 'then') return Reflect.get(target, name);
      return namespace([...path, name]);
    },
  });
}

function functionElement(path: readonly string[], given: readonly unknown[]): FunctionElement<unknown, string> {
  if (path.length === 0) return functionByName(given);
  const name = path.length === 1 ? sqlName(path[0] as string) : (path.at(-1) as string);
  const fullPath = [...path.slice(0, -1), name];
  const nodes = path.length === 1 ? argumentsOf(name, given) : plainArguments(name, given);
  const node: FunctionNode = {
    kind: 'function',
    path: fullPath,
    arguments: nodes,
    orderBy: [],
    type: path.length === 1 ? functionType(name, nodes) : functionType('', nodes),
  };
  return new FunctionElement(node);
}

function functionByName([name, ...given]: readonly unknown[]): FunctionElement<unknown, string> {
  if (typeof name === 'string' && name !== '') return functionElement([name], given);
  throw new ArgumentError("func(…) takes the name of a function, then its arguments: func('my_function', 1).");
}

/** The name in SQL of a function whose name was written as JavaScript does. */
function sqlName(name: string): string {
  const snake = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return snake !== name && (functionType(snake, []).typeName !== 'NullType' || camelNames.has(snake)) ? snake : name;
}

/** Functions whose type depends on what they are called with, or is not known. */
const camelNames: ReadonlySet<string> = new Set(
  (
    'array_agg json_extract percentile_cont percentile_disc first_value last_value nth_value date_trunc any_value ' +
    'json_each jsonb_each json_tree json_table json_array_elements jsonb_array_elements json_object_keys jsonb_object_keys ' +
    'json_each_text jsonb_each_text json_array_elements_text jsonb_array_elements_text generate_series grouping_sets json_set ' +
    'regexp_matches json_to_recordset jsonb_to_recordset gen_random_uuid'
  ).split(' '),
);

function argumentsOf(name: string, given: readonly unknown[]): readonly SqlNode[] {
  if (name.toLowerCase() === 'count' && given.length === 0) return [star];
  if (name === 'aggregate_strings') return aggregateStringsArguments(given);
  return takesOneType(name) ? argumentNodes(given, name, `func.${name}()`) : plainArguments(name, given);
}

function plainArguments(name: string, given: readonly unknown[]): readonly SqlNode[] {
  return given.map((value) => argumentNode(value, name, `func.${name}()`));
}

/** The separator is written into the SQL: MySQL takes no parameter there. */
function aggregateStringsArguments([expression, separator, ...rest]: readonly unknown[]): readonly SqlNode[] {
  if (typeof separator !== 'string' || rest.length > 0)
    throw new ArgumentError('func.aggregateStrings() takes an expression and the separator, a string.');
  const inline: InlineNode = { kind: 'inline', value: separator, type: string };
  return [argumentNode(expression, 'aggregate_strings', 'func.aggregateStrings()'), inline];
}

const star: SqlNode = Object.freeze({ kind: 'text', text: '*', binds: [] });
