import type { Validator } from './mapper-options.ts';
import type { Mapper } from './mapper.ts';

/** What is done with values before an attribute gets them; null: nothing. */
export function validatorOf({ options, inherits }: Mapper, key: string): ((object: object, value: unknown) => unknown) | null {
  const validate: Validator | undefined = options.validates?.[key];
  if (validate !== undefined) return (object, value) => validate(value as never, key as never, object as never);
  return inherits === null ? null : validatorOf(inherits, key);
}
