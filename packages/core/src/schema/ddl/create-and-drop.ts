import { ArgumentError } from '../../errors/argument-errors.ts';
import type { AnyColumn } from '../column.ts';
import type { Constraint, ForeignKeyConstraint, Index } from '../constraint.ts';
import type { SchemaTable } from '../schema-table.ts';
import type { Sequence } from '../sequence.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { DdlElement } from './ddl-element.ts';

/** What can be told a statement that creates. */
export interface CreateOptions {
  /** `IF NOT EXISTS`, where the database has it. */
  readonly ifNotExists?: boolean;
}

/** What can be told a statement that drops. */
export interface DropOptions {
  /** `IF EXISTS`, where the database has it. */
  readonly ifExists?: boolean;
}

/** `DROP … CASCADE` */
export interface CascadeOptions extends DropOptions {
  readonly cascade?: boolean;
}

/**
 * `CREATE TABLE`
 *
 * @example console.log(String(new CreateTable(userTable)))
 */
export class CreateTable extends DdlElement {
  constructor(
    table: SchemaTable,
    options: CreateOptions & { readonly foreignKeys?: readonly ForeignKeyConstraint[] | null } = {},
  ) {
    checkOptionNames(options, ['ifNotExists', 'foreignKeys'], 'new CreateTable()');
    const { ifNotExists = false, foreignKeys = null } = options;
    super({ kind: 'createTable', table, ifNotExists, foreignKeys });
  }
}

/** `DROP TABLE` */
export class DropTable extends DdlElement {
  constructor(table: SchemaTable, options: DropOptions = {}) {
    const { ifExists = false } = checkOptionNames(options, ['ifExists'], 'new DropTable()');
    super({ kind: 'dropTable', table, ifExists });
  }
}

/** `CREATE INDEX` */
export class CreateIndex extends DdlElement {
  constructor(index: Index, options: CreateOptions = {}) {
    const { ifNotExists = false } = checkOptionNames(options, ['ifNotExists'], 'new CreateIndex()');
    super({ kind: 'createIndex', index, ifNotExists });
  }
}

/** `DROP INDEX` */
export class DropIndex extends DdlElement {
  constructor(index: Index, options: DropOptions = {}) {
    const { ifExists = false } = checkOptionNames(options, ['ifExists'], 'new DropIndex()');
    super({ kind: 'dropIndex', index, ifExists });
  }
}

/** `ALTER TABLE … ADD` */
export class AddConstraint extends DdlElement {
  constructor(constraint: Constraint) {
    super({ kind: 'addConstraint', constraint });
  }
}

/** `ALTER TABLE … DROP CONSTRAINT` */
export class DropConstraint extends DdlElement {
  constructor(constraint: Constraint, options: CascadeOptions = {}) {
    const { cascade = false, ifExists = false } = checkOptionNames(options, ['cascade', 'ifExists'], 'new DropConstraint()');
    super({ kind: 'dropConstraint', constraint, cascade, ifExists });
  }
}

/** `CREATE SEQUENCE` */
export class CreateSequence extends DdlElement {
  constructor(sequence: Sequence, options: CreateOptions = {}) {
    const { ifNotExists = false } = checkOptionNames(options, ['ifNotExists'], 'new CreateSequence()');
    super({ kind: 'createSequence', sequence, ifNotExists });
  }
}

/** `DROP SEQUENCE` */
export class DropSequence extends DdlElement {
  constructor(sequence: Sequence, options: DropOptions = {}) {
    const { ifExists = false } = checkOptionNames(options, ['ifExists'], 'new DropSequence()');
    super({ kind: 'dropSequence', sequence, ifExists });
  }
}

/** `CREATE SCHEMA` */
export class CreateSchema extends DdlElement {
  constructor(name: string, options: CreateOptions = {}) {
    const { ifNotExists = false } = checkOptionNames(options, ['ifNotExists'], 'new CreateSchema()');
    super({ kind: 'createSchema', name, ifNotExists });
  }
}

/** `DROP SCHEMA` */
export class DropSchema extends DdlElement {
  constructor(name: string, options: CascadeOptions = {}) {
    const { cascade = false, ifExists = false } = checkOptionNames(options, ['cascade', 'ifExists'], 'new DropSchema()');
    super({ kind: 'dropSchema', name, cascade, ifExists });
  }
}

/** `COMMENT ON TABLE`: the comment of the table's definition. */
export class SetTableComment extends DdlElement {
  constructor(table: SchemaTable) {
    super({ kind: 'setTableComment', table, comment: table.comment ?? '' });
  }
}

/** Takes the comment of a table away. */
export class DropTableComment extends DdlElement {
  constructor(table: SchemaTable) {
    super({ kind: 'setTableComment', table, comment: null });
  }
}

/** `COMMENT ON COLUMN`: the comment of the column's definition. */
export class SetColumnComment extends DdlElement {
  constructor(column: AnyColumn) {
    super({ kind: 'setColumnComment', column, comment: column.comment ?? '' });
  }
}

/** Takes the comment of a column away. */
export class DropColumnComment extends DdlElement {
  constructor(column: AnyColumn) {
    super({ kind: 'setColumnComment', column, comment: null });
  }
}

/** `COMMENT ON CONSTRAINT`: the comment of the constraint's definition. */
export class SetConstraintComment extends DdlElement {
  constructor(constraint: Constraint) {
    super({ kind: 'setConstraintComment', constraint, comment: constraint.comment ?? '' });
  }
}

/**
 * A statement in SQL that is sent as it is: nothing in it binds, and it is never cached.
 *
 * @example await connection.execute(new DDL('ALTER TABLE user_account SET (autovacuum_enabled = false)'));
 */
export class DDL extends DdlElement {
  constructor(sql: string) {
    if (typeof sql !== 'string') throw new ArgumentError('new DDL() takes a string of SQL.');
    super({ kind: 'text', sql });
  }
}
