import { checkParameterCount, checkText, encodeParameter } from './value-encoders.ts';

/**
 * Writes messages of the extended query protocol one behind the other, so that a whole exchange leaves in one piece.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export class RequestWriter {
  #buffer: Buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  #length = 0;
  #abandoned: string[] = [];

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.#length;
  }

  /** Parses a statement under a name; the name '' is good until the next one without a name. */
  parse(name: string, sql: string): this {
    const start = this.#begin(P);
    this.#cstring(name);
    this.#cstring(sql);
    this.#int16(0); // the server infers the types of all parameters
    return this.#end(start);
  }

  /** Binds parameters to a statement. Throws ArgumentError for one that cannot be sent; then nothing was written. */
  bind(portal: string, statement: string, params: readonly unknown[]): this {
    const count = params.length;
    checkParameterCount(count);
    const start = this.#begin(B);
    this.#cstring(portal);
    this.#cstring(statement);
    try {
      this.#formats(params);
      this.#int16(count);
      for (let index = 0; index < count; index++) this.#parameter(params[index]);
    } catch (error) {
      this.#length = start;
      throw error;
    }
    this.#int16(0); // all columns come as text
    return this.#end(start);
  }

  /** Asks for the columns of a portal. */
  describePortal(portal: string): this {
    return this.#named(D, PORTAL, portal);
  }

  /** Runs a portal until it has delivered `rowLimit` rows; 0: to its end. */
  execute(portal: string, rowLimit: number): this {
    const start = this.#begin(E);
    this.#cstring(portal);
    this.#int32(rowLimit);
    return this.#end(start);
  }

  /** Frees a portal; one that does not exist is no error. */
  closePortal(portal: string): this {
    return this.#named(C, PORTAL, portal);
  }

  /** Frees a prepared statement; one that does not exist is no error. */
  closeStatement(name: string): this {
    return this.#named(C, STATEMENT, name);
  }

  /** Ends COPY FROM STDIN, which then fails with this reason; the server ignores it where nothing is being copied. */
  copyFail(reason: string): this {
    const start = this.#begin(F);
    this.#cstring(reason);
    return this.#end(start);
  }

  /** Ends an exchange: the server commits if it is not in a transaction, and says that it is ready. */
  sync(): this {
    return this.#end(this.#begin(S));
  }

  /** Asks the server to send what it has, without ending the exchange. */
  flush(): this {
    return this.#end(this.#begin(H));
  }

  /** Everything written since the last time. */
  take(): Buffer {
    const request = Buffer.from(this.#buffer.subarray(0, this.#length));
    this.discard();
    return request;
  }

  /** Frees a prepared statement with the next {@link request}; whether the server knows the name does not matter. */
  abandon(name: string): void {
    this.#abandoned.push(name);
  }

  /** The bytes of a whole request: what was abandoned is freed, then both write. If one of them throws, nothing was written. */
  request(write: (writer: RequestWriter) => void, end: (writer: RequestWriter) => void): Buffer {
    try {
      // First, since after an error the server skips the rest of a request.
      for (const name of this.#abandoned) this.closeStatement(name);
      write(this);
      end(this);
    } catch (error) {
      this.discard();
      throw error;
    }
    if (this.#abandoned.length > 0) this.#abandoned = [];
    return this.take();
  }

  /** Forgets what was written. */
  discard(): void {
    this.#length = 0;
    if (this.#buffer.length > KEPT_BYTES) this.#buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  }

  #named(code: number, what: number, name: string): this {
    const start = this.#begin(code);
    this.#ensure(1);
    this.#buffer[this.#length++] = what;
    this.#cstring(name);
    return this.#end(start);
  }

  /** Bytes go in binary format; if there are none, a count of zero says "all text". */
  #formats(params: readonly unknown[]): void {
    if (!params.some(isBytes)) return this.#int16(0);
    this.#int16(params.length);
    for (const value of params) this.#int16(isBytes(value) ? 1 : 0);
  }

  #parameter(value: unknown): void {
    if (typeof value === 'string') return this.#text(value);
    const encoded = encodeParameter(value);
    if (encoded === null) this.#int32(-1);
    else if (typeof encoded === 'string') this.#text(encoded);
    else this.#bytes(encoded);
  }

  #text(text: string): void {
    const start = this.#length;
    // At most three bytes of UTF-8 stand for one unit of UTF-16.
    this.#ensure(4 + text.length * 3);
    this.#length += 4;
    if (text.length > SHORT || !this.#shortAscii(text)) {
      this.#length = start + 4 + this.#buffer.write(checkText(text), start + 4, 'utf8');
    }
    this.#buffer.writeInt32BE(this.#length - start - 4, start);
  }

  /** Short texts of plain letters, which most parameters are, are cheaper to copy here than by a call out of JavaScript. */
  #shortAscii(text: string): boolean {
    const buffer = this.#buffer;
    let position = this.#length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 0 || code > 0x7f) return false;
      buffer[position++] = code;
    }
    this.#length = position;
    return true;
  }

  #bytes(bytes: Uint8Array): void {
    this.#int32(bytes.length);
    this.#ensure(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #cstring(text: string): void {
    this.#ensure(text.length * 3 + 1);
    if (text.length > 0) this.#length += this.#buffer.write(text, this.#length, 'utf8');
    this.#buffer[this.#length++] = 0;
  }

  #int16(value: number): void {
    this.#ensure(2);
    this.#length = this.#buffer.writeUInt16BE(value, this.#length);
  }

  #int32(value: number): void {
    this.#ensure(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  #begin(code: number): number {
    this.#ensure(5);
    const start = this.#length;
    this.#buffer[start] = code;
    this.#length += 5;
    return start;
  }

  #end(start: number): this {
    this.#buffer.writeInt32BE(this.#length - start - 1, start + 1);
    return this;
  }

  #ensure(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

function isBytes(value: unknown): boolean {
  return typeof value === 'object' && value instanceof Uint8Array;
}

const INITIAL_BYTES = 4096;
const KEPT_BYTES = 1 << 20;
const SHORT = 32;

// The letters that begin the messages.
const P = 0x50;
const B = 0x42;
const D = 0x44;
const E = 0x45;
const C = 0x43;
const F = 0x66;
const S = 0x53;
const H = 0x48;
const PORTAL = 0x50;
const STATEMENT = 0x53;
