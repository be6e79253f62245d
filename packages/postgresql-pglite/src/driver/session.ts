import {
  isOutdatedPlan,
  isUnknownName,
  type KnownStatement,
  PreparedStatements,
  RequestWriter,
} from '@aludel/postgresql/dialect';
import type { PGlite } from '@electric-sql/pglite';
import type { DueBegin } from './due-begin.ts';
import { MessageReader } from './message-reader.ts';
import { lostError } from './pglite-error.ts';
import { refuseCopy } from './refused-copy.ts';
import { type ExpectedRows, ServerAnswer, type TransactionStatus, UNKNOWN_ROWS } from './server-answer.ts';
import { TurnQueue } from './turn-queue.ts';

/** The one session of a running PGlite: what is sent is answered at once. Its connections use it in turn. */
export class Session {
  readonly turns = new TurnQueue();
  /** Whose changes of the session itself are still there, without a turn of theirs. */
  changedBy: SessionChanger | null = null;
  readonly #pglite: PGlite;
  readonly #writer = new RequestWriter();
  readonly #prepared = new PreparedStatements(PREPARED_LIMIT, (name) => this.#writer.abandon(name));
  /** Statements that must not be prepared; only their columns are remembered. */
  readonly #unprepared = new PreparedStatements(UNPREPARED_LIMIT, (name) => this.#writer.abandon(name));
  #status: TransactionStatus = 'I';
  #transaction = 0;
  #isLost = false;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  get isAlive(): boolean {
    return !this.#isLost && this.#pglite.ready;
  }

  /** Whether a transaction is open, also one that failed, as the server says. */
  get inTransaction(): boolean {
    return this.#status !== 'I';
  }

  /** Another number for each transaction: what belongs to one ends with it. */
  get transaction(): number {
    return this.#transaction;
  }

  /** Sends what `write` writes, and a Sync. Throws the error of the server; nothing is sent if `write` throws. */
  exchange(write: (writer: RequestWriter) => void, expected?: ExpectedRows): ServerAnswer {
    return this.#ended(this.#send(write, (writer) => writer.sync(), expected)).check();
  }

  /** Sends what `write` writes, without a Sync: an unnamed portal then keeps its place outside of transactions as well. */
  hold(write: (writer: RequestWriter) => void, expected?: ExpectedRows): ServerAnswer {
    return this.#send(write, (writer) => writer.flush(), expected);
  }

  /** Sends one statement of transaction control, which is never prepared. */
  control(sql: string): ServerAnswer {
    return this.exchange((writer) => writer.parse('', sql).bind('', '', []).execute('', 0));
  }

  /** What is known of a statement. */
  use(sql: string, mayPrepare: boolean): KnownStatement {
    return (mayPrepare ? this.#prepared : this.#unprepared).use(sql);
  }

  /** Runs a statement behind those of `begin`: by its name if it has one, preparing it if it deserves one, else without. */
  perform(statement: KnownStatement, params: readonly unknown[], { begin, mayPrepare }: PerformOptions): ServerAnswer {
    const known = mayPrepare ? statement.name : null;
    const name = known ?? (mayPrepare ? this.#prepared.nameFor(statement) : '');
    const isDescribed = known === null || !statement.keepsColumns;
    const answer = this.#send(
      (writer) => {
        begin.writeBefore(writer, () => {
          if (known === null) writer.parse(name, statement.sql);
          writer.bind('', name, params);
          if (isDescribed) writer.describePortal('');
          writer.execute('', 0);
        });
        refuseCopy(writer, statement.sql);
      },
      (writer) => writer.sync(),
      { shape: statement.shape, isDescribed },
    );
    this.#remember(statement, name, this.#ended(answer));
    return answer.check();
  }

  /**
   * Runs a statement once for each parameter set, behind those of `begin`, many in one exchange. After an error the server
   * skips the rest; so only inside a transaction does it mean the same as one after the other.
   */
  performMany(statement: KnownStatement, paramSets: readonly (readonly unknown[])[], begin: DueBegin): ServerAnswer[] {
    const name = statement.name ?? '';
    const answers: ServerAnswer[] = [];
    for (let next = 0; next < paramSets.length; ) {
      const isFirst = next === 0;
      const expected = { shape: isFirst ? statement.shape : (answers[0]?.shape ?? null), isDescribed: isFirst };
      const answer = this.exchange((writer) => {
        begin.writeBefore(writer, () => {
          if (isFirst && name === '') writer.parse('', statement.sql);
          const end = Math.min(paramSets.length, next + WINDOW);
          do {
            writer.bind('', name, paramSets[next] as readonly unknown[]);
            if (next === 0) writer.describePortal('');
            writer.execute('', 0);
            refuseCopy(writer, statement.sql);
            next++;
          } while (next < end && writer.length < WINDOW_BYTES);
        });
      }, expected);
      answers.push(answer);
    }
    statement.shape = answers[0]?.shape ?? null;
    return answers;
  }

  /** A change of the schema makes many statements outdated at once, so all are forgotten; each prepares itself anew. */
  forgetIfStale(statement: KnownStatement, error: unknown): boolean {
    if (statement.name === null) return false;
    if (isOutdatedPlan(error)) this.#prepared.forgetAll();
    else if (isUnknownName(error)) this.#prepared.forget(statement);
    else return false;
    return true;
  }

  /** Takes back everything that was done to the session itself: SET, temporary tables, prepared statements, locks. */
  reset(): void {
    if (this.inTransaction) this.control('ROLLBACK');
    this.control('DISCARD ALL');
    this.#prepared.forgetAll();
  }

  #remember(statement: KnownStatement, name: string, answer: ServerAnswer): void {
    // A name that the server may have come to know before the statement failed is given up; it does not mind.
    if (answer.hasFailed) {
      if (name !== '' && name !== statement.name) this.#writer.abandon(name);
      return;
    }
    if (name !== '') statement.name = name;
    statement.shape = answer.shape;
    if (answer.tag === 'DISCARD ALL' || answer.tag === 'DEALLOCATE ALL') this.#prepared.forgetAll();
  }

  #send(
    write: (writer: RequestWriter) => void,
    end: (writer: RequestWriter) => void,
    expected: ExpectedRows = UNKNOWN_ROWS,
  ): ServerAnswer {
    const answer = new ServerAnswer(expected);
    new MessageReader(this.#transmit(this.#writer.request(write, end))).readInto(answer);
    if (answer.status !== null) this.#status = answer.status;
    if (answer.status === 'I') this.#transaction++;
    return answer;
  }

  /** After a Sync the server says that it is ready, or it is no more. */
  #ended(answer: ServerAnswer): ServerAnswer {
    if (answer.status !== null) return answer;
    this.#isLost = true;
    throw lostError();
  }

  #transmit(request: Buffer): Buffer {
    if (!this.isAlive) throw lostError();
    const chunks: Buffer[] = [];
    // It has run to its end when this returns. The bytes are those of WebAssembly's memory, which it goes on using.
    const running = this.#pglite.execProtocolRawStream(request, {
      syncToFs: false,
      onRawData: (bytes) => chunks.push(Buffer.from(bytes)),
    });
    running.catch(() => {
      this.#isLost = true;
    });
    const answer = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    if (answer.length > 0) return answer;
    this.#isLost = true;
    throw lostError();
  }
}

/** Who has changed the session itself: settings, temporary tables and the like. */
export interface SessionChanger {
  /** Somebody else uses the session now, and the changes are no more. */
  changesUndone(): void;
}

/** How to run a statement. */
export interface PerformOptions {
  readonly begin: DueBegin;
  readonly mayPrepare: boolean;
}

const WINDOW = 1024;
const WINDOW_BYTES = 1 << 20;
const PREPARED_LIMIT = 256;
const UNPREPARED_LIMIT = 64;
