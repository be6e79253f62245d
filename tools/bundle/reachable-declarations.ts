import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Deletes the declarations that no declaration of a door leads to: nobody can import what they declare. */
export function removeUnreachableDeclarations(folder: string, doors: readonly string[]): void {
  const reachable = new Set<string>();
  const waiting = doors.map((door) => `${door}.d.ts`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reachable.has(path) || !existsSync(join(folder, path))) continue;
    reachable.add(path);
    waiting.push(...importsOf(folder, path));
  }
  for (const path of globSync('**/*.d.ts', { cwd: folder })) {
    if (!reachable.has(normalize(path))) rmSync(join(folder, path));
  }
}

function importsOf(folder: string, path: string): string[] {
  const text = readFileSync(join(folder, path), 'utf8');
  const relative = [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map((match) => match[1] as string);
  return relative.map((specifier) => normalize(join(dirname(path), specifier)).replace(/\.(?:ts|js)$/, '.d.ts'));
}
