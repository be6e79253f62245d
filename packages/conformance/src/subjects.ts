import type { Requirement } from './requirements.ts';

/** The requirements and other claims by what they are about: the tables of the support matrix, in this order. */
export const subjects = {
  Queries: [
    'ctes',
    'recursiveCtes',
    'windowFunctions',
    'rowLocks',
    'intersectAndExcept',
    'valuesTables',
    'nullsOrder',
    'lateral',
    'fullJoin',
    'withTies',
    'limitExpressions',
    'distinctOn',
    'tablesample',
    'dmlCte',
    'cteOfUpdate',
    'jsonElements',
    'regexpMatch',
    'regexpReplace',
    'explain',
    'rangesOfTime',
    'frameGroups',
    'arrays',
  ],
  'Changing rows': [
    'insertReturning',
    'updateReturning',
    'deleteReturning',
    'returnedParameters',
    'upsert',
    'upsertOfNamedKey',
    'deleteUsing',
    'rowcount',
    'multiRowcount',
    'lastrowid',
  ],
  Types: ['nativeBoolean', 'exactNumeric', 'negativeZero', 'doublePrecision', 'emptyText', 'enforcedLength'],
  Tables: [
    'transactionalDdl',
    'foreignKeys',
    'mutualForeignKeys',
    'deleteActions',
    'updateActions',
    'checkConstraints',
    'constraintNames',
    'constraintsInErrors',
    'storedColumns',
    'comments',
    'wideComments',
    'expressionIndexes',
    'partialIndexes',
    'coveringIndexes',
    'sortedIndexes',
    'columnLengths',
    'indexIfNotExists',
    'identityColumns',
    'virtualColumns',
    'alteredConstraints',
    'deferrableConstraints',
    'sequenceObjects',
    'createdSchemas',
    'views',
    'temporaryTables',
    'listedTemporaryTables',
    'temporaryViews',
  ],
  'Connections and transactions': [
    'accounts',
    'concurrentTransactions',
    'concurrentWriters',
    'waitingWriters',
    'errorAbortsTransaction',
    'savepoints',
    'twoPhase',
    'cancel',
    'cancelBetweenRows',
    'statementsWhileStreaming',
  ],
} as const satisfies Readonly<Record<string, readonly Requirement[]>>;

/** Under which heading a claim stands. */
export function subjectOf(claim: string): string {
  const [name = ''] = claim.split(': ', 1);
  const found = Object.entries(subjects).find(([, names]) => (names as readonly string[]).includes(name));
  return found?.[0] ?? Object.keys(ofValues).find((subject) => ofValues[subject]?.includes(name)) ?? 'Others';
}

// Claims that are no requirements.
const ofValues: Readonly<Record<string, readonly string[]>> = {
  Tables: ['ddl'],
  'Changing rows': ['insertOrder'],
  'Connections and transactions': ['connections'],
  'Isolation levels': ['isolationLevels'],
  Limits: ['maxParameters', 'maxRowsPerInsert'],
};

/** All headings, in order. */
export const headings: readonly string[] = [...new Set([...Object.keys(subjects), ...Object.keys(ofValues), 'Others'])];
