import { column, CompileError, CreateTable, foreignKey, MetaData, Table, types as t } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { mariadbDialect, mysqlDialect } from '../../src/index.ts';

/** A table that refers to another one, by the schemas of both. */
function childOf(schema: string | null, parentSchema: string | null) {
  const metadata = new MetaData();
  const schemaOf = (name: string | null) => (name === null ? {} : { schema: name });
  const parent = new Table('parent', metadata, { id: column(t.Integer, { primaryKey: true }) }, schemaOf(parentSchema));
  return new Table('child', metadata, { parentId: column(t.Integer, foreignKey(parent.c.id)) }, schemaOf(schema));
}

describe.each([mysqlDialect, mariadbDialect])('a foreign key in $name', (dialect) => {
  test.each([
    ['here', 'here', 'REFERENCES here.parent (id)'],
    [null, 'there', 'REFERENCES there.parent (id)'],
    [null, null, 'REFERENCES parent (id)'],
  ])('from schema %s to schema %s', (schema, parentSchema, expected) => {
    expect(new CreateTable(childOf(schema, parentSchema)).compile({ dialect }).sql).toContain(expected);
  });

  test('from a schema to a table without one is refused: the server would look for that beside the first', () => {
    const statement = new CreateTable(childOf('here', null));
    expect(() => statement.compile({ dialect })).toThrow(CompileError);
    expect(() => statement.compile({ dialect })).toThrow('which has no schema');
  });
});
