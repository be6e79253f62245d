import { ArgumentError } from '../errors/argument-errors.ts';
import { inferType } from '../types/infer-type.ts';
import type { TypeEngine } from '../types/type-engine.ts';

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
export function bindparam<T = unknown>(name: string, options: BindParameterOptions<T> = {}): BindParameter {
  const hasValue = 'value' in options;
  if (hasValue) refuseUndefined(name, options.value);
  return new BindParameter({
    name,
    value: hasValue ? options.value : null,
    isGiven: hasValue || options.required === false,
    type: (options.type as TypeEngine<unknown> | undefined) ?? null,
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

/** A parameter of a statement. Made by `bindparam()`; frozen. */
export class BindParameter {
  readonly #isGenuine = true;
  readonly name: string;
  /** The value where {@link isGiven}; null otherwise. */
  readonly value: unknown;
  /** Whether there is a value, so that the execution need not give one. */
  readonly isGiven: boolean;
  /** The type it was given; null: none. */
  readonly declaredType: TypeEngine<unknown> | null;
  readonly expanding: boolean;
  /** Whether its name was made up by the `sql` tag. */
  readonly isAnonymous: boolean;

  constructor(fields: BindParameterFields) {
    this.name = fields.name;
    this.value = fields.value;
    this.isGiven = fields.isGiven;
    this.declaredType = fields.type;
    this.expanding = fields.expanding;
    this.isAnonymous = fields.isAnonymous;
    Object.freeze(this);
  }

  /** By a brand that nothing parsed from JSON can carry, never by shape: what looks like one is a value. */
  static is(value: unknown): value is BindParameter {
    return typeof value === 'object' && value !== null && #isGenuine in value;
  }

  get required(): boolean {
    return !this.isGiven;
  }

  /** The type it was given, or that its value has by itself. */
  get type(): TypeEngine<unknown> {
    return this.declaredType ?? inferType(this.value);
  }

  /** The same parameter with another value. */
  withValue(value: unknown): BindParameter {
    refuseUndefined(this.name, value);
    const { name, declaredType: type, expanding, isAnonymous } = this;
    return new BindParameter({ name, value, isGiven: true, type, expanding, isAnonymous });
  }
}
