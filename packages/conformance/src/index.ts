export { describeDialect } from './describe-dialect.ts';
export { describeTimeZones } from './describe-time-zones.ts';
export type { DeclaredRequirement } from './declared-requirements.ts';
export type { DialectUnderTest, ProvisionedDatabase } from './dialect-under-test.ts';
export { type Requirement, requirements, type RequirementSet } from './requirements.ts';
export { sqliteFacts } from './sqlite-facts.ts';
export type { SqlNotation } from './sql-notation.ts';
export type { WireProxy } from './wire-proxy.ts';
