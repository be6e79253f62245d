import { type TextClause, text } from '@aludel/core';

/** A row of the table that most races use. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly age: number;
  readonly email: string;
  readonly score: number;
}

/** What the table's name has behind the prefix. */
export const personTable = 'person';

/** Creates the table, without rows. */
export function createPersons(prefix: string): readonly string[] {
  return [
    `CREATE TABLE ${prefix}person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, age INTEGER NOT NULL, email VARCHAR(60) NOT NULL, score DOUBLE PRECISION NOT NULL)`,
  ];
}

/** Creates the table with `count` rows. */
export function createAndFillPersons(prefix: string, count: number): readonly string[] {
  const statements: string[] = [...createPersons(prefix)];
  const persons = makePersons(count);
  for (let start = 0; start < count; start += rowsPerStatement) {
    const rows = persons
      .slice(start, start + rowsPerStatement)
      .map(({ id, name, age, email, score }) => `(${id}, '${name}', ${age}, '${email}', ${score})`);
    statements.push(`INSERT INTO ${prefix}person (id, name, age, email, score) VALUES ${rows.join(', ')}`);
  }
  return statements;
}

const rowsPerStatement = 500;

/** Rows with ids from 1 to `count`. */
export function makePersons(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => makePerson(index + 1));
}

function makePerson(id: number): Person {
  return { id, name: `Person number ${id}`, age: 18 + (id % 60), email: `person.${id}@example.org`, score: id / 4 };
}

/** The id to ask for in the nth operation: all over the table, the same for every contender. */
export function idOfOperation(operation: number, count: number): number {
  return ((operation * 7919) % count) + 1;
}

/** A number that depends on every column of one of our rows. */
export function digest(row: Person): number {
  return row.id + row.name.length + row.age + row.email.length + row.score;
}

/**
 * The same for an object of a driver. Twice, since V8 compiles a function for the kinds of objects that it has met: one
 * that meets those of both sides is slower for both, and an application has only one kind.
 */
export function digestHandwritten(row: Person): number {
  return row.id + row.name.length + row.age + row.email.length + row.score;
}

/** Our INSERT of one row, built anew. */
export function insertPerson(prefix: string): TextClause {
  return text(`INSERT INTO ${prefix}person (id, name, age, email, score) VALUES (:id, :name, :age, :email, :score)`);
}

/** The columns in the order in which a hand binds them. */
export function personValues({ id, name, age, email, score }: Person): [number, string, number, string, number] {
  return [id, name, age, email, score];
}

/** What shows which rows are in the table. */
export function countPersons(prefix: string): string {
  return `SELECT count(*) AS n, sum(id) AS ids, sum(age) AS ages, sum(score) AS scores, max(name) AS name FROM ${prefix}person`;
}

/** What {@link countPersons} gave, the same for all drivers, which differ in how they deliver a sum. */
export function readCounts(row: Readonly<Record<string, unknown>> | null | undefined): readonly unknown[] {
  return [Number(row?.['n']), Number(row?.['ids']), Number(row?.['ages']), Number(row?.['scores']), row?.['name']];
}
