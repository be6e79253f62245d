/** The file of a dialect: `sqlite+node.json`. */
export function fileNameOf(name: string): string {
  return `${name.replace(/[^\w+.-]/g, '_')}.json`;
}
