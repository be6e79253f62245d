import { describe, expect, test } from '@jest/globals';
import { generatedKey, tableStatements } from '../src/generated-key.ts';
import { toyDialect } from './fixtures/toy-dialect.ts';

describe('a key that the database makes', () => {
  const plain = toyDialect();
  const counted = {
    ...plain,
    ddl: {
      ...plain.ddl,
      canAlter: false,
      comments: 'none',
      sequences: true,
      identityColumns: false,
      around: (element) => {
        if (element.kind === 'createTable') return { before: [`CREATE SEQUENCE ${element.table.name}_id_seq`] };
        return element.kind === 'dropTable' ? { after: [`DROP SEQUENCE ${element.table.name}_id_seq`] } : {};
      },
      rules: { serverDefault: ({ table }) => `nextval('${table.name}_id_seq')` },
    },
  } satisfies typeof plain;

  test('comes with the statements that its dialect sends around CREATE TABLE', () => {
    const key = String(generatedKey(counted));
    expect(tableStatements('person', `id ${key}, name TEXT`, counted)).toEqual({
      create: [
        'CREATE SEQUENCE person_id_seq',
        "CREATE TABLE person (id INTEGER DEFAULT nextval('person_id_seq') NOT NULL PRIMARY KEY, name TEXT)",
      ],
      drop: ['DROP TABLE person', 'DROP SEQUENCE person_id_seq'],
    });
  });

  test('is a type otherwise', () => {
    expect(tableStatements('person', `id ${generatedKey(plain)}`, plain)).toEqual({
      create: [`CREATE TABLE person (id ${generatedKey(plain)})`],
      drop: ['DROP TABLE person'],
    });
  });
});
