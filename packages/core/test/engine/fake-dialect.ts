import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { EngineOptions } from '../../src/engine/engine-options.ts';
import type { Capabilities } from '../../src/dialect/capabilities.ts';
import type { ConnectableDialect } from '../../src/dialect/dialect.ts';
import type { ErrorKind } from '../../src/dialect/error-classification.ts';
import type { DriverConnection, ExecuteMode } from '../../src/driver/driver-connection.ts';
import type { DriverResult, DriverStream } from '../../src/driver/driver-result.ts';
import { standardSyntax } from '../../src/sql/lexical-syntax.ts';

/** An error of the fake driver; its kind is its code. */
export class FakeError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message = `${kind} failed`) {
    super(message);
    this.kind = kind;
  }
}

/** Decides what becomes of a call to the driver: returns, waits or throws. */
export type Interceptor = (call: string, connection: FakeConnection) => void | Promise<void>;

/** A database that only writes down what it is told. All its calls are in `calls`: `1 BEGIN`, with the connection's number. */
export class FakeDatabase {
  readonly calls: string[] = [];
  readonly connections: FakeConnection[] = [];
  intercept: Interceptor = () => undefined;
  rows: unknown[][] = [[1]];
  inits = 0;
  canCancel = true;
  readonly dialect: ConnectableDialect;

  constructor(capabilities: Partial<Capabilities> = {}) {
    this.dialect = fakeDialect(this, capabilities);
  }

  get open(): readonly FakeConnection[] {
    return this.connections.filter((connection) => connection.isAlive);
  }

  /** What was called since the last look. */
  take(): readonly string[] {
    return this.calls.splice(0);
  }

  async call(connection: FakeConnection, call: string): Promise<void> {
    this.calls.push(`${connection.id} ${call}`);
    await this.intercept(call, connection);
    if (!connection.isAlive) throw new FakeError('disconnect', 'gone');
  }
}

export class FakeConnection implements DriverConnection {
  readonly id: number;
  isAlive = true;
  inTransaction = false;
  cancel: (() => Promise<void>) | undefined = undefined;
  readonly #database: FakeDatabase;
  #isBusy = false;
  #onDestroy: (() => void) | null = null;

  constructor(database: FakeDatabase) {
    this.#database = database;
    this.id = database.connections.push(this);
    if (database.canCancel) this.cancel = () => database.call(this, 'cancel');
  }

  execute(sql: string, params: readonly unknown[], _mode: ExecuteMode): Promise<DriverResult> {
    return this.#exclusively(sql + (params.length === 0 ? '' : ` ${JSON.stringify(params)}`), () =>
      resultOf(sql, this.#database.rows),
    );
  }

  executeMany(sql: string, sets: readonly (readonly unknown[])[]): Promise<DriverResult> {
    return this.#exclusively(`${sql} ${JSON.stringify(sets)}`, () => ({ columns: null, rows: [], affected: sets.length }));
  }

  async stream(sql: string): Promise<DriverStream> {
    await this.#exclusively(`stream ${sql}`, () => undefined);
    const rows = [...this.#database.rows];
    return {
      columns: [{ name: 'x' }],
      read: (count) => this.#exclusively('read', () => rows.splice(0, count)),
      close: () => this.#exclusively('close stream', () => undefined),
    };
  }

  begin({ statements }: { readonly statements: readonly string[] }): Promise<void> {
    return this.#exclusively(statements.join('; '), () => {
      if (this.inTransaction) throw new FakeError('internal', 'a transaction is open already');
      this.inTransaction = true;
    });
  }

  commit(): Promise<void> {
    return this.#exclusively('COMMIT', () => {
      this.inTransaction = false;
    });
  }

  rollback(): Promise<void> {
    return this.#exclusively('ROLLBACK', () => {
      this.inTransaction = false;
    });
  }

  ping(): Promise<void> {
    return this.#exclusively('ping', () => undefined);
  }

  async close(): Promise<void> {
    this.isAlive = false;
    this.#database.calls.push(`${this.id} close`);
  }

  destroy(): void {
    this.isAlive = false;
    this.#database.calls.push(`${this.id} destroy`);
    this.#onDestroy?.();
  }

  /** Like a lost network: what is under way never answers, except by {@link destroy}. */
  untilDestroyed(): Promise<void> {
    return new Promise((_resolve, reject) => {
      this.#onDestroy = () => reject(new FakeError('disconnect', 'destroyed'));
    });
  }

  async #exclusively<T>(call: string, answer: () => T): Promise<T> {
    if (this.#isBusy) throw new Error(`The engine called "${call}" before the last call had answered.`);
    this.#isBusy = true;
    try {
      await this.#database.call(this, call);
      return answer();
    } finally {
      this.#isBusy = false;
    }
  }
}

function resultOf(sql: string, rows: unknown[][]): DriverResult {
  if (!/^select/i.test(sql)) return { columns: null, rows: [], affected: 1 };
  return { columns: rows[0]?.map((_, index) => ({ name: 'xyz'[index] ?? `c${index}` })) ?? [], rows, affected: rows.length };
}

const capabilities: Capabilities = {
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  upsert: 'namedKey',
  cancel: 'running',
  statementsWhileStreaming: true,
  ddl: 'transactional',
  errorAbortsTransaction: false,
  twoPhase: false,
  connections: 'concurrent',
  rowcount: true,
  multiRowcount: true,
  lastrowid: false,
  nativeBoolean: true,
  isolationLevels: ['SERIALIZABLE', 'READ COMMITTED'],
  maxParameters: 1000,
};

function fakeDialect(database: FakeDatabase, changes: Partial<Capabilities>): ConnectableDialect {
  return {
    name: 'fake',
    capabilities: { ...capabilities, ...changes },
    syntax: standardSyntax,
    placeholder: () => '?',
    placeholdersRepeat: false,
    beginStatements: ({ isolationLevel }) => [isolationLevel === undefined ? 'BEGIN' : `BEGIN ${isolationLevel}`],
    classifyError: (error) =>
      error instanceof FakeError
        ? { kind: error.kind, driverTag: 'fake.Error', message: error.message, isDisconnect: error.kind === 'disconnect' }
        : null,
    initialize: async (connection) => {
      database.inits++;
      await database.call(connection as FakeConnection, 'initialize');
      return { serverVersion: [1], product: 'Fake', defaultIsolationLevel: 'SERIALIZABLE' as const, preparedStatements: true };
    },
    readIsolationLevel: async (connection) => {
      await database.call(connection as FakeConnection, 'isolation');
      return 'SERIALIZABLE' as const;
    },
    driver: {
      name: 'faker',
      connect: async () => {
        const connection = new FakeConnection(database);
        try {
          await database.call(connection, 'connect');
        } catch (error) {
          connection.isAlive = false;
          throw error;
        }
        return connection;
      },
    },
  };
}

/** An engine on the fake database, with a password to look for where none may be. */
export function fakeEngine(database: FakeDatabase, options: EngineOptions = {}): Engine {
  return createEngine('fake://scott:geheim@host/db', { dialect: database.dialect, ...options });
}

/** Makes one call fail, the next time it comes. */
export function failOnce(database: FakeDatabase, call: string, error: unknown = new FakeError('operational')): void {
  database.intercept = (name) => {
    if (name !== call) return;
    database.intercept = () => undefined;
    throw error;
  };
}
