import { noStatementOptions, type StatementOptions, withOptions } from './executable.ts';
import type { FromStatementNode } from './nodes/statement-nodes.ts';
import { type LoaderOption, optionNode } from './loader-option.ts';
import { withParams } from './select-clauses.ts';
import { Statement } from './statement.ts';

/** What `select(User).fromStatement(…)` gives: the objects of one statement from the rows of another. Immutable. */
export class FromStatement<N, T extends readonly unknown[]> extends Statement<N, T> {
  readonly node: FromStatementNode;

  /** @internal */
  constructor(node: FromStatementNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.node = node;
  }

  /** How objects are to be loaded. */
  options(...options: readonly LoaderOption[]): FromStatement<N, T> {
    const added = options.map((option) => optionNode(option));
    return new FromStatement({ ...this.node, options: [...this.node.options, ...added] }, this.statementOptions);
  }

  /** Values for named parameters of the statement. */
  params(values: Readonly<Record<string, unknown>>): FromStatement<N, T> {
    return new FromStatement(withParams(this.node, values), this.statementOptions);
  }

  /** Options of each execution; they do not change what it compiles to. */
  executionOptions(options: StatementOptions): FromStatement<N, T> {
    return new FromStatement(this.node, withOptions(this.statementOptions, options));
  }
}
