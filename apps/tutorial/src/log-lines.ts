/**
 * Makes a log comparable: the times are gone, every database's parameters are written `?`, and what asks for the tables
 * that there are, which is another query on each of them, is one line.
 */
export function comparableLog(records: readonly string[]): readonly string[] {
  return comparableLines(withoutCatalogQueries(records)).map(comparableLine);
}

/** Lines as they are compared: without what stands at their ends, and without empty ones. */
export function comparableLines(printed: readonly string[]): readonly string[] {
  return printed
    .flatMap((one) => one.split('\n'))
    .map((line) => line.replaceAll('\t', '    ').trimEnd())
    .filter((line) => line !== '');
}

/** With one line in place of what asks for tables and their columns. A statement is one record, its parameters are the next. */
export function withoutCatalogQueries(records: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const [index, record] of records.entries()) {
    const isCatalogQuery = record.startsWith('[raw sql]') || records[index + 1]?.startsWith('[raw sql]') === true;
    if (!isCatalogQuery) kept.push(record);
    else if (kept.at(-1) !== catalogQuery) kept.push(catalogQuery);
  }
  return kept;
}

const catalogQuery = '(asks for the tables)';

function comparableLine(line: string): string {
  return line
    .replace(/^\[generated in [\d.]+s/, '[generated in …')
    .replace(/^\[cached since [\d.e+-]+s ago/, '[cached since … ago')
    .replace(/^\[no key [\d.]+s/, '[no key …')
    .replace(/\$\d+/g, '?');
}
