import type { StatementOptions } from '../../engine/statement-source.ts';
import type { BindArguments } from './bind-arguments.ts';

/** Options of one execution by a Session. */
export interface SessionStatementOptions extends StatementOptions {
  readonly bindArguments?: BindArguments;
}
