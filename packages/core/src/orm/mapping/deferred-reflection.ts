import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { ReflectionBind } from '../../schema/reflection-bind.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { Table } from '../../schema/table.ts';
import { sortedDefinition } from './class-definition.ts';
import { instrumented } from './instance-slot.ts';
import { mapClass, placesOfTable, unmappedClass } from './make-mapped-class.ts';
import type { Construct } from './mapped-construct.ts';
import type { MapperOptions } from './mapper-options.ts';
import type { Registry } from './registry.ts';

interface DeferredClass {
  readonly name: string;
  readonly construct: Construct;
  readonly definition: object;
  readonly options: MapperOptions;
}

/** Classes that are mapped once their tables have been read from the database; SQLAlchemy's `DeferredReflection`. */
export class DeferredReflection {
  readonly #registry: Registry;
  #waiting: readonly DeferredClass[] = [];

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** A class for the application to extend. */
  add(name: string, definition: object, options: MapperOptions): Construct {
    const construct = unmappedClass(`Base.reflected('${name}')`);
    Object.defineProperty(construct, instrumented, {
      get: () => {
        throw new InvalidRequestError(
          `Table "${name}" was not read yet. Call await Base.prepare(engine) before its class is used.`,
        );
      },
      configurable: true,
    });
    this.#waiting = [...this.#waiting, { name, construct, definition, options }];
    return construct;
  }

  /** Reads the tables of all classes that wait, and maps them. */
  async prepare(bind: ReflectionBind): Promise<void> {
    const waiting = this.#waiting;
    const tables: SchemaTable[] = [];
    // Without what foreign keys refer to: another class may know its columns better.
    for (const one of waiting) tables.push(await this.#reflect(one, bind));
    for (const table of tables) await this.#reflectReferred(table, bind);
    this.#waiting = this.#waiting.filter((one) => !waiting.includes(one));
    waiting.forEach((one, index) => this.#map(one, tables[index] as SchemaTable));
  }

  async #reflect({ name, definition, options: { schema } }: DeferredClass, bind: ReflectionBind): Promise<SchemaTable> {
    const { columns } = sortedDefinition(`Base.reflected('${name}')`, definition);
    const options = { columns, resolveFks: false, ...(schema === undefined ? {} : { schema }) };
    return (await Table.reflect(name, this.#registry.metadata, bind, options)) as unknown as SchemaTable;
  }

  async #reflectReferred(table: SchemaTable, bind: ReflectionBind): Promise<void> {
    const { metadata } = this.#registry;
    for (const { targetFullname } of table.foreignKeys) {
      const target = targetFullname.slice(0, targetFullname.lastIndexOf('.'));
      if (metadata.tables.has(target)) continue;
      const [name = target, schema] = target.split('.').reverse();
      await Table.reflect(name, metadata, bind, schema === undefined ? {} : { schema });
    }
  }

  #map({ name, construct, definition, options }: DeferredClass, table: SchemaTable): void {
    const where = `Base.reflected('${name}')`;
    const { renamed, thunks } = sortedDefinition(where, definition);
    const places = placesOfTable(where, table, { columns: {}, renamed, thunks });
    mapClass(construct, { table, places, thunks, options, registry: this.#registry }, construct.prototype as object);
  }
}
