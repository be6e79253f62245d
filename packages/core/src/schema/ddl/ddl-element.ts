import { noBinds } from '../../sql/executable.ts';
import type { BindNode } from '../../sql/nodes/expression-nodes.ts';
import type { DdlNode } from '../../sql/nodes/statement-nodes.ts';
import { Statement } from '../../sql/statement.ts';
import type { DdlDescription } from './ddl-description.ts';

/** A statement that defines something: prints as SQL, and is executed like any other. It has no rows, and is never cached. */
export abstract class DdlElement extends Statement<never, readonly never[]> {
  readonly node: DdlNode;

  constructor(element: DdlDescription) {
    super();
    this.node = { kind: 'ddl', element };
  }

  /** What it defines, for a dialect. */
  get description(): DdlDescription {
    return this.node.element as DdlDescription;
  }

  /** Never kept: it is executed once. */
  override get cacheKey(): null {
    return null;
  }

  override get binds(): readonly BindNode[] {
    return noBinds;
  }
}
