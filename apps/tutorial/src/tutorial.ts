import type { Engine, Logger, Session } from '@aludel/core';

/** A chapter of the tutorial: data that a terminal, a web page or a test can render and run. */
export interface Chapter {
  /** For `--chapter`: `transactions`. */
  readonly id: string;
  /** The file it stands in, for the code of its steps. */
  readonly source: string;
  readonly title: string;
  /** What the chapter is about, in a few sentences. */
  readonly introduction: string;
  /** The one dialect that it is about; absent: it runs on all. */
  readonly dialect?: string;
  /** Whether it is about a server that asks who one is; a database inside the process does not. */
  readonly needsLogin?: boolean;
  readonly steps: readonly Step[];
}

/** One step: what it shows, the code that runs, and what must come of it. */
export interface Step {
  readonly title: string;
  readonly explanation: string;
  /** A file of the application that the step is about: what the reader sees of it, before the code. */
  readonly file?: string;
  /** Runs the step. Its body is what the reader sees, so it is written to be read. */
  readonly run: (world: World) => Promise<void> | void;
  /** The lines that the step prints. */
  readonly prints: Lines;
  /** The lines of the SQL log, with `?` for every parameter and `…` for the time it took. */
  readonly logs: Lines;
}

/** Lines that are the same on every database, or those of some databases and those of the others. */
export type Lines = readonly string[] | LinesByDialect;

export interface LinesByDialect {
  readonly others: readonly string[];
  readonly sqlite?: readonly string[];
  readonly postgresql?: readonly string[];
  readonly mariadb?: readonly string[];
  readonly mysql?: readonly string[];
}

/** The lines for one dialect. */
export function linesFor(lines: Lines, dialect: string): readonly string[] {
  if (!('others' in lines)) return lines;
  return lines[dialect as keyof LinesByDialect] ?? lines.others;
}

/** What the steps share. Later steps find what earlier ones left: the tables, the rows, the engine. */
export interface World {
  /** The database URL. */
  readonly url: string;
  /** Where the engine's log goes: the reader sees it beside the step. */
  readonly logger: Logger;
  /** Prints a line. */
  readonly print: (...values: readonly unknown[]) => void;
  /** Set by the first step. */
  engine: Engine;
  /** Set by the chapters whose steps share one session. */
  session: Session;
}
