import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where the proxy leads to. */
export interface TcpProxyOptions {
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  readonly port: number;
}

/** Starts a proxy on a free port of 127.0.0.1 that can misbehave as networks do. */
export async function startTcpProxy(target: TcpProxyOptions): Promise<TcpProxy> {
  const proxy = new TcpProxy(target);
  await proxy.listen();
  return proxy;
}

/** Starts a proxy in front of the server of a database URL: `proxy.through(url)` then leads through it. */
export function startTcpProxyFor(url: string): Promise<TcpProxy> {
  const { protocol, hostname, port } = new URL(url);
  return startTcpProxy({ host: hostname, port: Number(port) || (protocol.startsWith('postgres') ? 5432 : 3306) });
}

/**
 * A proxy between a driver and its server.
 *
 * @example
 * const proxy = await startTcpProxy({ port: 5432 });
 * const engine = createEngine(proxy.through('postgresql://scott:tiger@127.0.0.1:5432/db'));
 * proxy.reset();          // every connection of the engine breaks
 * await proxy.stop();
 */
export class TcpProxy {
  readonly #target: TcpProxyOptions;
  readonly #server: Server;
  readonly #pairs = new Set<SocketPair>();
  #refusing = false;
  #delayMilliseconds = 0;
  #frozen = false;

  constructor(target: TcpProxyOptions) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  /** The port to connect to. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many connections go through it now. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** The same URL, leading through the proxy. */
  through(url: string): string {
    const scheme = url.slice(0, url.indexOf(':'));
    const rewritten = new URL(url.replace(scheme, 'tcp'));
    rewritten.host = `127.0.0.1:${this.port}`;
    return rewritten.href.replace('tcp', scheme);
  }

  /** Holds every piece of data back for so long, in both directions; 0 ends it. */
  delay(milliseconds: number): void {
    this.#delayMilliseconds = milliseconds;
  }

  /** From now on nothing comes through, yet every connection looks open: a firewall that forgot them. */
  freeze(): void {
    this.#frozen = true;
    for (const pair of this.#pairs) pair.pause();
  }

  /** Ends {@link freeze}; what was held back is delivered. */
  thaw(): void {
    this.#frozen = false;
    for (const pair of this.#pairs) pair.resume();
  }

  /** Closes every connection in an orderly way (FIN), as a server does that shuts down. */
  cut(): void {
    for (const pair of this.#pairs) pair.end();
  }

  /** Breaks every connection (RST), as a network does. */
  reset(): void {
    for (const pair of this.#pairs) pair.reset();
  }

  /** From now on new connections are broken at once; {@link allow} ends it. */
  refuse(): void {
    this.#refusing = true;
  }

  allow(): void {
    this.#refusing = false;
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  /** Breaks what is left and frees the port. */
  async stop(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    client.on('error', () => {
      /* 'close' follows. */
    });
    if (this.#refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ host: this.#target.host ?? '127.0.0.1', port: this.#target.port, noDelay: true });
    const pair = new SocketPair(client, server, () => this.#delayMilliseconds);
    this.#pairs.add(pair);
    for (const socket of [client, server]) socket.once('close', () => this.#pairs.delete(pair));
    if (this.#frozen) pair.pause();
  }
}

/** The two halves of a connection through the proxy. */
class SocketPair {
  readonly #client: Socket;
  readonly #server: Socket;

  constructor(client: Socket, server: Socket, delay: () => number) {
    this.#client = client;
    this.#server = server;
    client.setNoDelay(true);
    carry(client, server, delay);
    carry(server, client, delay);
  }

  pause(): void {
    this.#client.pause();
    this.#server.pause();
  }

  resume(): void {
    this.#client.resume();
    this.#server.resume();
  }

  end(): void {
    this.#client.end();
    this.#server.end();
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }
}

function carry(from: Socket, to: Socket, delay: () => number): void {
  from.on('data', (data) =>
    later(delay(), () => {
      if (to.writable) to.write(data);
    }),
  );
  from.on('end', () => later(delay(), () => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', (hadError) => {
    if (hadError) to.destroy();
  });
}

// All timers of one delay fire in the order they were set, so that the data keeps its order.
function later(milliseconds: number, action: () => void): void {
  if (milliseconds === 0) action();
  else setTimeout(action, milliseconds);
}
