import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import { type Argument, argumentNode } from './arguments.ts';
import { ColumnElement } from './column-element.ts';
import type { CustomNode } from './nodes/expression-nodes.ts';

/** What a construct is made of. */
export interface CustomElementParts<T> {
  /** Expressions and values that its SQL is written with; values become parameters. */
  readonly children?: readonly Argument[];
  /** What else its SQL depends on: plain data, part of what a compiled statement is found by. */
  readonly data?: CustomNode['data'];
  readonly type?: TypeEngine<T>;
}

/**
 * An expression of a kind that Aludel does not have. What it is in SQL is said once, by `compiles(name, …)`.
 *
 * @example
 * compiles('utcNow', { default: () => 'CURRENT_TIMESTAMP', postgresql: () => "TIMEZONE('utc', CURRENT_TIMESTAMP)" });
 * const utcNow = () => customElement('utcNow', { type: t.DateTime });
 */
export function customElement<T = unknown>(name: string, parts: CustomElementParts<T> = {}): ColumnElement<T> {
  if (typeof name !== 'string' || name === '') throw new ArgumentError('customElement() takes the name that compiles() knows.');
  const { children = [], data = {}, type = nullType } = parts;
  for (const [key, value] of Object.entries(data)) {
    if (value !== null && !plain.has(typeof value))
      throw new ArgumentError(
        `"${key}" in the data of ${name} is no text, number, boolean or null; give expressions as children.`,
      );
  }
  const nodes = children.map((child) => argumentNode(child, 'param', `customElement('${name}')`));
  return new ColumnElement({ kind: 'custom', name, children: nodes, data: Object.freeze({ ...data }), type } as CustomNode);
}

const plain: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);
