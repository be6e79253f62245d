import { ArgumentError } from '../errors/argument-errors.ts';

/** Encodes a user name or password. A space and a plus stand for themselves. */
export function encodeCredential(text: string): string {
  return encode(text).replaceAll('%20', ' ').replaceAll('%2B', '+');
}

/** Encodes a database name or a path: slashes and colons too stand for themselves, as in `/C:/data/my.db`. */
export function encodeDatabase(text: string): string {
  return encodeCredential(text).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

/** Encodes a host; one with a colon is an IPv6 address and gets its brackets. */
export function encodeHost(text: string): string {
  const encoded = encode(text);
  return encoded.includes('%3A') ? `[${encoded.replaceAll('%3A', ':')}]` : encoded;
}

/** Encodes a key or value of the query, where a plus is a space. */
export function encodeQueryPart(text: string): string {
  return encode(text).replaceAll('%20', '+');
}

/** Decodes a key or value of the query. */
export function decodeQueryPart(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

/** Decodes `%41`; a percent sign that begins no such code stands for itself. */
export function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, decodeBytes);
}

function decodeBytes(codes: string): string {
  try {
    return decodeURIComponent(codes);
  } catch {
    throw new ArgumentError(
      'The database URL has percent-encoded bytes that are not UTF-8. Encode its parts with encodeURIComponent().',
    );
  }
}

// encodeURIComponent leaves these out; RFC 3986 reserves them.
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
