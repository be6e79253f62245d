import { isDeepStrictEqual } from 'node:util';
import type { Engine, Logger, Session } from '@aludel/core';
import { comparableLines, comparableLog } from './log-lines.ts';
import { type Chapter, linesFor, type Step, type World } from './tutorial.ts';

/** What happened in one step. */
export interface StepReport {
  readonly chapter: Chapter;
  readonly step: Step;
  readonly printed: readonly string[];
  readonly logged: readonly string[];
  /** What was not as expected; empty if all was. */
  readonly differences: readonly string[];
  /** The error that ended the step, if one did. */
  readonly error?: unknown;
}

/**
 * Runs chapters one after the other on one database, and reports each step as soon as it is done. Every chapter needs
 * the first one, which makes the engine.
 */
export async function* runTutorial(chapters: readonly Chapter[], url: string): AsyncGenerator<StepReport, void> {
  const notebook = new Notebook(url);
  try {
    for (const chapter of chapters) {
      if (!notebook.suits(chapter)) continue;
      for (const step of chapter.steps) yield await notebook.run(chapter, step);
    }
  } finally {
    await notebook.close();
  }
}

class Notebook implements World {
  readonly url: string;
  readonly logger: Logger;
  readonly print: (...values: readonly unknown[]) => void;
  #engine: Engine | null = null;
  #session: Session | null = null;
  #printed: string[] = [];
  #logged: string[] = [];

  constructor(url: string) {
    this.url = url;
    const record = (line: string): void => void this.#logged.push(line);
    this.logger = { debug: record, info: record, warn: record };
    this.print = (...values) => void this.#printed.push(values.map(String).join(' '));
  }

  get engine(): Engine {
    if (this.#engine === null) throw new Error('This step needs the engine of the first chapter.');
    return this.#engine;
  }

  set engine(engine: Engine) {
    this.#engine = engine;
  }

  get session(): Session {
    if (this.#session === null) throw new Error('This step needs the session of an earlier step of its chapter.');
    return this.#session;
  }

  set session(session: Session) {
    this.#session = session;
  }

  /** Whether a chapter is about this database; the first one is about all. */
  suits({ dialect, needsLogin }: Chapter): boolean {
    if (needsLogin === true && this.engine.url.username === null) return false;
    return dialect === undefined || dialect === this.engine.dialect.name;
  }

  async run(chapter: Chapter, step: Step): Promise<StepReport> {
    this.#printed = [];
    this.#logged = [];
    const failure = await this.#attempt(step);
    const [printed, logged] = [this.#printed, this.#logged];
    const differences = failure === null ? this.#differences(step) : [`The step failed: ${String(failure.error)}`];
    return { chapter, step, printed, logged, differences, ...failure };
  }

  async close(): Promise<void> {
    await this.#session?.close();
    await this.#engine?.dispose();
  }

  #differences(step: Step): readonly string[] {
    const dialect = this.engine.dialect.name;
    return [
      ...difference('printed', linesFor(step.prints, dialect), comparableLines(this.#printed)),
      ...difference('logged', linesFor(step.logs, dialect), comparableLog(this.#logged)),
    ];
  }

  async #attempt(step: Step): Promise<{ readonly error: unknown } | null> {
    try {
      await step.run(this);
      return null;
    } catch (error) {
      return { error };
    }
  }
}

function difference(subject: string, expected: readonly string[], found: readonly string[]): readonly string[] {
  if (isDeepStrictEqual(expected, found)) return [];
  return [
    `It ${subject}:`,
    ...found.map((line) => `  ${line}`),
    `It should have ${subject}:`,
    ...expected.map((line) => `  ${line}`),
  ];
}
