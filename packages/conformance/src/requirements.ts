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
  | 'comments'
  | 'expressionIndexes'
  | 'partialIndexes'
  | 'listedTemporaryTables'
  | 'sequenceObjects'
  | 'identityColumns'
  | 'alteredConstraints'
  | 'deferrableConstraints'
  | 'createdSchemas'
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
  | 'wideComments'
  | 'temporaryViews'
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
  enforcedLength: 'VARCHAR(n) refuses longer text.',
  comments: 'Tables and columns have comments.',
  expressionIndexes: 'Indexes can be of expressions.',
  partialIndexes: 'Indexes can have a condition.',
  listedTemporaryTables: 'The catalog tells of temporary tables.',
  createdSchemas: 'There are schemas that a statement creates.',
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
  temporaryViews: 'There are views that go with their connection.',
  wideComments: 'Comments keep characters outside of the basic plane.',
  coveringIndexes: 'Indexes can keep columns that they are not sorted by.',
  virtualColumns: 'Computed columns can be computed when they are read, rather than stored.',
  rangesOfTime: 'The frame of a window can reach as far as a span of time.',
  frameGroups: 'The frame of a window can count groups, and leave rows out.',
};

/** What a dialect meets: what its capabilities tell, and everything else but what it says it lacks. */
export function requirementsMet(capabilities: Capabilities, lacks: readonly string[]): RequirementSet {
  const met = Object.keys(requirements).map((name) => [name, !lacks.includes(name)]);
  return Object.freeze({
    ...(Object.fromEntries(met) as Record<Requirement, boolean>),
    ...declaredRequirements(capabilities),
  });
}
