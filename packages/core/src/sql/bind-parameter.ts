import { checkedType } from '../types/checked-type.ts';
import { checkedName } from './checked-name.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { inferType } from '../types/infer-type.ts';
import { nullType } from '../types/null-type.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { ColumnElement } from './column-element.ts';
import type { BindNode } from './nodes/expression-nodes.ts';

/** What is known of a parameter beside its name. */
export interface BindParameterOptions<T = unknown> {
  /** The value, unless the execution gives another one. */
  readonly value?: T | readonly T[] | null;
  /** How values are encoded; without it the driver gets them as they are. */
  readonly type?: TypeEngine<T> | undefined;
  /** Takes an array and stands for as many parameters as that has, in parentheses: for `IN :ids`. */
  readonly expanding?: boolean;
  /** Whether the execution must give a value; default: unless `value` does. A value that is missing and not required is NULL. */
  readonly required?: boolean;
}

/**
 * Describes a parameter of a statement.
 *
 * @example text('SELECT * FROM t WHERE id IN :ids').bindparams(bindparam('ids', { expanding: true, type: t.Integer }))
 */
export function bindparam<T = unknown>(name: string, options: BindParameterOptions<T> = {}): BindParameter<T> {
  checkedName(name, 'bindparam()');
  checkOptionNames(options, ['value', 'type', 'expanding', 'required'], `bindparam('${name}')`);
  const hasValue = 'value' in options;
  if (hasValue) refuseUndefined(name, options.value);
  return new BindParameter<T>({
    name,
    value: hasValue ? options.value : null,
    isGiven: hasValue || options.required === false,
    type: options.type === undefined ? null : checkedType(options.type as TypeEngine<unknown>, `bindparam('${name}')`),
    expanding: options.expanding ?? false,
    isAnonymous: false,
  });
}

/** Undefined is always a mistake: a property that was misspelled, a variable that was never set. */
export function refuseUndefined(name: string, value: unknown): void {
  if (value === undefined) throw new ArgumentError(`The value of parameter '${name}' is undefined. Give null for SQL NULL.`);
}

interface BindParameterFields {
  readonly name: string;
  readonly value: unknown;
  readonly isGiven: boolean;
  readonly type: TypeEngine<unknown> | null;
  readonly expanding: boolean;
  readonly isAnonymous: boolean;
}

/** A parameter of a statement. Made by `bindparam()`; immutable. */
export class BindParameter<out T = unknown> extends ColumnElement<T> {
  readonly #isParameter = true;
  declare readonly node: BindNode;

  /** @internal */
  constructor({ name, value, isGiven, type, expanding, isAnonymous }: BindParameterFields) {
    super({
      kind: 'bind',
      name,
      isAnonymous,
      value,
      isGiven,
      isExpanding: expanding,
      isTyped: type !== null,
      type: type ?? nullType,
    } as BindNode);
  }

  /** By a brand that nothing parsed from JSON can carry, never by shape: what looks like one is a value. */
  static override is(value: unknown): value is BindParameter {
    return typeof value === 'object' && value !== null && #isParameter in value;
  }

  get name(): string {
    return this.node.name;
  }

  /** The value where {@link isGiven}; null otherwise. */
  get value(): unknown {
    return this.node.value;
  }

  /** Whether there is a value, so that the execution need not give one. */
  get isGiven(): boolean {
    return this.node.isGiven;
  }

  /** The type it was given; null: none. */
  get declaredType(): TypeEngine<unknown> | null {
    return this.node.isTyped ? this.node.type : null;
  }

  get expanding(): boolean {
    return this.node.isExpanding;
  }

  /** Whether its name was made up by the `sql` tag. */
  get isAnonymous(): boolean {
    return this.node.isAnonymous;
  }

  get required(): boolean {
    return !this.node.isGiven;
  }

  /** The type it was given, or that its value has by itself. */
  override get type(): TypeEngine<T> {
    return (this.declaredType ?? inferType(this.value)) as TypeEngine<T>;
  }

  /** The same parameter with another value. */
  withValue(value: unknown): BindParameter<T> {
    refuseUndefined(this.name, value);
    const { name, declaredType: type, expanding, isAnonymous } = this;
    return new BindParameter({ name, value, isGiven: true, type, expanding, isAnonymous });
  }
}
