import type { Chapter } from '../tutorial.ts';
import { engineChapter } from './engine.ts';
import { insertChapter } from './insert.ts';
import { metadataChapter } from './metadata.ts';
import { selectChapter } from './select.ts';
import { selectFromChapter } from './select-from.ts';
import { selectFunctionsChapter } from './select-functions.ts';
import { selectSubqueriesChapter } from './select-subqueries.ts';
import { sessionChapter } from './session.ts';
import { sessionmakerChapter } from './sessionmaker.ts';
import { transactionsChapter } from './transactions.ts';
import { updateDeleteChapter } from './update-delete.ts';

/** The chapters in the order in which they build on each other. */
export const allChapters: readonly Chapter[] = [
  engineChapter,
  transactionsChapter,
  sessionChapter,
  sessionmakerChapter,
  metadataChapter,
  insertChapter,
  selectChapter,
  selectFromChapter,
  selectSubqueriesChapter,
  selectFunctionsChapter,
  updateDeleteChapter,
];
