/** How many rows a command matched, by its tag: `INSERT 0 5` is 5; -1 for `BEGIN`, which does not tell. */
export function affectedRows(tag: string): number {
  const last = tag.charCodeAt(tag.length - 1);
  return last >= 0x30 && last <= 0x39 ? +tag.slice(tag.lastIndexOf(' ') + 1) : -1;
}
