import type { Chapter } from '../tutorial.ts';
import { employeesChapter } from './employees.ts';
import { engineChapter } from './engine.ts';
import { hostedChapter } from './hosted.ts';
import { insertChapter } from './insert.ts';
import { mappedClassesChapter } from './mapped-classes.ts';
import { metadataChapter } from './metadata.ts';
import { ormDataChapter } from './orm-data.ts';
import { ormRelatedChapter } from './orm-related.ts';
import { selectChapter } from './select.ts';
import { selectEntitiesChapter } from './select-entities.ts';
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
  hostedChapter,
  metadataChapter,
  mappedClassesChapter,
  insertChapter,
  selectChapter,
  selectFromChapter,
  selectSubqueriesChapter,
  selectFunctionsChapter,
  selectEntitiesChapter,
  updateDeleteChapter,
  ormDataChapter,
  ormRelatedChapter,
  employeesChapter,
];
