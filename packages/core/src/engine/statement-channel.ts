import { channel } from 'node:diagnostics_channel';

/** What tracers are told of each statement, after it. */
export interface StatementMessage {
  readonly statement: string;
  /** As they were sent; absent with `hideParameters`. */
  readonly parameters?: unknown;
  /** Whether `parameters` is a list of parameter sets. */
  readonly isMany: boolean;
  /** When it was sent, by `performance.now()`. */
  readonly startTime: number;
  /** From the sending to the last row, in milliseconds. */
  readonly durationMs: number;
  /** Matched or returned rows; -1 where unknown. */
  readonly rowcount: number;
  readonly error?: unknown;
  /** `postgresql`, `pg`, and the URL without its password. */
  readonly dialect: string;
  readonly driver: string;
  readonly url: string;
}

/**
 * Every statement is published here.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel';
 * import type { StatementMessage } from '@aludel/core';
 * subscribe('aludel:statement', (message) => console.log((message as StatementMessage).statement));
 */
export const statementChannel = channel('aludel:statement');
