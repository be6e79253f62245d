import type { Capabilities, ConnectableDialect } from '@aludel/core/dialect';
import type { DeclaredRequirement } from './declared-requirements.ts';
import type { Requirement } from './requirements.ts';
import type { SqlNotation } from './sql-notation.ts';
import type { WireProxy } from './wire-proxy.ts';

/** A dialect, and a database to try it on. */
export interface DialectUnderTest {
  /** As in `ALUDEL_TEST_REQUIRE` and in the titles of the tests: `postgresql`. */
  readonly name: string;
  /** The dialect with its driver, as its package exports it. Absent: what an engine for the URL works with. */
  readonly dialect?: ConnectableDialect | undefined;
  /**
   * A database that the tests may create tables in, which they drop again. Several engines must see the same data, so it
   * cannot be one in memory. Undefined: there is none here, and the tests are skipped with one loud line, or fail if
   * `ALUDEL_TEST_REQUIRE` names the dialect.
   */
  readonly url: string | undefined;
  /** What the database can do, if it is not what the dialect declares: an older server. */
  readonly capabilities?: Partial<Capabilities> | undefined;
  /** What else it cannot do; everything is expected by default. See `requirements` for the meaning. */
  readonly lacks?: readonly Exclude<Requirement, DeclaredRequirement>[] | undefined;
  /** The SQL that this database writes in its own way. */
  readonly notation?: Partial<SqlNotation> | undefined;
  /** Makes an empty database for this run, if `url` itself is not to be used. */
  readonly provision?: ((url: string) => Promise<ProvisionedDatabase>) | undefined;
  /** Puts a proxy that can misbehave in front of the server; without it the tests of lost connections are skipped. */
  readonly proxy?: ((url: string) => Promise<WireProxy>) | undefined;
}

/** A database made for one run of the suite. */
export interface ProvisionedDatabase {
  /** Where it is. */
  readonly url: string;
  /** Called once all tests are over. */
  drop(): Promise<void>;
}
