/** The code of a step as the reader sees it: the body of its function, without the indentation. */
export function stepCode(run: (...args: never[]) => unknown): string {
  const source = run.toString();
  const body = source.slice(source.indexOf('=>') + 2).trim();
  if (!body.startsWith('{')) return `${body.replaceAll('world.', '')};`;
  return withoutIndentation(body.slice(1, -1).split('\n')).join('\n').replaceAll('world.', '').trim();
}

function withoutIndentation(lines: readonly string[]): readonly string[] {
  const indentations = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indentations);
  return lines.map((line) => line.slice(least).trimEnd());
}
