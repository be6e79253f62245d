import { ArgumentError, type DriverColumn } from '@aludel/core/dialect';
import type { RawCommand, RawField, RawRowParser, RawStatement, ResultCallback } from './mysql2-surface.ts';
import { ParameterKinds } from './parameter-kinds.ts';
import { RowReader } from './row-reader.ts';

/** A statement that the server keeps, with the shape of its rows as it was last seen. */
export class PreparedStatement {
  readonly #statement: RawStatement;
  readonly #kinds = new ParameterKinds();
  #shape: RowShape | null = null;
  readonly #parserFor = (fields: readonly RawField[]): (new () => RawRowParser) => {
    if (this.#shape === null || !this.#shape.fits(fields)) this.#shape = new RowShape(fields);
    return this.#shape.parser;
  };

  constructor(statement: RawStatement) {
    this.#statement = statement;
  }

  /** The columns of the rows that came last; the same array as long as they stay the same. */
  get columns(): readonly DriverColumn[] {
    if (this.#shape !== null) return this.#shape.columns;
    throw new Error('This version of mysql2 does not let its rows be read by others. Install mysql2 3.24 and tell us.');
  }

  /** Refuses a wrong number of values, which mysql2 would send on: the server then reads garbage. */
  checkArity(params: readonly unknown[]): void {
    const expected = this.#statement.parameters.length;
    if (params.length === expected) return;
    throw new ArgumentError(
      `The statement has ${expected} placeholder(s) and was given ${params.length} value(s). Give one value for each.`,
    );
  }

  /** Whether the server takes these values as they are: false where it would turn them into the type of earlier ones. */
  takes(values: readonly unknown[]): boolean {
    return this.#kinds.take(values);
  }

  /** Sends it. Without a callback the command emits its rows. */
  execute(values: readonly unknown[], callback?: ResultCallback): RawCommand {
    const command = this.#statement.execute(values, callback);
    command.buildParserFromFields = this.#parserFor;
    return command;
  }
}

/** The columns of a result, and what reads its rows. */
class RowShape {
  readonly columns: readonly DriverColumn[];
  /** What mysql2 makes a parser with: `new parser()` is always the one reader. */
  readonly parser: new () => RawRowParser;
  readonly #fields: readonly RawField[];

  constructor(fields: readonly RawField[]) {
    this.#fields = fields.map(plainField);
    this.columns = columnsOf(fields);
    const reader = new RowReader(this.#fields);
    this.parser = function SameReader() {
      return reader;
    } as unknown as new () => RawRowParser;
  }

  fits(fields: readonly RawField[]): boolean {
    if (fields.length !== this.#fields.length) return false;
    for (let index = 0; index < fields.length; index++) {
      if (!isSame(fields[index] as RawField, this.#fields[index] as RawField)) return false;
    }
    return true;
  }
}

/** The columns that a driver result has. */
export function columnsOf(fields: readonly RawField[]): readonly DriverColumn[] {
  return Object.freeze(fields.map(({ name }) => Object.freeze({ name })));
}

// A field of mysql2 keeps the network packet that it came in.
function plainField({ name, columnType, flags, characterSet, encoding, decimals, extendedFormat }: RawField): RawField {
  return { name, columnType, flags, characterSet, encoding, decimals, extendedFormat };
}

function isSame(a: RawField, b: RawField): boolean {
  return (
    a.name === b.name &&
    a.columnType === b.columnType &&
    a.flags === b.flags &&
    a.characterSet === b.characterSet &&
    a.decimals === b.decimals &&
    a.extendedFormat === b.extendedFormat
  );
}
