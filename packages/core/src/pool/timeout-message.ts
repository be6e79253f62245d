import type { ConnectionRecord } from './connection-record.ts';

/** The state of a pool at the moment when somebody has waited too long. */
export interface PoolShortage {
  readonly poolSize: number;
  readonly overflow: number;
  /** Seconds. */
  readonly timeout: number;
  /** The connections that are open or on their way there, idle ones not counted. */
  readonly checkedOut: number;
}

/** Says that no connection became free, who holds them and since when, and what to do. */
export function timeoutMessage(shortage: PoolShortage, records: Iterable<ConnectionRecord<object>>): string {
  const now = Date.now();
  const held = [...records].filter((record) => record.inUse).sort((a, b) => a.checkedOutAt - b.checkedOutAt);
  return [
    `QueuePool limit of size ${shortage.poolSize} overflow ${shortage.overflow} reached, connection timed out, ` +
      `timeout ${shortage.timeout.toFixed(2)}`,
    ...held
      .slice(0, longestList)
      .map((record) => `  held for ${seconds(now - record.checkedOutAt)} s ${record.trace ?? ''}`.trimEnd()),
    ...remainder(held.length - longestList),
    ...inTransit(shortage.checkedOut - held.length),
    advice(held),
  ].join('\n');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function remainder(count: number): readonly string[] {
  return count > 0 ? [`  and ${count} more`] : [];
}

function inTransit(count: number): readonly string[] {
  return count > 0 ? [`  ${count} still being opened, reset or closed: the database is slow to answer, or out of reach`] : [];
}

function advice(held: readonly ConnectionRecord<object>[]): string {
  const sentence = 'Raise "poolSize" or "maxOverflow", or look for a connection that is never closed.';
  const isTraced = held.every((record) => record.trace !== null);
  return isTraced
    ? sentence
    : `${sentence} "traceCheckouts" ("poolTraceCheckouts" of createEngine) shows where each one was checked out.`;
}

const longestList = 10;
