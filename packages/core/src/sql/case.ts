import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { type Argument, type ArgumentSource, type ArgumentValue, argumentNodes, firstType } from './arguments.ts';
import { ClauseElement } from './clause-element.ts';
import { conditionNode, expressionNode, typeOf, valueBind } from './coerce.ts';
import { ColumnElement, type Condition } from './column-element.ts';
import type { CaseNode } from './nodes/expression-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';

/** A condition, and what CASE gives where it holds. */
export type When<R = unknown> = readonly [condition: Condition, result: R];

/** What CASE gives where nothing holds: NULL without this. */
export interface CaseOptions<E> {
  readonly else?: E;
}

/** CASE that compares one value with others. */
export interface CaseOfOptions<E> extends CaseOptions<E> {
  readonly value: ColumnElement<unknown, string>;
}

type ResultOf<R, O> = ArgumentValue<R> | (O extends { readonly else: infer E } ? ArgumentValue<E> : null);

/**
 * `CASE WHEN … THEN … ELSE … END`; or, with `value`, `CASE value WHEN … THEN … END`, where the keys of an object (or of a
 * Map, for keys that are no strings) are what the value is compared with.
 *
 * @example case_([user.c.id.lt(10), 'early'], [user.c.id.lt(100), 'late'], { else: 'last' })
 * @example case_({ s: 'sandy', p: 'patrick' }, { value: user.c.name })
 */
export function case_<const W extends readonly [When<Argument>, ...When<Argument>[]]>(
  ...whens: W
): ColumnElement<ArgumentValue<W[number][1]> | null, ArgumentSource<W[number][1]>>;
export function case_<const W extends readonly [When<Argument>, ...When<Argument>[]], const O extends CaseOptions<Argument>>(
  ...whensAndOptions: readonly [...W, O]
): ColumnElement<
  ResultOf<W[number][1], O>,
  ArgumentSource<W[number][1]> | (O extends { readonly else: infer E } ? ArgumentSource<E> : never)
>;
export function case_<const R extends Argument, const O extends CaseOfOptions<Argument>>(
  results: Readonly<Record<string, R>> | ReadonlyMap<unknown, R>,
  options: O,
): ColumnElement<ResultOf<R, O>, ArgumentSource<R> | (O extends { readonly else: infer E } ? ArgumentSource<E> : never)>;
export function case_(...given: readonly unknown[]): ColumnElement<unknown, string> {
  const whens = given.filter(Array.isArray) as readonly (readonly unknown[])[];
  if (whens.length === 0) return caseOf(given[0], given[1] as CaseOfOptions<unknown>);
  const rest = given.slice(whens.length);
  if (rest.length > 1 || given.slice(0, whens.length).some((one) => !Array.isArray(one)))
    throw new ArgumentError('case_() takes pairs [condition, result], and its options at the end.');
  if (whens.some((when) => when.length !== 2)) throw new ArgumentError('A WHEN of case_() is a pair: [condition, result].');
  const conditions = whens.map(([condition]) => conditionNode(condition, 'case_()'));
  return caseElement(
    null,
    conditions,
    whens.map(([, result]) => result),
    checkOptionNames(rest.length === 0 ? {} : (rest[0] as CaseOptions<unknown>), ['else'], 'case_()'),
  );
}

function caseOf(results: unknown, options: CaseOfOptions<unknown>): ColumnElement<unknown, string> {
  if (typeof results !== 'object' || results === null || ClauseElement.is(results))
    throw new ArgumentError('case_() takes pairs [condition, result], or an object of results and { value }.');
  const { value } = checkOptionNames(options, ['value', 'else'], 'case_()');
  if (!ClauseElement.is(value))
    throw new ArgumentError('case_() with an object needs { value }: what its keys are compared with.');
  const entries = results instanceof Map ? [...results.entries()] : Object.entries(results);
  if (entries.length === 0) throw new ArgumentError('case_() got no results. Give at least one.');
  const node = expressionNode(value);
  const isNumber = !(results instanceof Map) && numbers.has(typeOf(node).typeName);
  const conditions = entries.map(([key]) => keyNode(isNumber ? Number(key) : key, node));
  const values = entries.map(([, result]) => result as unknown);
  return caseElement(node, conditions, values, options);
}

const numbers: ReadonlySet<string> = new Set(['Integer', 'SmallInteger', 'BigInteger', 'Float', 'Double']);

function keyNode(key: unknown, value: SqlNode): SqlNode {
  if (ClauseElement.is(key)) return expressionNode(key);
  return { ...valueBind(key, value), name: 'param' } as SqlNode;
}

function caseElement(
  value: SqlNode | null,
  conditions: readonly SqlNode[],
  results: readonly unknown[],
  options: CaseOptions<unknown>,
): ColumnElement<unknown, string> {
  const hasElse = 'else' in options;
  const all = argumentNodes(hasElse ? [...results, options.else] : results, 'param', 'case_()');
  const otherwise = hasElse ? (all.pop() as SqlNode) : null;
  const whens = conditions.flatMap((condition, index) => [condition, all[index] as SqlNode]);
  const type = firstType(otherwise === null ? all : [...all, otherwise], nullType);
  return new ColumnElement({ kind: 'case', value, whens, otherwise, type } as CaseNode);
}
