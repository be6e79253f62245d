import { existsSync, readFileSync } from 'node:fs';

/** Where the guide is: the build puts it beside the program; in the repository it is one of the documents. */
const places = [
  new URL('./write-a-dialect.md', import.meta.url),
  new URL('../../../docs/guides/write-a-dialect.md', import.meta.url),
];

/** The guide that goes into a new package. Its links lead to other documents, which are not there. */
export function guide(): string {
  const place = places.find((url) => existsSync(url));
  if (place === undefined) throw new Error('The guide write-a-dialect.md is missing from create-aludel-dialect.');
  return readFileSync(place, 'utf8').replaceAll(/\[([^\]\n]+)\]\([^)\s]+\.md(?:#[^)\s]*)?\)/g, '$1');
}
