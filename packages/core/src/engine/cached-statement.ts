import { Compiled } from '../compiler/compiled.ts';
import { RowTemplate } from '../compiler/row-template.ts';
import type { DriverColumn } from '../driver/driver-result.ts';
import { type ResultShape, resultShape } from '../result/result-shape.ts';

/** A compiled statement with what its executions have taught: the shape of its rows. Lives in the engine's cache. */
export class CachedStatement {
  readonly compiled: Compiled;
  /** When it was compiled, by `performance.now()`. */
  readonly compiledAt: number;
  #columns: readonly DriverColumn[] | null = null;
  #shape: ResultShape | null = null;
  #keyShape: ResultShape | null = null;
  #rowTemplate: RowTemplate | null | undefined;

  constructor(compiled: Compiled, compiledAt: number) {
    this.compiled = compiled;
    this.compiledAt = compiledAt;
  }

  /** For SQL that bypasses the compiler: columns as the database names them, values as the driver gives them. */
  static raw(): CachedStatement {
    return new CachedStatement(new Compiled({ sql: '', slots: [], expansion: null, columns: null, isPositional: false }), 0);
  }

  /** The columns of the primary key that an INSERT fills. */
  get keyShape(): ResultShape {
    this.#keyShape ??= resultShape((this.compiled.dml?.keys ?? []).map(({ key }) => key));
    return this.#keyShape;
  }

  /** What writes the INSERT with several rows; null where it cannot have several. */
  get rowTemplate(): RowTemplate | null {
    if (this.#rowTemplate === undefined) this.#rowTemplate = RowTemplate.of(this.compiled);
    return this.#rowTemplate;
  }

  /** The row class for these columns: the one of last time, as long as the columns are the same. */
  shapeFor(columns: readonly DriverColumn[]): ResultShape {
    if (this.#shape !== null && (columns === this.#columns || sameColumns(columns, this.#columns))) {
      this.#columns = columns;
      return this.#shape;
    }
    const names = columns.map((column) => column.name);
    this.#columns = columns;
    this.#shape = resultShape(this.compiled.keysFor(names), this.compiled.decodersFor(names));
    return this.#shape;
  }
}

function sameColumns(columns: readonly DriverColumn[], known: readonly DriverColumn[] | null): boolean {
  if (known === null || columns.length !== known.length) return false;
  for (let i = 0; i < known.length; i++) {
    if (columns[i]?.name !== known[i]?.name) return false;
  }
  return true;
}
