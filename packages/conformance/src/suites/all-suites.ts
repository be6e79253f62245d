import type { Suite } from '../suite-context.ts';
import { cancelAndTimeout } from './cancel-and-timeout.suite.ts';
import { compiledCache } from './compiled-cache.suite.ts';
import { columnDefaults } from './column-defaults.suite.ts';
import { connections } from './connections.suite.ts';
import { ddl } from './ddl.suite.ts';
import { ddlOptions } from './ddl-options.suite.ts';
import { dialectContract } from './dialect-contract.suite.ts';
import { disconnect } from './disconnect.suite.ts';
import { driverContract } from './driver-contract.suite.ts';
import { errors } from './errors.suite.ts';
import { expressions } from './expressions.suite.ts';
import { firstSteps } from './first-steps.suite.ts';
import { identifiers } from './identifiers.suite.ts';
import { insertSuite } from './insert.suite.ts';
import { insertedKeys } from './inserted-keys.suite.ts';
import { isolation } from './isolation.suite.ts';
import { listsAndLimits } from './lists-and-limits.suite.ts';
import { namesAndLiterals } from './names-and-literals.suite.ts';
import { ormAttributes } from './orm-attributes.suite.ts';
import { ormInheritance } from './orm-inheritance.suite.ts';
import { ormMapping } from './orm-mapping.suite.ts';
import { ormUnitOfWork } from './orm-unit-of-work.suite.ts';
import { ormUnitOfWorkRules } from './orm-unit-of-work-rules.suite.ts';
import { ormNaturalKeys } from './orm-natural-keys.suite.ts';
import { ormIncompleteKeys } from './orm-incomplete-keys.suite.ts';
import { ormOwnedRows } from './orm-owned-rows.suite.ts';
import { ormVersions } from './orm-versions.suite.ts';
import { ormRowSwitch } from './orm-row-switch.suite.ts';
import { ormRandomGraphs } from './orm-random-graphs.suite.ts';
import { ormWrittenValues } from './orm-written-values.suite.ts';
import { poolUnderStress } from './pool-under-stress.suite.ts';
import { reflectedSchema } from './reflected-schema.suite.ts';
import { reflection } from './reflection.suite.ts';
import { results } from './results.suite.ts';
import { returnedRows } from './returned-rows.suite.ts';
import { rowsByKey } from './rows-by-key.suite.ts';
import { selectSuite } from './select.suite.ts';
import { statementShapes } from './statement-shapes.suite.ts';
import { severalTables } from './several-tables.suite.ts';
import { streaming } from './streaming.suite.ts';
import { temporal } from './temporal.suite.ts';
import { textAndParameters } from './text-and-parameters.suite.ts';
import { twoPhase } from './two-phase.suite.ts';
import { typeRoundTrip } from './type-round-trip.suite.ts';
import { transactions } from './transactions.suite.ts';
import { windowFunctions } from './window-functions.suite.ts';
import { comparisons } from './comparisons.suite.ts';
import { jsonDocuments } from './json-documents.suite.ts';
import { numbers } from './numbers.suite.ts';
import { rowCounts } from './row-counts.suite.ts';
import { sequences } from './sequences.suite.ts';
import { identityAndComputed } from './identity-and-computed.suite.ts';
import { reflectedConstraints } from './reflected-constraints.suite.ts';
import { temporaryTables } from './temporary-tables.suite.ts';
import { schemas } from './schemas.suite.ts';
import { arraysAndIntervals } from './arrays-and-intervals.suite.ts';
import { guards } from './guards.suite.ts';
import { updateDelete } from './update-delete.suite.ts';
import { upsert } from './upsert.suite.ts';
import { ormDml } from './orm-dml.suite.ts';
import { ormDmlBulk } from './orm-dml-bulk.suite.ts';
import { ormLoadingAgain } from './orm-loading-again.suite.ts';
import { ormLoadingColumns } from './orm-loading-columns.suite.ts';
import { ormLoadingExpressions } from './orm-loading-expressions.suite.ts';
import { ormLoadingRelationships } from './orm-loading-relationships.suite.ts';
import { ormLoadingStreams } from './orm-loading-streams.suite.ts';
import { ormLegacyQuery } from './orm-legacy-query.suite.ts';
import { ormCascades } from './orm-cascades.suite.ts';
import { ormJoinConditions } from './orm-join-conditions.suite.ts';
import { ormPassiveKeys } from './orm-passive-keys.suite.ts';
import { ormRelationships } from './orm-relationships.suite.ts';
import { ormQuery } from './orm-query.suite.ts';
import { ormSessionObjects } from './orm-session-objects.suite.ts';
import { ormSessionSavepoints } from './orm-session-savepoints.suite.ts';
import { ormSessionTransactions } from './orm-session-transactions.suite.ts';
import { ormSessionExpire } from './orm-session-expire.suite.ts';
import { ormSessionHooks } from './orm-session-hooks.suite.ts';
import { ormSessionLeaks } from './orm-session-leaks.suite.ts';
import { ormSessionMerge } from './orm-session-merge.suite.ts';
import { ormSessionEvents } from './orm-session-events.suite.ts';

