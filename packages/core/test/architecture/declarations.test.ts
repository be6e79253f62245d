import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript-6.0';
import { emitDeclarations } from '../typing/emit-declarations.ts';
import { workspaceRoot } from './workspace-files.ts';

const folder = join(workspaceRoot, '.cache', `declarations-${process.pid}`);

beforeAll(() => emitDeclarations(folder), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the declarations that users see', () => {
  test('do not say any', () => {
    const files = globSync('*/src/**/*.d.ts', { cwd: folder }).sort();
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((path) => anysOf(path, readFileSync(join(folder, path), 'utf8')))).toEqual([]);
  });

  test('are searched for the type any, not for the word', () => {
    const text = 'export interface Attribute { /** any */ any(): "any" }\nexport declare const loose: readonly any[];';
    expect(anysOf('sample.d.ts', text)).toEqual([
      'packages/sample.ts exports "export declare const loose: readonly any[];". Say unknown, or a type parameter.',
    ]);
  });
});

function anysOf(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const lines = new Set<number>();
  visit(source);
  return [...lines].map(
    (line) =>
      `packages/${path.replace(/\.d\.ts$/, '.ts')} exports "${text.split('\n')[line]?.trim()}". Say unknown, or a type parameter.`,
  );

  function visit(node: ts.Node): void {
    if (node.kind === ts.SyntaxKind.AnyKeyword) lines.add(source.getLineAndCharacterOfPosition(node.getStart(source)).line);
    ts.forEachChild(node, visit);
  }
}
