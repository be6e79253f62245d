import type { types as t } from '@aludel/core';

/** An array whose items do not matter here. */
export type ArrayType = t.ArrayType<unknown>;
