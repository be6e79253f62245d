import type { WireField } from '@aludel/postgresql/dialect';
import { PgliteError } from './pglite-error.ts';
import type { ServerAnswer, TransactionStatus } from './server-answer.ts';

/**
 * Reads the messages of the server into an answer. PGlite's own parser drops the byte order mark that a text may begin
 * with, and decodes each value by a call out of JavaScript.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export class MessageReader {
  readonly #bytes: Buffer;
  #position = 0;

  /** `bytes`: whole messages. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  readInto(answer: ServerAnswer): void {
    while (this.#position < this.#bytes.length) {
      const code = this.#bytes[this.#position] as number;
      const start = this.#position + 1;
      this.#position = start + 4;
      this.#read(code, answer);
      this.#position = start + this.#bytes.readInt32BE(start);
    }
  }

  /** Notices, notifications, and what only confirms, is passed over. */
  #read(code: number, answer: ServerAnswer): void {
    switch (code) {
      case D:
        return answer.row(this.#row());
      case T:
        return answer.described(this.#fields());
      case C:
        return answer.completed(this.#cstring());
      case Z:
        answer.status = this.#text(1) as TransactionStatus;
        return;
      case s:
        answer.isSuspended = true;
        return;
      case E:
        return answer.failed(this.#error());
      case H:
        return answer.copiedOut();
    }
  }

  #row(): unknown[] {
    const count = this.#int16();
    const texts = new Array<unknown>(count);
    for (let index = 0; index < count; index++) {
      const length = this.#int32();
      texts[index] = length < 0 ? null : this.#text(length);
    }
    return texts;
  }

  #fields(): WireField[] {
    return Array.from({ length: this.#int16() }, () => {
      const name = this.#cstring();
      this.#position += 6; // the table and the number of the column in it
      const dataTypeID = this.#int32() >>> 0;
      this.#position += 8; // size, modifier, format
      return { name, dataTypeID };
    });
  }

  #error(): PgliteError {
    const fields: Record<string, string> = {};
    for (let code = this.#byte(); code !== 0; code = this.#byte()) {
      const value = this.#cstring();
      const name = ERROR_FIELDS[String.fromCharCode(code)];
      if (name !== undefined) fields[name] = value;
    }
    const { code = 'XX000', message = '', ...rest } = fields;
    return new PgliteError(code, message, rest);
  }

  #text(length: number): string {
    const start = this.#position;
    const end = start + length;
    this.#position = end;
    if (length > SHORT) return this.#bytes.toString('utf8', start, end);
    // Short texts of plain letters, which most values are, are cheaper to read here than by a call out of JavaScript.
    let text = '';
    for (let index = start; index < end; index++) {
      const code = this.#bytes[index] as number;
      if (code > 0x7f) return this.#bytes.toString('utf8', start, end);
      text += String.fromCharCode(code);
    }
    return text;
  }

  #cstring(): string {
    const text = this.#text(this.#bytes.indexOf(0, this.#position) - this.#position);
    this.#position++;
    return text;
  }

  #byte(): number {
    return this.#bytes[this.#position++] as number;
  }

  #int16(): number {
    const value = this.#bytes.readInt16BE(this.#position);
    this.#position += 2;
    return value;
  }

  #int32(): number {
    const value = this.#bytes.readInt32BE(this.#position);
    this.#position += 4;
    return value;
  }
}

/** By the letter that stands for them on the wire, the names that `pg` gives them. */
const ERROR_FIELDS: Readonly<Record<string, string>> = {
  V: 'severity',
  C: 'code',
  M: 'message',
  D: 'detail',
  H: 'hint',
  P: 'position',
  p: 'internalPosition',
  q: 'internalQuery',
  W: 'where',
  s: 'schema',
  t: 'table',
  c: 'column',
  d: 'dataType',
  n: 'constraint',
  R: 'routine',
};

const SHORT = 16;

// The letters that begin the messages.
const C = 0x43;
const D = 0x44;
const E = 0x45;
const H = 0x48;
const T = 0x54;
const Z = 0x5a;
const s = 0x73;
