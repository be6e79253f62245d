import type { Chapter } from '../tutorial.ts';
import { engineChapter } from './engine.ts';
import { sessionChapter } from './session.ts';
import { sessionmakerChapter } from './sessionmaker.ts';
import { transactionsChapter } from './transactions.ts';

/** The chapters in the order in which they build on each other. */
export const allChapters: readonly Chapter[] = [engineChapter, transactionsChapter, sessionChapter, sessionmakerChapter];
