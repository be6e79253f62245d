import { describe, expect, test } from '@jest/globals';
import { RequestWriter } from '../../src/wire/request-writer.ts';

describe('a Bind message', () => {
  test('says "all text" where no parameter is bytes', () => {
    const bytes = new RequestWriter().bind('', 's', ['ä', null, 7]).take();
    expect(bytes.toString('latin1')).toBe('B\0\0\0\x1c\0s\0\0\0\0\x03\0\0\0\x02\xc3\xa4\xff\xff\xff\xff\0\0\0\x017\0\0');
  });

  test('marks bytes as binary', () => {
    const bytes = new RequestWriter().bind('', '', ['x', Uint8Array.of(9)]).take();
    expect(bytes.toString('latin1')).toBe('B\0\0\0\x1a\0\0\0\x02\0\0\0\x01\0\x02\0\0\0\x01x\0\0\0\x01\x09\0\0');
  });

  test.each([31, 32, 33, 5000, 100_000])('holds a text of %i letters, plain or not', (length) => {
    for (const letter of ['x', 'é', '€', '😀']) {
      const value = letter.repeat(length);
      const message = new RequestWriter().bind('', '', [value]).take();
      const size = Buffer.byteLength(value);
      expect(message.readInt32BE(11)).toBe(size);
      expect(message.subarray(15, 15 + size).toString()).toBe(value);
      expect(message.readInt32BE(1)).toBe(message.length - 1);
    }
  });

  test('that cannot be written leaves what was there before', () => {
    const writer = new RequestWriter().sync();
    expect(() => writer.bind('', '', ['fine', { not: 'fine' }])).toThrow('object');
    expect(writer.sync().take()).toEqual(Buffer.from([0x53, 0, 0, 0, 4, 0x53, 0, 0, 0, 4]));
  });

  test('takes 65,535 parameters and refuses one more', () => {
    expect(new RequestWriter().bind('', '', new Array(65_535).fill(1)).length).toBeGreaterThan(65_535);
    expect(() => new RequestWriter().bind('', '', new Array(65_536).fill(1))).toThrow('65536 parameters');
  });

  test('refuses text that the wire would cut short or change', () => {
    expect(() => new RequestWriter().bind('', '', ['a\0b'])).toThrow('U+0000');
    expect(() => new RequestWriter().bind('', '', ['\udc00'])).toThrow('lone surrogate');
  });
});

test('what was taken does not change with what is written next', () => {
  const writer = new RequestWriter();
  const first = writer.parse('', 'select 1').take();
  const copy = Buffer.from(first);
  writer.parse('', 'drop all').take();
  expect(first).toEqual(copy);
});

describe('a request', () => {
  const flush = (writer: RequestWriter): void => void writer.flush();

  test('frees first what was abandoned, once', () => {
    const writer = new RequestWriter();
    writer.abandon('old');
    const first = writer.request((one) => void one.parse('', 'select 1'), flush);
    const expected = new RequestWriter().closeStatement('old').parse('', 'select 1').flush().take();
    expect(first).toEqual(expected);
    expect(writer.request(() => undefined, flush)).toEqual(new RequestWriter().flush().take());
  });

  test('that cannot be written leaves nothing behind, and what was abandoned waits for the next one', () => {
    const writer = new RequestWriter();
    writer.abandon('old');
    expect(() => writer.request((one) => void one.parse('', 'select 1').bind('', '', [{}]), flush)).toThrow('object');
    expect(writer.length).toBe(0);
    expect(writer.request(() => undefined, flush)).toEqual(new RequestWriter().closeStatement('old').flush().take());
  });
});
