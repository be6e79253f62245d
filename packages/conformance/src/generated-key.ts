import { column, CreateTable, DropTable, MetaData, Table, types as t } from '@aludel/core';
import type { ConnectableDialect } from '@aludel/core/dialect';

/** What creates a table, and what drops it. */
export interface TableStatements {
  readonly create: readonly string[];
  readonly drop: readonly string[];
}

/** The table whose CREATE TABLE shows how a dialect numbers keys. */
const model = 'conformance_key';
const mark = ` /*${model}*/`;

/**
 * What CREATE TABLE says of a key that the database makes, with its PRIMARY KEY beside it instead of below. It is marked
 * where the dialect sends statements around CREATE TABLE: {@link tableStatements} then sends them as well.
 */
export function generatedKey(dialect: ConnectableDialect): string | undefined {
  const { statements } = new CreateTable(keyed(model)).compile({ dialect });
  const [, definition] =
    /\bid\W? (.+?),?\s*(?:CONSTRAINT \S+ )?PRIMARY KEY/is.exec(
      statements.find((statement) => names('CREATE', model, statement)) ?? '',
    ) ?? [];
  if (definition === undefined) return undefined;
  return `${definition.trim()} PRIMARY KEY${statements.length > 1 ? mark : ''}`;
}

/** What makes a table whose columns the suite says in SQL. */
export function tableStatements(name: string, columns: string, dialect: ConnectableDialect): TableStatements {
  const create = (written: string) => `CREATE TABLE ${name} (${written})`;
  const drop = `DROP TABLE ${name}`;
  if (!columns.includes(mark)) return { create: [create(columns)], drop: [drop] };
  const own = create(columns.replaceAll(mark, '').replaceAll(model, name));
  const creating = new CreateTable(keyed(name)).compile({ dialect }).statements;
  const dropping = new DropTable(keyed(name)).compile({ dialect }).statements;
  return {
    create: creating.map((statement) => (names('CREATE', name, statement) ? own : statement)),
    drop: dropping.map((statement) => (names('DROP', name, statement) ? drop : statement)),
  };
}

function keyed(name: string) {
  return new Table(name, new MetaData(), { id: column(t.Integer, { primaryKey: true }) });
}

/** Whether a statement creates, or drops, the table of that name: there may be others that come with it. */
function names(verb: 'CREATE' | 'DROP', table: string, statement: string): boolean {
  return new RegExp(`^\\s*${verb}\\s+(?:\\w+\\s+)*?TABLE\\s+\\W?${table}(?:\\W|$)`, 'i').test(statement);
}
