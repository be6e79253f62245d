import { ArgumentError } from '../errors/argument-errors.ts';
import type { TupleType } from '../types/tuple.ts';
import type { AnyType } from '../sql/nodes/sql-node.ts';
import type { EmptyList } from './compile-options.ts';
import type { Compiled, Expansion, ParameterSlot } from './compiled.ts';

/** A statement whose arrays have been written out. */
export interface ExpandedParameters {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Writes the SQL for arrays of these lengths: `IN :ids` becomes `IN (?, ?, ?)`, an array of arrays `((?, ?), (?, ?))`,
 * an empty array a list that contains nothing, so that IN is false and NOT IN is true.
 *
 * @param values what `bindParameters` made of the parameters
 */
export function expandParameters(compiled: Compiled, values: readonly unknown[]): ExpandedParameters {
  const { expansion, slots, sql } = compiled;
  if (expansion === null) return { sql, params: values };
  return new Writer(expansion, slots, values).write();
}

class Writer {
  readonly #expansion: Expansion;
  readonly #slots: readonly ParameterSlot[];
  readonly #values: readonly unknown[];
  readonly #params: unknown[] = [];
  /** What was written for a slot, where a placeholder can stand twice. */
  readonly #written = new Map<number, string>();

  constructor(expansion: Expansion, slots: readonly ParameterSlot[], values: readonly unknown[]) {
    this.#expansion = expansion;
    this.#slots = slots;
    this.#values = values;
  }

  write(): ExpandedParameters {
    const { segments, references, emptyList } = this.#expansion;
    let sql = segments[0] as string;
    for (let i = 0; i < references.length; i++) {
      const reference = references[i] as number;
      sql = this.#isEmptyList(reference) ? this.#withEmptyList(sql, reference, emptyList) : sql + this.#writeOnce(reference);
      sql += segments[i + 1];
    }
    return { sql, params: this.#params };
  }

  #isEmptyList(reference: number): boolean {
    return this.#slots[reference]?.expanding === true && (this.#values[reference] as readonly unknown[]).length === 0;
  }

  #withEmptyList(sql: string, reference: number, emptyList: EmptyList): string {
    const { emptyTuples } = this.#slots[reference] as ParameterSlot;
    return emptyTuples === undefined ? withEmptyList(sql, emptyList) : sql + emptyTuples;
  }

  #writeOnce(reference: number): string {
    if (!this.#expansion.placeholdersRepeat) return this.#write(reference);
    const known = this.#written.get(reference);
    if (known !== undefined) return known;
    const written = this.#write(reference);
    this.#written.set(reference, written);
    return written;
  }

  #write(reference: number): string {
    const value = this.#values[reference];
    const { isInline, expanding, type } = this.#slots[reference] as ParameterSlot;
    if (isInline === true) return inlineNumber(value, type);
    if (typeof isInline === 'function') return isInline(value);
    return expanding ? this.#list(value as readonly unknown[], type) : this.#placeholder(value, type);
  }

  #list(elements: readonly unknown[], type: AnyType | undefined): string {
    const isOfRows = Array.isArray(elements[0]);
    const width = isOfRows ? (elements[0] as readonly unknown[]).length : 0;
    const written = elements.map((element) => {
      if (!isOfRows) return this.#placeholder(element, type);
      checkRow(element, width);
      const itemTypes = (type as TupleType | undefined)?.itemTypes;
      return `(${(element as readonly unknown[]).map((part, index) => this.#placeholder(part, itemTypes?.[index])).join(', ')})`;
    });
    const { expandedList } = this.#expansion;
    if (expandedList !== undefined) return expandedList(written);
    const keyword = isOfRows && this.#expansion.tupleLists === 'values' ? 'VALUES ' : '';
    return `(${keyword}${written.join(', ')})`;
  }

  #placeholder(value: unknown, type: AnyType | undefined): string {
    return this.#expansion.placeholder(this.#params.push(value) - 1, type);
  }
}

/** The only kind of value that is written into SQL; a fraction only where the parameter is of a type that has some. */
function inlineNumber(value: unknown, type: AnyType | undefined): string {
  if (Number.isSafeInteger(value) || typeof value === 'bigint') return String(value);
  const text = value === null ? 'NULL' : String(value);
  if (type?.typeName === 'Numeric' && (value === null || plainDecimal.test(text))) return text;
  if (type?.typeName === 'Float' && Number.isFinite(value)) return text;
  throw new ArgumentError('This database takes only a number here: a finite one, and a whole one unless its type has fractions.');
}

const plainDecimal = /^-?\d+(?:\.\d+)?$/;

function checkRow(row: unknown, width: number): void {
  if (Array.isArray(row) && row.length === width && width > 0) return;
  throw new ArgumentError(
    'The rows of an expanding parameter differ in length. Give each one the same number of values, at least one.',
  );
}

function withEmptyList(sql: string, emptyList: EmptyList): string {
  const match = /\b(NOT\s+)?IN\s*$/i.exec(sql);
  const operator = match?.[1] === undefined ? emptyList.in : emptyList.notIn;
  if (match === null || operator === undefined) return sql + emptyList.subquery;
  return sql.slice(0, match.index) + operator;
}
