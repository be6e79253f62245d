import type { Requirement } from './requirements.ts';

/** Something that a dialect declares, and the tests that show it. */
export interface Claim {
  /** The name of the requirement or capability; `isolationLevels: SERIALIZABLE` for one of several. */
  readonly name: string;
  /** What is claimed, for readers. */
  readonly sentence: string;
  /** False or `none`: that it is absent. */
  readonly declared: boolean | string | number;
  /** `suite > title`. */
  readonly tests: readonly string[];
}

/** What the tests of one dialect tell the reporter beside their results. */
export interface RunFacts {
  /** As in `describeDialect({ name })`. */
  readonly name: string;
  /** `PostgreSQL 18.4`; null where the server could not be asked. */
  readonly server: string | null;
  /** `pg`. */
  readonly driver: string;
  readonly dialect: string;
  readonly claims: readonly Claim[];
  /** How many tests of each suite are switched off by which requirement. */
  readonly switchedOff: Readonly<Record<string, Readonly<Partial<Record<Requirement, number>>>>>;
}

/** Notes while tests are registered which of them are about what. */
export class RunRecord {
  readonly #claims = new Map<string, Claim>();
  readonly #switchedOff: Record<string, Partial<Record<Requirement, number>>> = {};

  constructor(claims: readonly Omit<Claim, 'tests'>[]) {
    for (const claim of claims) this.#claims.set(claim.name, { ...claim, tests: [] });
  }

  get claims(): readonly Claim[] {
    return [...this.#claims.values()];
  }

  /** A claim that others prove together. */
  join(claim: Omit<Claim, 'tests'>, names: readonly string[]): void {
    const tests = names.flatMap((name) => this.#claims.get(name)?.tests ?? []);
    this.#claims.set(claim.name, { ...claim, tests });
  }

  get switchedOff(): RunFacts['switchedOff'] {
    return this.#switchedOff;
  }

  /** A test that shows whether a requirement is met. */
  probe(requirement: Requirement, suite: string, title: string): void {
    const claim = this.#claims.get(requirement);
    if (claim !== undefined) this.prove(claim, suite, title);
  }

  /** A test that shows a claim of its own. */
  prove(claim: Omit<Claim, 'tests'>, suite: string, title: string): void {
    const tests = this.#claims.get(claim.name)?.tests ?? [];
    this.#claims.set(claim.name, { ...claim, tests: [...tests, `${suite} > ${title}`] });
  }

  /** A test that is not run for want of a requirement. */
  switchOff(requirement: Requirement, suite: string): void {
    const ofSuite = this.#switchedOff[suite] ?? {};
    this.#switchedOff[suite] = { ...ofSuite, [requirement]: (ofSuite[requirement] ?? 0) + 1 };
  }
}
