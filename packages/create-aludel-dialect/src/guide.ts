import { existsSync, readFileSync } from 'node:fs';

/** Where the guide is: the build puts it beside the program; in the repository it is one of the documents. */
const places = [
  new URL('./write-a-dialect.md', import.meta.url),
  new URL('../../../docs/guides/write-a-dialect.md', import.meta.url),
];

/**
 * The guide that goes into a new package. Its links lead to other documents, which are not there; and its files of the
 * driver are named by the driver, which is called like the dialect in the guide.
 */
export function guide(): string {
  const place = places.find((url) => existsSync(url));
  if (place === undefined) throw new Error('The guide write-a-dialect.md is missing from create-aludel-dialect.');
  const text = readFileSync(place, 'utf8').replaceAll('src/driver/my-db-', 'src/driver/my-wire-');
  return text.replaceAll(/\[([^\]\n]+)\]\([^)\s]+\.md(?:#[^)\s]*)?\)/g, '$1');
}

/** The same for the package of a driver, which is about the last part of it: the dialect of the other parts is not there. */
export function guideOfDriver(driver: string): string {
  const [title, ...rest] = guide().split('\n');
  const whereToBegin =
    'This package is a driver: begin with [the last part](#another-driver-for-a-database-that-has-a-dialect). What stands before it is about a whole dialect, `my-db`; the steps that the last part names are yours as well.';
  return [title, '', whereToBegin, ...rest]
    .join('\n')
    .replaceAll(/\bother-(?=binding|database|statement|errors|connection|driver)/g, `${driver}-`);
}
