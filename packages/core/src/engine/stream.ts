import { setImmediate } from 'node:timers/promises';
import type { StatementInterrupt } from '../driver/driver-connection.ts';
import type { DriverStream } from '../driver/driver-result.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { ResourceClosedError } from '../errors/invalid-request-errors.ts';
import { StreamingResult } from '../result/streaming-result.ts';
import { chain, type MaybePromise } from '../util/maybe-promise.ts';
import { announceExecution, announceStatement } from './announce.ts';
import type { ConnectionCore, OpenStream } from './connection-core.ts';
import { prepare } from './execute.ts';
import type { ExecuteParams } from './execute-params.ts';
import type { ExecutionOptions } from './execution-options.ts';
import type { Execution } from './prepare-execution.ts';
import { guarded, observed, patiently } from './send.ts';
import { checkStatementOptions, optionsOf, type StatementOptions } from './statement-source.ts';

const defaultBatchSize = 1000;
/** How long the event loop waits for an in-process database at the most, in milliseconds. */
const turnMs = 10;

/** Sends a statement and gives its rows as a stream; the connection closes it if the caller does not. */
export function openStream(
  core: ConnectionCore,
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: StatementOptions = {},
): MaybePromise<StreamingResult> {
  core.checkOpen();
  checkStatementOptions(options);
  const merged = optionsOf(statement, core.options, options);
  const [wanted, wantedParams] = announceStatement(core, statement, params);
  return chain(prepare(core, wanted, wantedParams, merged), (prepared) => stream(core, prepared, merged, options));
}

function stream(
  core: ConnectionCore,
  prepared: Execution,
  merged: ExecutionOptions,
  options: StatementOptions,
): MaybePromise<StreamingResult> {
  if (prepared.isMany)
    throw new ArgumentError(
      'stream() takes one set of parameters: an object. A list of them gives no rows; use execute() for it.',
    );
  if (prepared.cached.compiled.dml?.returnsRows === false)
    throw new ArgumentError('stream() is for statements that give rows. Add returning(), or use execute().');
  const batchSize = merged.yieldPer ?? defaultBatchSize;
  return chain(core.ready(), (connection) => {
    const execution = announceExecution(core, prepared);
    const mode = { ...execution.mode, batchSize };
    const inTime: InTime = (step) => patiently(core, connection, execution, options, step);
    const open = (interrupt?: StatementInterrupt) =>
      connection.stream(execution.sql, execution.params, interrupt === undefined ? mode : { ...mode, interrupt });
    const opened = observed(
      core,
      execution,
      () => inTime(open),
      () => -1,
    );
    return chain(opened, (stream) => {
      const source = new StreamSource(core, execution, stream, inTime);
      core.streams.add(source);
      const { events } = core.runtime;
      if (events.has('afterCursorExecute')) events.emit('afterCursorExecute', core.owner, execution.sql, execution.params, false);
      return new StreamingResult(source, batchSize);
    });
  });
}

/** Runs a step that talks to the driver as long as the caller of the stream has patience. */
type InTime = <T>(step: (interrupt?: StatementInterrupt) => MaybePromise<T>) => MaybePromise<T>;

/** A driver's stream, with errors of ours, patience for each batch, and an end when its transaction ends. */
class StreamSource implements OpenStream {
  readonly shape;
  readonly plan: unknown;
  readonly #core: ConnectionCore;
  readonly #execution: Execution;
  readonly #inTime: InTime;
  readonly #stream: DriverStream;
  #closed = false;
  #turnBegan = performance.now();

  constructor(core: ConnectionCore, execution: Execution, stream: DriverStream, inTime: InTime) {
    this.shape = execution.cached.shapeFor(stream.columns);
    this.plan = execution.cached.compiled.plan;
    this.#core = core;
    this.#execution = execution;
    this.#inTime = inTime;
    this.#stream = stream;
  }

  read(count: number): MaybePromise<unknown[][]> {
    return this.#core.queue.run(() => {
      if (this.#closed)
        throw new ResourceClosedError('This stream was closed, since its transaction or its connection has ended.');
      return chain(this.#takeTurn(), () => this.#inTime(() => this.#stream.read(count)));
    });
  }

  // A database in this process answers at once: without a pause now and then, timers and signals would never be heard.
  #takeTurn(): MaybePromise<void> {
    if (this.#core.runtime.dialect.capabilities.cancel !== 'betweenRows' || performance.now() - this.#turnBegan < turnMs) return;
    return setImmediate().then(() => {
      this.#turnBegan = performance.now();
    });
  }

  /** For the reader; waits for its turn on the connection. */
  finish(): MaybePromise<void> {
    return this.#core.queue.run(() => this.close());
  }

  /** For the connection, which holds its queue. */
  close(): MaybePromise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#core.streams.delete(this);
    return guarded(this.#core, this.#execution, () => this.#stream.close());
  }
}
