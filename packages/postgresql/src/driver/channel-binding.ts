import { TLSSocket } from 'node:tls';
import { ConnectionFailure, NOT_AUTHORIZED } from './connection-failure.ts';
import type { PgClient } from './load-pg.ts';

const MECHANISM = 'SCRAM-SHA-256-PLUS';

/**
 * Makes a client fail unless it authenticates with {@link MECHANISM}: call it right after `connect()`, before the
 * server has answered. `pg` would fall back silently; here it refuses before anything made from the password is sent.
 * Returns a check to make when the client is connected: a hasty server may let it in before it has hung up.
 */
export function requireChannelBinding(client: PgClient): () => void {
  const wire = client.connection;
  let isBound = false;
  let refusal: ConnectionFailure | null = null;
  const refuse = (what: string): void => {
    refusal ??= new ConnectionFailure(
      `${what}, but channel_binding=require allows ${MECHANISM} only. Use TLS and a scram-sha-256 password, or weaken channel_binding.`,
      NOT_AUTHORIZED,
    );
    wire.stream.destroy(refusal);
  };
  intercept(client, 'authenticationCleartextPassword', () => refuse('The server asks for the password itself'));
  intercept(client, 'authenticationMD5Password', () => refuse('The server asks for an MD5 password'));
  intercept(client, 'authenticationSASL', (message, proceed) => {
    const { mechanisms } = message as { readonly mechanisms: readonly string[] };
    if (mechanisms.includes(MECHANISM) && wire.stream instanceof TLSSocket) proceed();
    else refuse(`The server offers ${mechanisms.join(', ')} without channel binding`);
  });
  // The server proves that it knows the password as well. `pg` checks the proof, but not that it came.
  wire.on('authenticationSASLFinal', () => {
    isBound = true;
  });
  wire.on('authenticationOk', () => {
    if (!isBound) refuse('The server lets us in without a proof of its identity');
  });
  return () => {
    if (!isBound) refuse('The server let us in without a proof of its identity');
    if (refusal !== null) throw refusal;
  };
}

type Interceptor = (message: unknown, proceed: () => void) => void;

/** Puts `interceptor` in front of what the client does on an event. */
function intercept(client: PgClient, event: string, interceptor: Interceptor): void {
  const wire = client.connection;
  const listeners = wire.listeners(event);
  wire.removeAllListeners(event);
  wire.on(event, (message: unknown) => {
    interceptor(message, () => {
      for (const listener of listeners) listener.call(wire, message);
    });
  });
}
