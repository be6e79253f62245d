import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withMemberTables } from '../../api/member-tables.ts';

const declarations = `/** Can do things. */
export interface Flags {
    /** Sends {@link cancel | a request}. @throws Error where it cannot */
    readonly cancel: 'running' | 'none';
    /** How
     * many. */
    readonly max?: number | undefined;
    readonly inner: Inner;
}
/** What is in it. */
export interface Inner {}
export {};`;

describe('withMemberTables', () => {
  let folder: string;
  const write = (markdown: string) => withMemberTables(markdown, join(folder, 'index.d.ts'), folder);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aludel-tables-'));
    writeFileSync(join(folder, 'index.d.ts'), declarations);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('puts a table where one is wanted, and leaves the text around it', () => {
    expect(write('Above.\n\n<!-- members of Inner -->\nold\n<!-- end -->\n\nBelow.')).toBe(
      'Above.\n\n<!-- members of Inner -->\n\n| member |  |\n| --- | --- |\n\n<!-- end -->\n\nBelow.',
    );
  });

  test('is not changed by being written again', () => {
    const once = write('<!-- members of Flags -->\n<!-- end -->');
    expect(write(once)).toBe(once);
  });

  test('takes what members mean from their comments, or from those of their types', () => {
    const table = write('<!-- members of Flags --><!-- end -->');
    expect(table).toContain('| `max?` | How many. |');
    expect(table).toContain('| `inner` | What is in it. |');
  });

  test('shows values where they are wanted, and never breaks a cell', () => {
    expect(write('<!-- values of Flags --><!-- end -->')).toContain(
      '| `cancel` | `running \\| none` | Sends `cancel \\| a request`. Throws Error where it cannot. |',
    );
  });

  test('refuses a name that is not exported', () => {
    expect(() => write('<!-- members of Gone --><!-- end -->')).toThrow('Gone, which is not exported');
  });
});
