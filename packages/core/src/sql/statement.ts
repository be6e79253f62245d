import { bindparam } from './bind-parameter.ts';
import { QueryElement } from './clause-element.ts';
import {
  type BoundParameters,
  type Executable,
  noBoundParameters,
  noStatementOptions,
  type StatementOptions,
  type ValuesOf,
} from './executable.ts';
import { type StatementKey, statementKey } from './nodes/cache-key.ts';
import type { BindNode } from './nodes/expression-nodes.ts';
import type { StatementEntity, StatementNode } from './nodes/sql-node.ts';

/** A statement that was built from clauses. Immutable: each method gives a new one. */
export abstract class Statement<N, T extends readonly unknown[] = ValuesOf<N>>
  extends QueryElement<T[0]>
  implements Executable<N, T>
{
  abstract override readonly node: StatementNode;
  readonly statementOptions: StatementOptions;
  declare readonly _rowType?: N;
  declare readonly _valuesType?: T;
  #key: StatementKey | null = null;

  constructor(options: StatementOptions = noStatementOptions) {
    super();
    this.statementOptions = options;
  }

  get kind(): string {
    return this.node.kind;
  }

  /** Found by one walk over the statement, and kept. */
  get cacheKey(): string | null {
    return this.#known.key;
  }

  /** A mapped class that it names; null: none, so that it is compiled as it is. */
  get entity(): StatementEntity | null {
    return this.#known.entity;
  }

  get binds(): readonly BindNode[] {
    return this.#known.binds;
  }

  /** What `params()` gave: for names in texts inside the statement. */
  get boundValues(): BoundParameters {
    const { params } = this.node;
    if (params === undefined) return noBoundParameters;
    return new Map(Array.from(params, ([name, value]) => [name, bindparam(name, { value })]));
  }

  get #known(): StatementKey {
    this.#key ??= statementKey(this.node);
    return this.#key;
  }
}
