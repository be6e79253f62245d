import { ArgumentError } from '../errors/argument-errors.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import type { TextualSelectNode } from './nodes/statement-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';
import { Query } from './query.ts';
import type { ResultColumns } from './result-columns.ts';

/** A text that was told its columns, as a query among others. */
export class TextualSelect<N, T extends readonly unknown[]> extends Query<N, T> {
  readonly node: TextualSelectNode;

  /** @internal */
  constructor(text: SqlNode, columns: ResultColumns | null, options: StatementOptions = noStatementOptions) {
    super(options);
    if (columns === null) throw new ArgumentError('A text has no columns until it is told: text(…).columns({ id: t.Integer }).');
    this.node = { kind: 'textualSelect', text, columns: columns.columns.map(([name, type]) => ({ name, type })) };
  }
}
