import { describe, expect, test } from '@jest/globals';
import { declarationProblems } from '../src/declaration-problems.ts';
import { toyDialect } from './fixtures/toy-dialect.ts';

const toy = toyDialect();
const problems = (changes: object, capabilities: object = {}) =>
  declarationProblems({ ...toy, ...changes }, { ...toy.capabilities, ...capabilities });

describe('what a dialect declares', () => {
  test('is right where there is nothing to say', () => {
    expect(problems({})).toEqual([]);
  });

  test.each<[string, object, object, string]>([
    ['a name that is no scheme', { name: 'My DB' }, {}, '"name" is the scheme of URLs'],
    ['a driver without connect()', { driver: { name: 'x' } }, {}, 'The driver needs connect(target)'],
    ['a capability that is misspelt', {}, { insertReturns: true }, 'There is no capability "insertReturns"'],
    ['a capability that is left out', {}, { rowcount: undefined }, 'The capability "rowcount" must be true or false'],
    ['a capability with another value', {}, { cancel: true }, 'must be "running" or "betweenRows" or "none"; it is true'],
    ['rowsPerInsert that is no power of two', {}, { rowsPerInsert: 100 }, 'a power of two'],
    ['a level that is none', {}, { isolationLevels: ['CHAOS', 'AUTOCOMMIT'] }, 'a list of isolation levels'],
    ['placeholders that repeat and are all alike', { placeholdersRepeat: true }, {}, '"placeholdersRepeat"'],
    ['quotes that are no pairs', { syntax: { ...toy.syntax, identifierQuotes: ['"'] } }, {}, 'list of pairs'],
    ['beginStatements that give no list', { beginStatements: () => 'BEGIN' }, {}, '"beginStatements" must give'],
    ['a classifyError that knows every error', { classifyError: () => ({ kind: 'database' }) }, {}, 'must give null'],
    ['two phases that are not declared', { twoPhase: {} }, {}, 'twoPhase'],
  ])('is wrong with %s, and it is said what must be there', (_what, changes, capabilities, expected) => {
    const found = problems(changes, capabilities);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });
});
