/** Makes a log comparable: the times are gone, and every database's parameters are written `?`. */
export function comparableLog(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split('\n')).map(comparableLine);
}

function comparableLine(line: string): string {
  return line
    .replace(/^\[generated in [\d.]+s\]/, '[generated in …]')
    .replace(/^\[cached since [\d.e+-]+s ago\]/, '[cached since … ago]')
    .replace(/^\[no key [\d.]+s\]/, '[no key …]')
    .replace(/\$\d+/g, '?');
}
