import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { FromElement } from './clause-element.ts';
import { targetNode } from './assignments.ts';
import { type Cte, type CteOptions, cteOf } from './cte.ts';
import { type StatementOptions, withOptions } from './executable.ts';
import { type LoaderOption, optionNode } from './loader-option.ts';
import type { AffixNode, OptionNode } from './nodes/statement-nodes.ts';
import type { SqlNode, StatementNode } from './nodes/sql-node.ts';
import { Statement } from './statement.ts';

/** What INSERT, UPDATE and DELETE nodes have in common. */
export interface DmlNode extends StatementNode {
  readonly prefixes: readonly SqlNode[];
  readonly hints: readonly SqlNode[];
  readonly options?: readonly OptionNode[] | undefined;
}

/** What an option of one dialect is for; `*` stands for all of them. */
export interface DialectOption {
  readonly dialectName?: string;
}

/** An INSERT, UPDATE or DELETE. `N` are the rows of its RETURNING by name, `T` by position. Immutable. */
export abstract class DmlStatement<N, T extends readonly unknown[]> extends Statement<N, T> {
  abstract override readonly node: DmlNode;

  /** @internal The same statement with another node, or other options. */
  protected abstract copy(node: DmlNode, options: StatementOptions): this;

  /**
   * Words behind INSERT, UPDATE or DELETE. They go into the SQL as they are: never take them from outside.
   *
   * @example insert(t).prefixWith('OR REPLACE', { dialectName: 'sqlite' })
   */
  prefixWith(text: string, options: DialectOption = {}): this {
    const { dialectName = '*' } = checkOptionNames(options, ['dialectName'], 'prefixWith()');
    const { node } = this;
    const prefix: AffixNode = { kind: 'affix', dialect: dialectName, text: words(text, 'prefixWith()'), from: null };
    return this.copy({ ...node, prefixes: [...node.prefixes, prefix] }, this.statementOptions);
  }

  /** A hint about the table, behind its name. It goes into the SQL as it is: never take it from outside. */
  withHint(text: string, options: DialectOption & { readonly table?: FromElement } = {}): this {
    const { dialectName = '*', table } = checkOptionNames(options, ['dialectName', 'table'], 'withHint()');
    const { node } = this;
    const from = table === undefined ? null : targetNode(table, 'withHint()');
    const hint: AffixNode = { kind: 'affix', dialect: dialectName, text: words(text, 'withHint()'), from };
    return this.copy({ ...node, hints: [...node.hints, hint] }, this.statementOptions);
  }

  /** Common table expressions that the statement is to have although it does not name them: `WITH name AS (…)`. */
  addCte(...ctes: readonly FromElement[]): this {
    const { node } = this;
    const added = ctes.map((cte) => targetNode(cte, 'addCte()'));
    return this.copy({ ...node, ctes: [...(node.ctes ?? []), ...added] }, this.statementOptions);
  }

  /** The statement as a common table expression, whose rows are those of its RETURNING. */
  cte<const S extends string = 'anon'>(name?: S, options: CteOptions = {}): Cte<N, S> {
    return cteOf<N, S>(this.node, name, options);
  }

  /** How the objects are to be loaded that it returns: `insert(User).returning(User).options(selectinload(User.c.orders))`. */
  options(...options: readonly LoaderOption[]): this {
    const added = options.map((option) => optionNode(option));
    return this.copy({ ...this.node, options: [...(this.node.options ?? []), ...added] }, this.statementOptions);
  }

  /** Options of each execution; they do not change what it compiles to. */
  executionOptions(options: StatementOptions): this {
    return this.copy(this.node, withOptions(this.statementOptions, options));
  }
}

function words(text: unknown, where: string): string {
  if (typeof text === 'string' && text.length > 0) return text;
  throw new ArgumentError(`${where} takes the words as a string.`);
}
