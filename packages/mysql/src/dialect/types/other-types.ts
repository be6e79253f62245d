import { types as t } from '@aludel/core';
import { binaryFamily, type DefinedType } from '@aludel/core/dialect';

/** Bytes: up to 255. */
export const TINYBLOB: t.LargeBinaryFamily = binaryFamily('TINYBLOB');
/** Bytes: up to 16 MB. */
export const MEDIUMBLOB: t.LargeBinaryFamily = binaryFamily('MEDIUMBLOB');
/** Bytes: up to 4 GB. */
export const LONGBLOB: t.LargeBinaryFamily = binaryFamily('LONGBLOB');
/** Bytes: up to 65,535. */
export const BLOB: t.LargeBinaryFamily = t.BLOB;

/** What types with a time can be asked for. */
export interface TimeOptions {
  /** The digits behind the seconds, 0 to 6. A value with more is an error. */
  readonly fsp?: number;
}

/** A date with a time, in the years 1 to 9999: a `Date`, which has three digits, or a `string` with six. */
export function DATETIME(options?: TimeOptions & { readonly mode?: 'date' }): DefinedType<Date>;
export function DATETIME(options: TimeOptions & { readonly mode: 'string' }): DefinedType<string>;
export function DATETIME(options: TimeOptions & { readonly mode?: 'date' | 'string' } = {}): DefinedType<never> {
  return withDigits(t.DATETIME, options);
}

/** An instant of the years 1970 to 2038. */
export function TIMESTAMP(options?: TimeOptions & { readonly mode?: 'date' }): DefinedType<Date>;
export function TIMESTAMP(options: TimeOptions & { readonly mode: 'string' }): DefinedType<string>;
export function TIMESTAMP(options: TimeOptions & { readonly mode?: 'date' | 'string' } = {}): DefinedType<never> {
  return withDigits(t.TIMESTAMP, options);
}

function withDigits(family: t.DateTimeFamily, { fsp, mode = 'date' }: TimeOptions & { readonly mode?: 'date' | 'string' }) {
  const type = mode === 'string' ? family({ mode, precision: fsp }) : family({ mode, precision: fsp });
  return type as unknown as DefinedType<never>;
}

/** A time of day: a `string`. */
export function TIME({ fsp }: TimeOptions = {}): DefinedType<string> {
  return t.TIME({ precision: fsp });
}
