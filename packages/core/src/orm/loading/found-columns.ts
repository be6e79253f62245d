import { InvalidRequestError, NoSuchColumnError } from '../../errors/invalid-request-errors.ts';
import type { LoadPlan, PlanEntry, TextualName } from './load-plan.ts';

/**
 * Where the columns that are wanted stand in the rows of `fromStatement()`; null: as they are. Attributes that are not among
 * them stay unloaded.
 *
 * @throws NoSuchColumnError where a primary key is missing, or a value that was asked for
 */
export function placesFound({ names, places, entries }: LoadPlan, keys: readonly string[]): readonly number[] | null {
  const found: readonly number[] | null = names?.map((_name, index) => placeOf(index, names, keys)) ?? places ?? null;
  if (found !== null) for (const entry of entries) checkEntry(entry, found, keys);
  return found;
}

/** By the name behind that of its table, else by its own, which no other column may have then. */
function placeOf(index: number, names: readonly TextualName[], keys: readonly string[]): number {
  const { name, label } = names[index] as TextualName;
  const labelled = keys.indexOf(label);
  if (labelled >= 0) return labelled;
  const place = keys.indexOf(name);
  const isWantedTwice = names.some((other) => other.name === name && other.label !== label && !keys.includes(other.label));
  if (place >= 0 && (isWantedTwice || keys.indexOf(name, place + 1) >= 0))
    throw new InvalidRequestError(
      `Ambiguous column name '${name}' in the rows of the statement. Say the table as well, in the name that the statement gives: AS ${label}.`,
    );
  return place;
}

function checkEntry(entry: PlanEntry, found: readonly number[], keys: readonly string[]): void {
  if (entry.kind === 'bundle') {
    for (const one of entry.entries) checkEntry(one, found, keys);
  } else if (entry.kind === 'value') {
    if (found[entry.index] === -1) throw missing(`number ${entry.index}`, keys);
  } else {
    for (const [index, { isPrimaryKey, column }] of entry.properties.entries())
      if (isPrimaryKey && found[entry.places[index] as number] === -1)
        throw missing(`'${column.table.name}.${column.name}'`, keys);
  }
}

function missing(what: string, keys: readonly string[]): NoSuchColumnError {
  return new NoSuchColumnError(
    `Could not locate column in row for column ${what}. The statement gives: ${keys.join(', ')}; it must give the primary keys of its classes.`,
  );
}