/** All suites, in the order in which they run. */
export const suites: readonly Suite[] = [
  { title: 'first steps', register: firstSteps },
  { title: 'driver contract', register: driverContract },
  { title: 'dialect contract', register: dialectContract },
  { title: 'text and parameters', register: textAndParameters },
  { title: 'dates and times', register: temporal },
  { title: 'types', register: typeRoundTrip },
  { title: 'expressions', register: expressions },
  { title: 'comparisons', register: comparisons },
  { title: 'numbers', register: numbers },
  { title: 'arrays and intervals', register: arraysAndIntervals },
  { title: 'JSON documents', register: jsonDocuments },
  { title: 'identifiers', register: identifiers },
  { title: 'results', register: results },
  { title: 'select', register: selectSuite },
  { title: 'lists and limits', register: listsAndLimits },
  { title: 'window functions', register: windowFunctions },
  { title: 'statement shapes', register: statementShapes },
  { title: 'names and literals', register: namesAndLiterals },
  { title: 'guards', register: guards },
  { title: 'insert', register: insertSuite },
  { title: 'inserted keys', register: insertedKeys },
  { title: 'column defaults', register: columnDefaults },
  { title: 'identity and computed columns', register: identityAndComputed },
  { title: 'sequences', register: sequences },
  { title: 'several tables', register: severalTables },
  { title: 'returned rows', register: returnedRows },
  { title: 'rows by key', register: rowsByKey },
  { title: 'update and delete', register: updateDelete },
  { title: 'row counts', register: rowCounts },
  { title: 'upsert', register: upsert },
  { title: 'orm mapping', register: ormMapping },
  { title: 'orm inheritance', register: ormInheritance },
  { title: 'orm attributes', register: ormAttributes },
  { title: 'queries over classes', register: ormQuery },
  { title: 'dml of classes', register: ormDml },
  { title: 'bulk dml of classes', register: ormDmlBulk },
  { title: 'legacy query', register: ormLegacyQuery },
  { title: 'several connections', register: connections },
  { title: 'transactions', register: transactions },
  { title: 'two-phase transactions', register: twoPhase },
  { title: 'isolation', register: isolation },
  { title: 'ddl', register: ddl },
  { title: 'ddl options', register: ddlOptions },
  { title: 'reflection', register: reflection },
  { title: 'reflected schema', register: reflectedSchema },
  { title: 'reflected constraints', register: reflectedConstraints },
  { title: 'schemas', register: schemas },
  { title: 'temporary tables', register: temporaryTables },
  { title: 'errors', register: errors },
  { title: 'compiled cache', register: compiledCache },
  { title: 'streaming', register: streaming },
  { title: 'cancel and timeout', register: cancelAndTimeout },
  { title: 'disconnect', register: disconnect },
  { title: 'unit of work', register: ormUnitOfWork },
  { title: 'orm: relationships', register: ormRelationships },
  { title: 'orm: cascades', register: ormCascades },
  { title: 'orm: passive keys', register: ormPassiveKeys },
  { title: 'orm: join conditions', register: ormJoinConditions },
  { title: 'unit of work: rules', register: ormUnitOfWorkRules },
  { title: 'natural keys', register: ormNaturalKeys },
  { title: 'orm: incomplete keys', register: ormIncompleteKeys },
  { title: 'orm: owned rows', register: ormOwnedRows },
  { title: 'versions', register: ormVersions },
  { title: 'rows that change hands', register: ormRowSwitch },
  { title: 'random graphs', register: ormRandomGraphs },
  { title: 'written values', register: ormWrittenValues },
  { title: 'pool under stress', register: poolUnderStress },
  { title: 'orm: objects of a session', register: ormSessionObjects },
  { title: 'orm: transactions of a session', register: ormSessionTransactions },
  { title: 'orm: savepoints and failed flushes', register: ormSessionSavepoints },
  { title: 'orm: autoflush, expire and refresh', register: ormSessionExpire },
  { title: 'orm: merge', register: ormSessionMerge },
  { title: 'orm: sessions that fail', register: ormSessionLeaks },
  { title: 'orm: hooks of a session', register: ormSessionHooks },
  { title: 'orm: events and binds of a session', register: ormSessionEvents },
  { title: 'orm loading of relationships', register: ormLoadingRelationships },
  { title: 'orm loading of columns', register: ormLoadingColumns },
  { title: 'orm loading once more', register: ormLoadingAgain },
  { title: 'orm loading of expressions', register: ormLoadingExpressions },
  { title: 'orm loading from streams', register: ormLoadingStreams },
];
