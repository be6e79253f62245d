import type { AnyType } from '../../sql/nodes/sql-node.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import type { DropOptions } from './create-and-drop.ts';
import { DdlElement } from './ddl-element.ts';

/** A type that lives in the database by itself. */
export interface DatabaseType {
  /** As the database calls it. */
  readonly name: string;
  /** Null: where a name alone is created. */
  readonly schema: string | null;
  /** What it is: an enumeration. */
  readonly type: AnyType;
}

/** `CREATE TYPE` */
export class CreateType extends DdlElement {
  constructor({ name, schema, type }: DatabaseType) {
    super({ kind: 'createType', name, schema, type });
  }
}

/** `DROP TYPE` */
export class DropType extends DdlElement {
  constructor({ name, schema }: Pick<DatabaseType, 'name' | 'schema'>, options: DropOptions = {}) {
    const { ifExists = false } = checkOptionNames(options, ['ifExists'], 'new DropType()');
    super({ kind: 'dropType', name, schema, ifExists });
  }
}
