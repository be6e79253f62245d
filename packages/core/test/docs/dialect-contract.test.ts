import { describe, expect, test } from '@jest/globals';
import { readWorkspaceFile } from '../architecture/workspace-files.ts';

const page = readWorkspaceFile('docs/reference/dialect-contract.md');

/** What the first cells of a table say, from the heading on to the next one. */
function rowsBehind(heading: string): readonly string[] {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`) + 1).split('\n## ', 1)[0] ?? '';
  return [...section.matchAll(/^\| `([\w-]+)\??` +\|/gm)].map(([, name]) => name as string);
}

function membersOf(name: string, source: string): readonly string[] {
  const text = readWorkspaceFile(`packages/core/src/${source}`);
  const [outline = ''] = text.slice(text.indexOf(`interface ${name} `)).split('\n}', 1);
  return [...outline.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member as string);
}

describe('the reference of the dialect contract', () => {
  test('has every capability, and no other', () => {
    const flags = [
      ...membersOf('Capabilities', 'dialect/capabilities.ts'),
      ...membersOf('DmlCapabilities', 'compiler/dml-capabilities.ts'),
    ];
    expect(rowsBehind('Capabilities')).toEqual(flags);
  });

  test('has every kind of error with its class, and no other', () => {
    const classes = readWorkspaceFile('packages/core/src/engine/wrap-error.ts')
      .split('const classes = {')[1]
      ?.split('} as const', 1)[0];
    const expected = [...(classes ?? '').matchAll(/^ {2}'?([\w-]+)'?: (\w+),/gm)].map(([, kind, name]) => [kind, name]);
    const told = [...page.matchAll(/^\| `([\w-]+)` +\| `(\w+Error)` +\|/gm)].map(([, kind, name]) => [kind, name]);
    expect(told).toEqual(expected);
  });

  test('has what a driver, a connection and an introspector are made of', () => {
    expect(rowsBehind('Introspector')).toEqual([
      ...membersOf('Introspector', 'dialect/introspector.ts'),
      ...membersOf('Existence', 'dialect/existence.ts'),
    ]);
    expect(rowsBehind('Driver')).toEqual(
      expect.arrayContaining(['connect', 'execute', 'executeMany', 'stream', 'begin', 'commit', 'rollback', 'cancel', 'destroy']),
    );
  });

  test('has a rule for every kind of node', () => {
    expect(rowsBehind('Rules by kind')).toEqual(expect.arrayContaining([...membersOf('Nodes', 'sql/nodes/nodes.ts')]));
  });
});
