export { allChapters } from './chapters/all-chapters.ts';
export { runTutorial, type StepReport } from './run-tutorial.ts';
export { stepCode } from './step-code.ts';
export type { Chapter, Step, World } from './tutorial.ts';
