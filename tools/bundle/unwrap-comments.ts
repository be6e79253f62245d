/**
 * Doc comments without the line breaks of our column width, since editors wrap them anew. Lists, tables and examples keep
 * theirs.
 */
export function unwrapComments(text: string): string {
  return text.replaceAll(severalLines, (_whole, indent: string, body: string) => {
    const lines = unwrapped(body.split('\n').map((line) => line.replace(/^\s*\* ?/, '')));
    if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
    return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
  });
}

const severalLines = /^([ \t]*)\/\*\*\n([^]*?)\n[ \t]*\*\/$/gm;

function unwrapped(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let isExample = false;
  for (const line of lines) {
    if (line.startsWith('@')) {
      isExample = line.startsWith('@example');
      if (joined.at(-1) === '') joined.pop();
    }
    const last = joined.at(-1) ?? '';
    if (isExample || last === '' || standsAlone.test(line)) joined.push(line);
    else joined[joined.length - 1] = `${last} ${line}`;
  }
  return joined;
}

/** An empty line, a tag, or one of a list, a table or code. */
const standsAlone = /^(?:$|@|[-*|] |```| {2})/;
