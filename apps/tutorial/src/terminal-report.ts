import { styleText } from 'node:util';
import { withoutCatalogQueries } from './log-lines.ts';
import type { StepReport } from './run-tutorial.ts';
import { stepCode } from './step-code.ts';
import type { Chapter } from './tutorial.ts';

type Style = Parameters<typeof styleText>[0];

/** Where the report goes and how it may look. */
export interface TerminalOptions {
  readonly write: (text: string) => void;
  readonly useColors: boolean;
  /** Only ASCII. */
  readonly isPlain: boolean;
  /** How wide the terminal is; undefined where it is none. */
  readonly columns?: number | undefined;
}

const [narrowest, widest] = [40, 100];

/** Tells the tutorial in a terminal. */
export class TerminalReport {
  readonly #options: TerminalOptions;
  readonly #width: number;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#width = Math.min(widest, Math.max(narrowest, options.columns ?? widest));
  }

  chapter(chapter: Chapter, database: string): void {
    const line = (this.#options.isPlain ? '=' : '━').repeat(this.#width);
    this.#line(`\n${this.#style(['bold', 'cyan'], line)}`);
    this.#line(this.#style(['bold', 'cyan'], `${chapter.title}  [${database}]`));
    this.#line(this.#style(['bold', 'cyan'], line));
    this.#line(`\n${wrap(chapter.introduction, '', this.#width)}`);
  }

  step(report: StepReport, number: string): void {
    this.#line(`\n${this.#style('bold', `${number} ${report.step.title}`)}\n`);
    this.#line(wrap(report.step.explanation, '  ', this.#width));
    this.#block('code', stepCode(report.chapter, report.step).split('\n'), 'yellow');
    if (report.logged.length > 0) this.#block('SQL', shownLog(report.logged), 'dim');
    if (report.printed.length > 0) this.#block('prints', report.printed, 'green');
    this.#verdict(report);
  }

  list(chapters: readonly Chapter[]): void {
    for (const [index, chapter] of chapters.entries()) {
      this.#line(`${index + 1}. ${chapter.title}  (--chapter ${chapter.id})`);
      for (const [place, step] of chapter.steps.entries()) this.#line(`   ${index + 1}.${place + 1} ${step.title}`);
    }
  }

  /** A row for each database and chapter. */
  summary(reports: readonly { readonly database: string; readonly report: StepReport }[]): void {
    const rows = summaryRows(reports);
    const columns = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
    this.#line(`\n${this.#style('bold', 'Summary')}\n`);
    for (const row of rows)
      this.#line(`  ${row.map((cell, column) => cell.padEnd(columns[column] as number)).join('  ')}`.trimEnd());
    const failed = reports.filter(({ report }) => report.differences.length > 0).length;
    this.#line(`\n${reports.length - failed} passed, ${failed} failed`);
  }

  warning(message: string): void {
    this.#line(this.#style(['bold', 'yellow'], message));
  }

  #block(label: string, lines: readonly string[], style: Style): void {
    const bar = this.#options.isPlain ? '|' : '│';
    this.#line(`\n  ${this.#style('dim', label)}`);
    for (const line of lines.flatMap((one) => one.split('\n')))
      this.#line(`  ${this.#style('dim', bar)} ${this.#style(style, line)}`.trimEnd());
  }

  #verdict(report: StepReport): void {
    const isGood = report.differences.length === 0;
    const mark = this.#options.isPlain ? (isGood ? 'ok' : 'FAILED') : isGood ? '✓ as expected' : '✗ not as expected';
    this.#line(`\n  ${this.#style(['bold', isGood ? 'green' : 'red'], mark)}`);
    for (const line of report.differences) this.#line(this.#style('red', `    ${line}`));
  }

  #style(style: Style, text: string): string {
    return this.#options.useColors && text !== '' ? styleText(style, text, { validateStream: false }) : text;
  }

  #line(text: string): void {
    this.#options.write(`${text}\n`);
  }
}

/** DDL has empty lines around it. */
function shownLog(records: readonly string[]): readonly string[] {
  return withoutCatalogQueries(records).map((record) => record.trim().replaceAll('\t', '    '));
}

function summaryRows(
  reports: readonly { readonly database: string; readonly report: StepReport }[],
): readonly (readonly string[])[] {
  const counts = new Map<string, { readonly row: readonly [string, string]; steps: number; good: number }>();
  for (const { database, report } of reports) {
    const key = `${database} ${report.chapter.id}`;
    const count = counts.get(key) ?? { row: [database, report.chapter.title] as const, steps: 0, good: 0 };
    counts.set(key, count);
    count.steps++;
    if (report.differences.length === 0) count.good++;
  }
  return [
    ['database', 'chapter', 'steps'],
    ...[...counts.values()].map(({ row, steps, good }) => [...row, `${good} of ${steps}`]),
  ];
}

function wrap(text: string, indentation: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indentation.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((one) => indentation + one).join('\n');
}
