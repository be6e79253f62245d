import type { CursorResult } from '../../result/cursor-result.ts';
import type { ResultPromise } from '../../result/result-promise.ts';
import type { Row } from '../../result/row.ts';
import type { StreamPromise } from '../../result/stream-promise.ts';
import type { EntitySource } from '../../sql/clause-element.ts';
import type { StatementOptions } from '../../sql/executable.ts';
import type { LoaderOption } from '../../sql/loader-option.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { NamesOfSelected, ValueIn, ValuesOfSelected } from '../../sql/select-types.ts';

/** What a Query asks of its Session. */
export interface QuerySession {
  execute(statement: never, params?: null, options?: object): ResultPromise<CursorResult>;
  stream(statement: never, params?: null, options?: object): StreamPromise;
  get(construct: never, key: never, options: object): Promise<unknown>;
}

/** What a query gives: the objects of the only class that was asked for, or else rows. */
export type QueryItem<A extends readonly unknown[], O extends string> = A extends readonly [infer E extends EntitySource]
  ? ValueIn<E, O>
  : Row<ValuesOfSelected<A, O>, NamesOfSelected<A, O>>;

/** A statement as far as its session executes it. */
interface Executed {
  readonly statementOptions: StatementOptions;
}

/** A statement that knows its session, and gives objects without duplicates, or rows. Whatever reaches the database is awaited. */
export abstract class QueryResults<A extends readonly unknown[], O extends string> {
  /** @internal */
  protected readonly session: QuerySession;

  /** @internal */
  constructor(session: QuerySession) {
    this.session = session;
  }

  /** @internal What is sent. */
  protected abstract get sent(): Executed;
  /** @internal The same for at most one row. */
  protected abstract get sentForFirst(): Executed;
  /** @internal What it asks for. */
  protected abstract get wanted(): readonly SqlNode[];

  async all(): Promise<QueryItem<A, O>[]> {
    return this.#items(await this.run(this.sent)).all() as QueryItem<A, O>[];
  }

  /** The first item, or null. */
  async first(): Promise<QueryItem<A, O> | null> {
    const [item = null] = this.#items(await this.run(this.sentForFirst)).all();
    return item as QueryItem<A, O> | null;
  }

  /** The only item. @throws NoResultFound, MultipleResultsFound */
  async one(): Promise<QueryItem<A, O>> {
    return this.#items(await this.run(this.sent)).one() as QueryItem<A, O>;
  }

  /** The only item, or null. @throws MultipleResultsFound */
  async oneOrNone(): Promise<QueryItem<A, O> | null> {
    return this.#items(await this.run(this.sent)).oneOrNone() as QueryItem<A, O> | null;
  }

  /** The first column of the only row; null without a row. @throws MultipleResultsFound */
  async scalar(): Promise<ValuesOfSelected<A, O>[0] | null> {
    const item = await this.oneOrNone();
    return (item === null || this.#isOfOneClass ? item : (item as unknown as Row)[0]) as ValuesOfSelected<A, O>[0] | null;
  }

  /** Items one by one; after `yieldPer()` from a cursor on the server, and then duplicates are not left out. */
  async *[Symbol.asyncIterator](): AsyncGenerator<QueryItem<A, O>> {
    const { sent } = this;
    if (sent.statementOptions.yieldPer === undefined) {
      yield* await this.all();
      return;
    }
    const stream = this.session.stream(sent as never);
    yield* (this.#isOfOneClass ? stream.scalars() : stream) as AsyncIterable<QueryItem<A, O>>;
  }

  /** @internal */
  protected run(statement: unknown, params: Readonly<Record<string, unknown>> | null = null): ResultPromise<CursorResult> {
    return this.session.execute(statement as never, params as never);
  }

  get #isOfOneClass(): boolean {
    return this.wanted.length === 1 && this.wanted[0]?.kind === 'entity';
  }

  #items(result: CursorResult): { all(): unknown[]; one(): unknown; oneOrNone(): unknown } {
    if (this.#isOfOneClass) return result.scalars().unique();
    return this.wanted.some(({ kind }) => kind === 'entity') ? result.unique() : result;
  }
}

/** What a statement of its own gives as objects: `session.query(User).fromStatement(text('…'))`. Immutable. */
export class StatementQuery<A extends readonly unknown[], O extends string> extends QueryResults<A, O> {
  /** The same as `select(…).fromStatement(…)`, which any session can execute. */
  readonly statement: StatedSelect;

  /** @internal */
  constructor(session: QuerySession, statement: StatedSelect) {
    super(session);
    this.statement = statement;
  }

  override toString(): string {
    return String(this.statement);
  }

  /** Values for named parameters. */
  params(values: Readonly<Record<string, unknown>>): StatementQuery<A, O> {
    return new StatementQuery(this.session, this.statement.params(values));
  }

  /** How objects are to be loaded. */
  options(...options: readonly LoaderOption[]): StatementQuery<A, O> {
    return new StatementQuery(this.session, this.statement.options(...options));
  }

  executionOptions(options: StatementOptions): StatementQuery<A, O> {
    return new StatementQuery(this.session, this.statement.executionOptions(options));
  }

  /** What rows say takes the place of what objects have, unsaved changes included. */
  populateExisting(): StatementQuery<A, O> {
    return this.executionOptions({ populateExisting: true });
  }

  /** @internal */
  protected get sent(): Executed {
    return this.statement;
  }

  /** @internal */
  protected get sentForFirst(): Executed {
    return this.statement;
  }

  /** @internal */
  protected get wanted(): readonly SqlNode[] {
    return this.statement.node.columns;
  }
}

/** A statement that gives the columns of another. */
interface StatedSelect extends Executed {
  readonly node: { readonly columns: readonly SqlNode[] };
  params(values: Readonly<Record<string, unknown>>): StatedSelect;
  options(...options: readonly LoaderOption[]): StatedSelect;
  executionOptions(options: StatementOptions): StatedSelect;
}
