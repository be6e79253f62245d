import { ArgumentError } from '../errors/argument-errors.ts';

/** Refuses option names that mean nothing: a misspelled option would otherwise be silently without effect. */
export function checkOptionNames(options: object, known: readonly string[], subject: string): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new ArgumentError(`${subject} has no option "${name}"${suggestion(name, known)}. Options: ${known.join(', ')}.`);
  }
}

function suggestion(name: string, known: readonly string[]): string {
  const near = known.find((candidate) => simplified(candidate) === simplified(name));
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

// pool_size, poolsize and PoolSize all mean poolSize.
function simplified(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
