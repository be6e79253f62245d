import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chapter, Step } from './tutorial.ts';

/**
 * The code of a step as it stands in the source: the file that it is about, if there is one, and the body of its `run`.
 * The reader sees what really ran, types included.
 */
export function stepCode(chapter: Chapter, step: Step): string {
  const body = bodyOf(chapter, step);
  if (step.file === undefined) return body;
  const path = fileURLToPath(step.file);
  return `// ${basename(path)}\n${readFileSync(path, 'utf8').trimEnd()}\n\n// Then:\n${body}`;
}

function bodyOf(chapter: Chapter, step: Step): string {
  const lines = readFileSync(fileURLToPath(chapter.source), 'utf8').split('\n');
  const title = lines.findIndex((line) => line.includes(`title: ${quoted(step.title)}`));
  const start = lines.findIndex((line, index) => index > title && /^ {6}run: .*=> \{$/.test(line));
  const end = lines.findIndex((line, index) => index > start && line === '      },');
  if (title < 0 || start < 0 || end < 0) throw new Error(`The source of "${step.title}" is not laid out as a step.`);
  return lines
    .slice(start + 1, end)
    .map((line) => line.slice(8))
    .join('\n')
    .replaceAll('world.', '');
}

function quoted(title: string): string {
  return title.includes("'") ? `"${title}"` : `'${title}'`;
}
