import type { Rules } from '../rules.ts';
import { writeCompound, writeMember } from './compound-rules.ts';
import { writeForUpdate } from './for-update-rules.ts';
import { writeRowLimit } from './row-limit-rules.ts';
import { writeSelect } from './write-select.ts';
import { writeTextualSelect } from './textual-select-rules.ts';

/** SELECT and what is made of it, as standard SQL has it. */
export const selectRules = {
  select: writeSelect,
  rowLimit: writeRowLimit,
  distinctOn: ({ on }, sql) => `DISTINCT ON (${sql.list(on)}) `,
  compound: writeCompound,
  compoundMember: writeMember,
  textualSelect: writeTextualSelect,
  forUpdate: writeForUpdate,
  affix: ({ text, element }, sql) => (element == null ? text : sql.write(element)),
} as const satisfies Partial<Rules>;
