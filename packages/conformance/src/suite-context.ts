import type { Engine, EngineOptions } from '@aludel/core';
import type { Capabilities, ConnectableDialect } from '@aludel/core/dialect';
import type { ConditionalTest } from './conditional-test.ts';
import type { DialectUnderTest } from './dialect-under-test.ts';
import type { Gate } from './gate.ts';
import type { SqlNotation } from './sql-notation.ts';
import type { TableColumns } from './table-fixture.ts';

/** What a suite works with. */
export interface SuiteContext extends ConditionalTest {
  readonly dialect: ConnectableDialect;
  readonly capabilities: Capabilities;
  readonly notation: SqlNotation;
  /** The name under which types have variants for this database. */
  readonly variantName: string;
  /** Closed where a first step failed: then nothing else is tried. */
  readonly gate: Gate;
  /** The database; known only once the tests run. */
  readonly url: () => string;
  readonly proxy: DialectUnderTest['proxy'];
  /** An engine that is disposed of after the test, which fails if a connection of it is still in use. */
  engine(options?: EngineOptions, url?: string): Engine;
  /** An engine of the suite, for what is done before and after each test. */
  keptEngine(): Engine;
  /** Creates tables before each test and drops them afterwards; called while tests are registered. */
  tables<T extends TableColumns>(tables: T): { readonly [K in keyof T]: string };
}

/** Tests of one subject. */
export interface Suite {
  readonly title: string;
  readonly register: (context: SuiteContext) => void;
}
