import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import type { OptionNode } from './nodes/statement-nodes.ts';

/** Where an option of `options()` has its node. */
export const loaderOption: unique symbol = Symbol('loaderOption');

/** How a statement loads objects: what `selectinload()` and the like give. */
export interface LoaderOption {
  readonly [loaderOption]: OptionNode;
}

/** The node of an option. */
export function optionNode(option: LoaderOption): OptionNode {
  const node = (option as Partial<LoaderOption> | null | undefined)?.[loaderOption];
  if (node !== undefined) return node;
  throw new ArgumentError(
    `options() takes loader options, such as selectinload(User.c.addresses); it got ${kindOfValue(option)}.`,
  );
}
