/** Turns the server's text of one value (never NULL) into a JavaScript value. */
export type ValueParser = (text: string) => unknown;

/**
 * Reads the text of an array: `{1,NULL,{…}}`, elements in double quotes where they must be.
 * Lower bounds other than 1 (`[0:1]={…}`) are dropped, since JavaScript arrays begin at 0.
 * https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function parseArray(text: string, parseElement: ValueParser): unknown[] {
  const start = text[0] === '[' ? text.indexOf('=') + 1 : 0;
  return new ArrayReader(text, start + 1, parseElement).read();
}

class ArrayReader {
  readonly #text: string;
  readonly #parseElement: ValueParser;
  #position: number;

  constructor(text: string, position: number, parseElement: ValueParser) {
    this.#text = text;
    this.#position = position;
    this.#parseElement = parseElement;
  }

  /** Reads up to the closing brace; the opening one has been read. */
  read(): unknown[] {
    const values: unknown[] = [];
    for (;;) {
      const character = this.#text[this.#position];
      if (character === '}' || character === undefined) break;
      if (character === ',') this.#position++;
      else values.push(this.#element(character));
    }
    this.#position++;
    return values;
  }

  #element(first: string): unknown {
    if (first === '{') {
      this.#position++;
      return this.read();
    }
    if (first === '"') return this.#parseElement(this.#quoted());
    const text = this.#bare();
    return text === 'NULL' ? null : this.#parseElement(text);
  }

  #bare(): string {
    const start = this.#position;
    BARE_END.lastIndex = start;
    this.#position = BARE_END.test(this.#text) ? BARE_END.lastIndex - 1 : this.#text.length;
    return this.#text.slice(start, this.#position);
  }

  #quoted(): string {
    const start = this.#position + 1;
    let end = start;
    while (this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    this.#position = end + 1;
    const content = this.#text.slice(start, end);
    return content.includes('\\') ? content.replace(/\\([^])/g, '$1') : content;
  }
}

const BARE_END = /[,}]/g;
