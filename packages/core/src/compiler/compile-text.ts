import { refuseRawPlaceholder } from './raw-sql.ts';
import { CompileError } from '../errors/compile-errors.ts';
import type { BoundParameters } from '../sql/executable.ts';
import type { ResultColumns } from '../sql/result-columns.ts';
import { absentName, type TextClause } from '../sql/text-clause.ts';
import { scanText } from '../sql/text-scanner.ts';
import { codecOf } from './codec-of.ts';
import type { CompileOptions } from './compile-options.ts';
import { Compiled, type Convert, type DecodedColumn, type ParameterSlot } from './compiled.ts';
import { expansionOf, laidOutSql } from './laid-out-sql.ts';

/**
 * Writes a text for one database: names become placeholders, and each placeholder gets to know its value and encoder.
 *
 * @throws CompileError for a bare `?` or `$1` where that is the database's own placeholder, and for a `${}` of the `sql`
 *   tag that stands inside a literal
 */
export function compileText(clause: TextClause<unknown>, options: CompileOptions): Compiled {
  const scanned = scanText(clause.text, options.syntax, options.placeholder(0));
  refuseRawPlaceholder(scanned, options);
  refuseUnusedBinds(scanned.names, clause.boundValues.values());
  const { slots, references } = assignSlots(scanned.names, clause.boundValues, options);
  const segments = withoutOwnParentheses(scanned.segments, references, slots);
  const { placeholder, placeholdersRepeat } = options;
  const layout = { segments, references, placeholder, placeholdersRepeat };
  return new Compiled({
    sql: laidOutSql(layout, slots),
    slots: Object.freeze(slots),
    expansion: slots.some((slot) => slot.expanding) ? expansionOf(layout, options) : null,
    columns: clause.resultColumns === null ? null : decodedColumns(clause.resultColumns, options),
    isPositional: clause.resultColumns?.isPositional ?? false,
  });
}

// Checks -------------------------------------------------------------------------------------------------------------

/** A value that the text has no place for would not be sent. */
export function refuseUnusedBinds(
  names: readonly string[],
  binds: Iterable<{ readonly name: string; readonly isAnonymous: boolean }>,
): void {
  for (const bind of binds) {
    if (names.includes(bind.name)) continue;
    if (!bind.isAnonymous) throw absentName(bind.name);
    throw new CompileError(
      'A value of a sql`…` stands inside a literal, a quoted identifier or a comment, or touches a word or a colon, so it would not be bound. Take it out of the quotes and put spaces around it.',
    );
  }
}

// Slots --------------------------------------------------------------------------------------------------------------

interface AssignedSlots {
  readonly slots: ParameterSlot[];
  readonly references: readonly number[];
}

/** A name that stands twice has one slot where placeholders repeat, and two elsewhere. */
function assignSlots(names: readonly string[], boundValues: BoundParameters, options: CompileOptions): AssignedSlots {
  const slots: ParameterSlot[] = [];
  const slotByName = new Map<string, number>();
  const references = names.map((name) => {
    const known = options.placeholdersRepeat ? slotByName.get(name) : undefined;
    if (known !== undefined) return known;
    slotByName.set(name, slots.length);
    return slots.push(makeSlot(name, boundValues, options)) - 1;
  });
  return { slots, references };
}

function makeSlot(name: string, boundValues: BoundParameters, options: CompileOptions): ParameterSlot {
  const bind = boundValues.get(name);
  const type = bind?.declaredType ?? null;
  return Object.freeze({
    name,
    encode: type === null ? null : ((codecOf(type, options).encode as Convert | undefined) ?? null),
    type: type ?? undefined,
    expanding: bind?.expanding ?? false,
    bindIndex: -1,
  });
}

function decodedColumns({ columns }: ResultColumns, options: CompileOptions): readonly DecodedColumn[] {
  return columns.map(([name, type]) => ({ name, decode: (codecOf(type, options).decode as Convert | undefined) ?? null }));
}

// SQL ----------------------------------------------------------------------------------------------------------------

/** `IN (:ids)` means the same as `IN :ids`: the parentheses come with the list. */
function withoutOwnParentheses(
  segments: readonly string[],
  references: readonly number[],
  slots: readonly ParameterSlot[],
): readonly string[] {
  const result = [...segments];
  for (const [index, reference] of references.entries()) {
    const before = result[index] as string;
    const after = result[index + 1] as string;
    if (slots[reference]?.expanding !== true || !/\(\s*$/.test(before) || !/^\s*\)/.test(after)) continue;
    result[index] = before.replace(/\(\s*$/, '');
    result[index + 1] = after.replace(/^\s*\)/, '');
  }
  return result;
}
