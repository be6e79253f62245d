import type { SqlWriter } from '../rules.ts';

/** ` FROM DUAL`: what a SELECT of nothing but values selects from; empty where it needs no FROM. */
export function fromDual({ dialect: { dualTable } }: SqlWriter): string {
  return dualTable === undefined ? '' : ` FROM ${dualTable}`;
}
