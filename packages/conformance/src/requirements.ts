import { type DeclaredRequirement, declaredRequirements, declaredSentences } from './declared-requirements.ts';
import type { Capabilities } from '@aludel/core/dialect';

/** What a test can ask for: what the dialect's capabilities tell, or a property of the database that only tests see. */
export type Requirement =
  | DeclaredRequirement
  | 'exactNumeric'
  | 'negativeZero'
  | 'doublePrecision'
  | 'accounts'
  | 'enforcedLength'
  | 'emptyText'
  | 'foreignKeys'
  | 'mutualForeignKeys'
  | 'deleteActions'
  | 'updateActions'
  | 'checkConstraints'
  | 'constraintNames'
  | 'constraintsInErrors'
  | 'storedColumns'
  | 'comments'
  | 'expressionIndexes'
  | 'partialIndexes'
  | 'listedTemporaryTables'
  | 'sequenceObjects'
  | 'identityColumns'
  | 'alteredConstraints'
  | 'deferrableConstraints'
  | 'createdSchemas'
  | 'rowLocks'
  | 'waitingWriters'
  | 'returnedParameters'
  | 'windowFunctions'
  | 'ctes'
  | 'recursiveCtes'
  | 'valuesTables'
  | 'intersectAndExcept'
  | 'jsonElements'
  | 'nullsOrder'
  | 'regexpMatch'
  | 'explain'
  | 'temporaryTables'
  | 'lateral'
  | 'fullJoin'
  | 'withTies'
  | 'deleteUsing'
  | 'indexIfNotExists'
  | 'distinctOn'
  | 'cteOfUpdate'
  | 'limitExpressions'
  | 'regexpReplace'
  | 'tablesample'
  | 'dmlCte'
  | 'frameGroups'
  | 'rangesOfTime'
  | 'virtualColumns'
  | 'coveringIndexes'
  | 'sortedIndexes'
  | 'columnLengths'
  | 'wideComments'
  | 'temporaryViews'
  | 'views'
  | 'arrays';

/** Which requirements a dialect meets. */
export type RequirementSet = Readonly<Record<Requirement, boolean>>;

/** Each requirement in one sentence: why a test is there, or why it is switched off. */
export const requirements: Readonly<Record<Requirement, string>> = {
  ...declaredSentences,
  exactNumeric: 'DECIMAL keeps every digit.',
  negativeZero: 'DOUBLE PRECISION tells -0 from 0.',
  doublePrecision: 'DOUBLE PRECISION keeps every finite number of JavaScript.',
  accounts: 'One logs in with a user name and a password.',
  emptyText: 'A text can be empty, which is another thing than NULL.',
  enforcedLength: 'VARCHAR(n) refuses longer text.',
  foreignKeys: 'Foreign keys are enforced.',
  mutualForeignKeys: 'Two tables can refer to one another.',
  deleteActions: 'Foreign keys have actions: ON DELETE CASCADE and SET NULL.',
  updateActions: 'Foreign keys follow a key that changes: ON UPDATE CASCADE.',
  checkConstraints: 'CHECK is enforced.',
  constraintNames: 'The catalog keeps the names of constraints.',
  constraintsInErrors: 'Errors name the constraint that was violated.',
  storedColumns: 'Computed columns can be stored.',
  comments: 'Tables and columns have comments.',
  expressionIndexes: 'Indexes can be of expressions.',
  partialIndexes: 'Indexes can have a condition.',
  listedTemporaryTables: 'The catalog tells of temporary tables.',
  createdSchemas: 'There are schemas that a statement creates.',
  waitingWriters: 'A statement waits for another transaction that has changed the same row, rather than fail at once.',
  rowLocks: 'Rows can be asked for with FOR UPDATE.',
  returnedParameters: 'RETURNING can give expressions with parameters.',
  windowFunctions: 'There are window functions.',
  ctes: 'A query can name its parts, with WITH.',
  recursiveCtes: 'A common table expression can refer to itself.',
  valuesTables: 'VALUES can stand in the place of a table.',
  intersectAndExcept: 'There are INTERSECT and EXCEPT, beside UNION.',
  jsonElements: 'Elements of JSON documents can be read by their path.',
  nullsOrder: 'ORDER BY can say whether NULL comes first or last.',
  regexpMatch: 'Regular expressions find text.',
  explain: 'The plan of a statement can be asked for.',
  temporaryTables: 'There are tables that go with their connection.',
  lateral: 'A subquery in FROM can refer to what stands in front of it.',
  fullJoin: 'There are full outer joins.',
  withTies: 'FETCH FIRST can give the rows that tie with the last one.',
  limitExpressions: 'LIMIT takes expressions.',
  regexpReplace: 'Regular expressions replace text.',
  cteOfUpdate: 'UPDATE and DELETE can look into common table expressions.',
  deleteUsing: 'DELETE can look into other tables.',
  indexIfNotExists: 'CREATE INDEX and DROP INDEX can leave alone what is there already, or is not.',
  distinctOn: 'There is DISTINCT ON.',
  tablesample: 'There is TABLESAMPLE.',
  dmlCte: 'INSERT can stand in a common table expression.',
  identityColumns: 'Columns can be GENERATED AS IDENTITY.',
  alteredConstraints: 'Constraints can be added to a table and dropped from it.',
  deferrableConstraints: 'Foreign keys can be checked at the end of a transaction.',
  sequenceObjects: 'There are sequences, apart from tables.',
  arrays: 'There are arrays.',
  views: 'There are views.',
  temporaryViews: 'There are views that go with their connection.',
  wideComments: 'Comments keep characters outside of the basic plane.',
  coveringIndexes: 'Indexes can keep columns that they are not sorted by.',
  sortedIndexes: 'The catalog tells which columns an index sorts downwards.',
  columnLengths: 'The catalog tells how long a text may be.',
  virtualColumns: 'Computed columns can be computed when they are read, rather than stored.',
  rangesOfTime: 'The frame of a window can reach as far as a span of time.',
  frameGroups: 'The frame of a window can count groups, and leave rows out.',
};

/** What a dialect meets: what its capabilities tell, and everything else but what it says it lacks. */
export function requirementsMet(capabilities: Capabilities, lacks: readonly string[]): RequirementSet {
  const declared = declaredRequirements(capabilities);
  const met = Object.keys(requirements).map((name) => [name, !lacks.includes(name)]);
  return Object.freeze({
    ...(Object.fromEntries(met) as Record<Requirement, boolean>),
    returnedParameters: declared.insertReturning && !lacks.includes('returnedParameters'),
    ...declared,
  });
}
