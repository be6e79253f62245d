import type { Existence } from '@aludel/core/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

/** Whether something is there: what `createAll()` asks before it creates, and `dropAll()` before it drops. */
export const existence: Existence = {
  // run(sql, params) takes the driver's own placeholders, and gives rows as arrays. A schema that is null is the default one.
  hasTable: (_run, _table) =>
    notWrittenYet(
      'hasTable()',
      'src/dialect/existence.ts',
      'Ask the catalog for a table or view of that name: SELECT 1 FROM information_schema.tables WHERE table_name = ?.',
    ),
  // hasSequence and hasType, where there are such things.
};
