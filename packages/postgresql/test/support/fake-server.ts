import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { TLSSocket } from 'node:tls';

/** What a server says to each message of its client, and what it heard. */
export interface FakeServer {
  readonly port: number;
  /** The first bytes of each message after the startup packet. */
  readonly heard: string[];
  close(): void;
}

export interface FakeServerOptions {
  /** The answer to an SSLRequest; after `S` the server speaks TLS. */
  readonly tlsAnswer: string;
  /** Answers to the startup packet and to what follows it, in order. */
  readonly answers: readonly Buffer[];
}

/** A server that only knows how to begin a conversation. */
export async function startFakeServer({ tlsAnswer, answers }: FakeServerOptions): Promise<FakeServer> {
  const heard: string[] = [];
  const converse = (socket: Socket): void => {
    let turn = 0;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      if (turn > 0) heard.push(data.toString('latin1'));
      const answer = answers[turn++];
      if (answer !== undefined) socket.write(answer);
    });
  };
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (request) => {
      if (request.length !== 8) {
        converse(socket);
        socket.emit('data', request);
        return;
      }
      socket.write(tlsAnswer);
      converse(tlsAnswer === 'S' ? new TLSSocket(socket, { isServer: true, ...selfSignedCertificate() }) : socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, heard, close: () => server.close() };
}

/** A message of the server: a letter, the length, the content. */
export function message(letter: string, ...parts: (string | number)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => (typeof part === 'number' ? int32(part) : Buffer.from(part, 'latin1'))));
  return Buffer.concat([Buffer.from(letter), int32(content.length + 4), content]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Whether a certificate can be made here; says so loudly if not. */
export function canSpeakTls(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(
      'SKIPPED: refusals of channel_binding=require. Install openssl, which makes the certificate of the server in these tests.',
    );
    return false;
  }
}

let certificate: { readonly key: Buffer; readonly cert: Buffer } | undefined;

function selfSignedCertificate(): { readonly key: Buffer; readonly cert: Buffer } {
  if (certificate !== undefined) return certificate;
  const directory = mkdtempSync(join(tmpdir(), 'aludel-pg-'));
  try {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-keyout',
        join(directory, 'key'),
        '-out',
        join(directory, 'cert'),
      ],
      { stdio: 'ignore' },
    );
    certificate = { key: readFileSync(join(directory, 'key')), cert: readFileSync(join(directory, 'cert')) };
    return certificate;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
