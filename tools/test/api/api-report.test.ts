import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { apiReports } from '../../api/api-report.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function report(files: Readonly<Record<string, string>>, door = 'index.d.ts'): string {
  const folder = mkdtempSync(join(tmpdir(), 'aludel-api-'));
  folders.push(folder);
  for (const [name, text] of Object.entries({ 'index.d.ts': 'export {};', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const doors = [...new Set(['index.d.ts', door])].map((name) => ({ name, file: join(folder, name) }));
  return apiReports(doors, folder).get(door) as string;
}

function code(text: string): string {
  return /```ts\n([\s\S]*)\n```/.exec(text)?.[1] ?? '';
}

describe('apiReports', () => {
  test('has what is exported, in alphabetical order and without comments', () => {
    const text = report({
      'index.d.ts': `export { second } from './second.ts';
/** Says what it is. */
export declare function Third(a: string): number;
/** Says it, too. */
export type first = 'a' | 'b';`,
      'second.d.ts': `/** A thing. */
export declare const second: number;
export declare const third: number;`,
    });
    expect(code(text)).toBe(`type first = 'a' | 'b';

const second: number;

function Third(a: string): number;`);
    expect(text).toContain('What this door exports: 3 names.');
  });

  test('marks what has no comment, but overloads share one and a type of the same name says all', () => {
    const text = report({
      'index.d.ts': `export interface Node {
    readonly kind: 'node';
    readonly driver: Driver;
    readonly list: ListNode;
    readonly left: string;
    /** Where to go. */
    readonly right: string;
    /** Both. */
    both(one: string): void;
    both(one: number): void;
}
interface Driver {}
interface ListNode {}
export {};`,
    });
    expect(code(text)).toBe(`// (undocumented)
interface Node {
  readonly kind: 'node';
  readonly driver: Driver;
  readonly list: ListNode;
  // (undocumented)
  readonly left: string;
  readonly right: string;
  both(one: string): void;
  both(one: number): void;
}`);
  });

  test('leaves out what users cannot reach: private and internal members', () => {
    const text = report({
      'index.d.ts': `/** A box. */
export declare class Box<T> extends Base implements Other {
    #private;
    private hidden;
    /** @internal */
    readonly inner: Secret;
    /** What is in it. */
    readonly value: T;
}
/** Below it. */
export declare class Base {}
interface Other {}
interface Secret {}`,
    });
    expect(code(text)).toContain(`class Box<T> extends Base {
  readonly value: T;
}`);
    expect(text).toContain('exported by no door of the package: nothing.');
  });

  test('lists what signatures name without any door exporting it, directly or not', () => {
    const text = report(
      {
        'index.d.ts': 'export { Known } from "./types.ts";',
        'dialect.d.ts': `import type { Known, Near } from './types.ts';
/** Does. */
export declare function act(near: Near): Known;`,
        'types.d.ts': `export interface Near { far: Far; date: Date }
export interface Far { near: Near }
export interface Known { never: Never }
export interface Never {}`,
      },
      'dialect.d.ts',
    );
    expect(text).toMatch(/no door of the package:\n\n- `Far`\n- `Near`\n$/);
  });

  test('writes a namespace with what it holds', () => {
    const text = report({
      'index.d.ts': `export * as types from './types.ts';`,
      'types.d.ts': '/** A number. */\nexport declare const Integer: number;',
    });
    expect(code(text)).toBe(`namespace types {
  const Integer: number;
}`);
  });
});
