import type { DriverConnection, ServerFacts } from '@aludel/core/dialect';
import { levelNamed } from './transactions.ts';

const QUESTIONS =
  "SELECT current_setting('server_version_num'), current_setting('default_transaction_isolation'), pg_backend_pid()";

/** A connection that knows which server process it was told to talk to when it was opened. */
interface KnowsServerProcess {
  readonly serverProcessId?: number | null;
}

/** Asks for version, default isolation level and server process in one round trip. */
export async function initialize(connection: DriverConnection): Promise<ServerFacts> {
  const { rows } = await connection.execute(QUESTIONS, [], { prepare: false });
  const [version, isolation, processId] = rows[0] as [string, string, number];
  return {
    serverVersion: versionParts(Number(version)),
    product: 'PostgreSQL',
    defaultIsolationLevel: levelNamed(isolation),
    preparedStatements: !isBehindPooler(connection, processId),
  };
}

/** 180004 to `[18, 4]`, 90624 to `[9, 6, 24]`: until version 10 the major version had two parts. */
function versionParts(number: number): readonly number[] {
  const major = Math.trunc(number / 10_000);
  if (major >= 10) return [major, number % 10_000];
  return [major, Math.trunc(number / 100) % 100, number % 100];
}

/**
 * A pooler such as pgbouncer invents the process id that it announces at connect, so it differs from the one that the
 * server behind it reports. In transaction mode each transaction may then meet another server process, where a
 * statement prepared earlier does not exist. In session mode it would work; `prepared_statements=true` says so.
 */
function isBehindPooler(connection: DriverConnection & KnowsServerProcess, reported: number): boolean {
  const announced = connection.serverProcessId;
  return announced !== undefined && announced !== null && announced !== reported;
}
