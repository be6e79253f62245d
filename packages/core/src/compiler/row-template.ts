import type { Compiled, Layout } from './compiled.ts';
import type { LayoutPoint } from './dml-facts.ts';

/** Writes an INSERT, or an UPDATE that looks into VALUES, with as many rows as wanted: the SQL around the row of VALUES, and the row. */
export class RowTemplate {
  /** The slots of one row, in the order of its placeholders. */
  readonly rowSlots: readonly number[];
  /** The slots in front of the rows and behind them; their values must be the same for all rows. */
  readonly headSlots: readonly number[];
  readonly tailSlots: readonly number[];
  readonly #head: Piece;
  readonly #row: Piece;
  readonly #tail: Piece;
  readonly #compiled: Compiled;
  readonly #countsRows: boolean;
  readonly #texts = new Map<number, string>();

  private constructor(head: Piece, row: Piece, tail: Piece, compiled: Compiled, countsRows: boolean) {
    this.#head = head;
    this.#row = row;
    this.#tail = tail;
    this.#compiled = compiled;
    this.#countsRows = countsRows;
    const slotsOf = ({ references }: Piece) => (compiled.layout.placeholdersRepeat ? [...new Set(references)] : references);
    this.headSlots = slotsOf(head);
    this.rowSlots = slotsOf(row);
    this.tailSlots = slotsOf(tail);
  }

  /** Null where the statement has no row that can be repeated. */
  static of(compiled: Compiled): RowTemplate | null {
    const { dml, layout } = compiled;
    if (dml?.rowSpan == null || compiled.hasExpanding) return null;
    const { start, end } = dml.rowSpan;
    const first: LayoutPoint = { reference: 0, offset: 0 };
    const last: LayoutPoint = { reference: layout.references.length, offset: Number.POSITIVE_INFINITY };
    const template = new RowTemplate(
      piece(layout, first, start),
      piece(layout, start, end),
      piece(layout, end, last),
      compiled,
      dml.countsRows,
    );
    const around = [...template.headSlots, ...template.tailSlots];
    return around.some((slot) => template.rowSlots.includes(slot)) ? null : template;
  }

  /** The SQL with so many rows; kept for the next time where `isKept`. */
  sql(rows: number, isKept: boolean): string {
    const known = this.#texts.get(rows);
    if (known !== undefined) return known;
    const text = this.#write(rows);
    if (isKept) this.#texts.set(rows, text);
    return text;
  }

  #write(rows: number): string {
    const width = this.rowSlots.length;
    const head = this.headSlots.length;
    const written: string[] = [];
    for (let row = 0; row < rows; row++) {
      const text = this.#piece(this.#row, this.rowSlots, head + row * width);
      written.push(this.#countsRows ? `${text.slice(0, -2)}${row})` : text);
    }
    const tail = this.#piece(this.#tail, this.tailSlots, head + rows * width);
    return this.#piece(this.#head, this.headSlots, 0) + written.join(this.#separator) + tail;
  }

  // Where a database has no names for the columns of VALUES, rows are SELECTs.
  get #separator(): string {
    return this.#row.texts[0]?.startsWith('SELECT ') === true ? ' UNION ALL ' : ', ';
  }

  #piece({ texts, references }: Piece, slots: readonly number[], from: number): string {
    const isDistinct = slots.length === references.length;
    const { layout, slots: all } = this.#compiled;
    let text = texts[0] as string;
    for (let i = 0; i < references.length; i++) {
      const slot = references[i] as number;
      const place = isDistinct ? i : slots.indexOf(slot);
      text += layout.placeholder(from + place, all[slot]?.type) + texts[i + 1];
    }
    return text;
  }
}

/** Part of the SQL: texts, one more than there are references. */
interface Piece {
  readonly texts: readonly string[];
  readonly references: readonly number[];
}

function piece({ segments, references }: Layout, start: LayoutPoint, end: LayoutPoint): Piece {
  const texts = segments.slice(start.reference, end.reference + 1);
  const last = texts.length - 1;
  // Behind is cut first: start and end may lie in the same segment.
  texts[last] = (texts[last] as string).slice(0, end.offset);
  texts[0] = (texts[0] as string).slice(start.offset);
  return { texts, references: references.slice(start.reference, end.reference) };
}
