import { InvalidRequestError } from '../errors/invalid-request-errors.ts';

/** How tables and constraints are named that have no name of their own. */
export interface MetaDataOptions {
  /** The schema of tables that say none. */
  readonly schema?: string;
  /** `snake_case`: a column `userId` is `user_id` in the database. */
  readonly naming?: 'snake_case';
  /** Templates for names of constraints and indexes: `{ fk: 'fk_%(table_name)s_%(column_0_name)s' }`. */
  readonly namingConvention?: Readonly<Record<string, string | ((constraint: object, table: object) => string)>>;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A table as its MetaData knows it. */
export interface MetaDataTable {
  readonly name: string;
  readonly schema: string | null;
}

/** The tables of an application: what `createAll()` creates, and where foreign keys find their targets. */
export class MetaData<Table extends MetaDataTable = MetaDataTable> {
  readonly options: MetaDataOptions;
  readonly #tables = new Map<string, Table>();

  constructor(options: MetaDataOptions = {}) {
    this.options = options;
  }

  /** The tables by name, with the schema in front where there is one: `app.user_account`. */
  get tables(): ReadonlyMap<string, Table> {
    return this.#tables;
  }

  /** Called by a table that is made. */
  add(table: Table): void {
    const key = tableKey(table.name, table.schema);
    if (this.#tables.has(key))
      throw new InvalidRequestError(
        `Table '${key}' is already defined for this MetaData instance. Make it once and share it, or use another MetaData.`,
      );
    this.#tables.set(key, table);
  }

  remove(table: Table): void {
    this.#tables.delete(tableKey(table.name, table.schema));
  }

  toString(): string {
    return 'MetaData()';
  }
}

/** What a table is called in its MetaData. */
export function tableKey(name: string, schema: string | null): string {
  return schema === null ? name : `${schema}.${name}`;
}
