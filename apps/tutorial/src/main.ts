import { allChapters } from './chapters/all-chapters.ts';
import { dialectNames, help, type Request, readCommandLine, UsageError } from './command-line.ts';
import { type Database, findDatabases } from './databases.ts';
import { runTutorial, type StepReport } from './run-tutorial.ts';
import { withoutTutorialTables } from './tables.ts';
import { TerminalReport } from './terminal-report.ts';
import type { Chapter } from './tutorial.ts';

type Reports = { readonly database: string; readonly report: StepReport }[];

process.exitCode = await main(process.argv.slice(2));

/** Runs the tutorial; 1 if a step differs from what it expects, or a database that was asked for cannot be had. */
async function main(args: readonly string[]): Promise<number> {
  try {
    return await carryOut(readCommandLine(args));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${help}`);
    return 1;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function carryOut(request: Request): Promise<number> {
  const useColors = !request.isPlain && process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const terminal = new TerminalReport({
    write: (text) => void process.stdout.write(text),
    useColors,
    isPlain: request.isPlain,
    columns: process.stdout.columns,
  });
  if (request.isHelp) process.stdout.write(help);
  else if (request.isList) terminal.list(allChapters);
  else return runAll(request, terminal);
  return 0;
}

async function runAll(request: Request, terminal: TerminalReport): Promise<number> {
  const shown = chosenChapters(request.chapters);
  await using databases = await findDatabases(suited(request, shown));
  for (const line of databases.missing) terminal.warning(line);
  const reports: Reports = [];
  let isBroken = false;
  for (const database of databases.available) {
    try {
      await runOn(database, shown, terminal, reports);
    } catch (error) {
      isBroken = true;
      terminal.warning(`\n${database.name} cannot be used (${database.origin}): ${messageOf(error)}`);
    }
  }
  terminal.summary(reports);
  for (const line of databases.missing) terminal.warning(line);
  const isIncomplete = databases.missing.length > 0 && !request.isAll;
  return isBroken || isIncomplete || reports.some(({ report }) => report.differences.length > 0) ? 1 : 0;
}

async function runOn(database: Database, shown: ReadonlySet<Chapter>, terminal: TerminalReport, reports: Reports): Promise<void> {
  await withoutTutorialTables(database.url, async () => {
    let current: Chapter | null = null;
    let place = 0;
    for await (const report of runTutorial(upToLast(shown), database.url)) {
      // What a chapter needs of those before it has to be right as well.
      if (!shown.has(report.chapter) && report.differences.length === 0) continue;
      if (report.chapter !== current) terminal.chapter(report.chapter, database.name);
      place = report.chapter === current ? place + 1 : 1;
      current = report.chapter;
      terminal.step(report, `${allChapters.indexOf(report.chapter) + 1}.${place}`);
      reports.push({ database: database.name, report });
    }
    if (current === null) terminal.warning(`Nothing of this is about ${database.name}. Say --dialect postgresql.`);
  });
}

/** Chapters that are about one database are shown on that, unless another one was asked for. */
function suited(request: Request, shown: ReadonlySet<Chapter>): Request {
  const [dialect, ...others] = new Set([...shown].map((chapter) => chapter.dialect));
  if (!request.isDefault || others.length > 0) return request;
  return { ...request, dialects: dialectNames.filter((name) => (dialect === undefined ? name === 'sqlite' : name === dialect)) };
}

function chosenChapters(ids: readonly string[]): ReadonlySet<Chapter> {
  if (ids.length === 0) return new Set(allChapters);
  return new Set(ids.map((id) => allChapters.find((chapter) => chapter.id === id) ?? refuse(id)));
}

function refuse(id: string): never {
  throw new UsageError(`There is no chapter "${id}". The chapters: ${allChapters.map((chapter) => chapter.id).join(', ')}.`);
}

function upToLast(shown: ReadonlySet<Chapter>): readonly Chapter[] {
  const last = Math.max(...[...shown].map((chapter) => allChapters.indexOf(chapter)));
  return allChapters.slice(0, last + 1);
}
