import type { DriverColumn, DriverResult } from '@aludel/core/dialect';
import type { SqliteValue } from './sqlite-binding.ts';
import { SqliteDriverError } from './sqlite-driver-error.ts';

/** Something that can be executed with values, again and again. */
export interface Executable {
  execute(values: readonly SqliteValue[]): DriverResult;
}

/** One statement, executed for a list of parameter sets; goes on where it was interrupted by an error. */
export class ManyExecutions {
  readonly #statement: Executable;
  readonly #sets: readonly (readonly SqliteValue[])[];
  readonly #rows: unknown[][] = [];
  #next = 0;
  #affected = 0;
  #columns: readonly DriverColumn[] | null = null;
  #lastInsertId: number | bigint | undefined;

  constructor(statement: Executable, sets: readonly (readonly SqliteValue[])[]) {
    requireEqualLengths(sets);
    this.#statement = statement;
    this.#sets = sets;
  }

  /** Executes the sets that are left; may be called again after an error. */
  run(): DriverResult {
    while (this.#next < this.#sets.length) {
      this.#add(this.#statement.execute(this.#sets[this.#next] as readonly SqliteValue[]));
      this.#next += 1;
    }
    return { columns: this.#columns, rows: this.#rows, affected: this.#affected, lastInsertId: this.#lastInsertId };
  }

  #add(result: DriverResult): void {
    this.#affected = result.affected < 0 ? -1 : this.#affected + result.affected;
    this.#lastInsertId = result.lastInsertId ?? this.#lastInsertId;
    if (result.columns === null) return;
    this.#columns = result.columns;
    for (const row of result.rows) this.#rows.push(row);
  }
}

/** Checked before anything is sent: otherwise the sets in front of the wrong one would be written already. */
function requireEqualLengths(sets: readonly (readonly SqliteValue[])[]): void {
  const wrong = sets.findIndex((set) => set.length !== sets[0]?.length);
  if (wrong === -1) return;
  throw new SqliteDriverError(
    'ALUDEL_PARAMETER_COUNT',
    `Parameter set ${wrong} has ${sets[wrong]?.length} values and the first has ${sets[0]?.length}. Give the same number in each.`,
  );
}
