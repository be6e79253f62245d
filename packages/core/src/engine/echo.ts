import { reprParams, reprRow } from '../util/repr-params.ts';
import type { Logger } from './logger.ts';

/** What is logged, and how much of it. */
export interface EchoOptions {
  readonly logger: Logger;
  /** Put in brackets in front of every record. */
  readonly token?: string | undefined;
  readonly hideParameters: boolean;
  /** Also the columns and rows of every result. */
  readonly isDebug: boolean;
}

/** Writes the log of an engine, in the words of SQLAlchemy's `echo`. */
export class Echo {
  readonly #options: EchoOptions;
  readonly #prefix: string;

  constructor(options: EchoOptions) {
    this.#options = options;
    this.#prefix = options.token === undefined ? '' : `[${options.token}] `;
  }

  withToken(token: string | undefined): Echo {
    return token === this.#options.token ? this : new Echo({ ...this.#options, token });
  }

  /** `BEGIN (implicit)` and the like. */
  line(message: string): void {
    this.#options.logger.info(this.#prefix + message);
  }

  /** Two records: the statement, and its parameters behind what the cache did. */
  statement(sql: string, stats: string, params: readonly unknown[], isMany: boolean): void {
    this.line(sql);
    const shown = this.#options.hideParameters
      ? '[SQL parameters hidden due to hideParameters=true]'
      : reprParams(params, isMany);
    this.line(`[${stats}] ${shown}`);
  }

  /** With `echo: 'debug'`: the columns, then each row. */
  rows(columns: readonly { readonly name: string }[], rows: readonly (readonly unknown[])[]): void {
    if (!this.#options.isDebug) return;
    const { logger } = this.#options;
    logger.debug(`${this.#prefix}Col ${reprRow(columns.map((column) => column.name))}`);
    for (const row of rows) logger.debug(`${this.#prefix}Row ${reprRow(row)}`);
  }
}

/** `generated in 0.00012s`: it was compiled just now. */
export function generatedStats(seconds: number): string {
  return `generated in ${seconds.toFixed(5)}s`;
}

/** `cached since 24.09s ago` */
export function cachedStats(seconds: number): string {
  return `cached since ${Number(seconds.toPrecision(4))}s ago`;
}

/** `no key 0.00008s`: a statement that is never cached, such as SAVEPOINT. */
export function noKeyStats(seconds: number): string {
  return `no key ${seconds.toFixed(5)}s`;
}

/** `caching disabled 0.00027s` */
export function cachingDisabledStats(seconds: number): string {
  return `caching disabled ${seconds.toFixed(5)}s`;
}
