import type { Capabilities } from '@aludel/core/dialect';

/** The capabilities that are simply there or not. */
type BooleanCapability = { [K in keyof Capabilities]-?: Capabilities[K] extends boolean ? K : never }[keyof Capabilities];

/** What a test can ask for: a capability that the dialect declares, or a property of the database that only tests see. */
export type Requirement =
  | BooleanCapability
  | 'twoPhase'
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
  | 'dmlCte';

/** Which requirements a dialect meets. */
export type RequirementSet = Readonly<Record<Requirement, boolean>>;

/** Each requirement in one sentence: why a test is there, or why it is switched off. */
export const requirements: Readonly<Record<Requirement, string>> = {
  insertReturning: 'INSERT can return rows.',
  updateReturning: 'UPDATE can return rows.',
  deleteReturning: 'DELETE can return rows.',
  cancel: 'A running statement can be stopped on the server from another connection.',
  cancelBetweenRows: 'A statement runs inside this process and can be stopped between two of its rows.',
  statementsWhileStreaming: 'Other statements can be executed while a result is being streamed on the same connection.',
  transactionalDdl: 'DDL can be rolled back.',
  errorAbortsTransaction: 'An error inside a transaction aborts it, and only a rollback helps.',
  twoPhase: 'Transactions can be prepared, and committed later.',
  concurrentWriters: 'Several connections can write at the same time.',
  rowcount: 'The number of matched rows of a statement is known.',
  multiRowcount: 'The number of matched rows of many executions is known.',
  lastrowid: 'The driver tells the key that the database generated for the last row.',
  nativeBoolean: 'BOOLEAN is a type of its own and gives true and false.',
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
};

/** What a dialect meets: its capabilities, and everything else but what it says it lacks. */
export function requirementsMet(capabilities: Capabilities, lacks: readonly string[]): RequirementSet {
  const met = Object.keys(requirements).map((name) => {
    const declared = (capabilities as unknown as Record<string, unknown>)[name];
    return [name, typeof declared === 'boolean' ? declared : !lacks.includes(name)];
  });
  return Object.freeze(Object.fromEntries(met) as Record<Requirement, boolean>);
}
