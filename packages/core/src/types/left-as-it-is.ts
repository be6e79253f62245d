/** Values that a decoder gives back as they are: all of this kind. */
export type LeftAsItIs = 'string' | 'number' | 'safe integer';

const left = new WeakMap<(value: unknown) => unknown, LeftAsItIs>();

/** Says what a decoder does not change, so that reading many rows need not call it for that. */
export function leaving<D extends (value: unknown) => unknown>(kind: LeftAsItIs, decode: D): D {
  left.set(decode, kind);
  return decode;
}

/** What a decoder does not change; null: nobody said. */
export function leftBy(decode: (value: unknown) => unknown): LeftAsItIs | null {
  return left.get(decode) ?? null;
}
