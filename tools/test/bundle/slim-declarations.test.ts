import { expect, test } from '@jest/globals';
import { withoutInternalMembers } from '../../bundle/internal-members.ts';
import { slimDeclarations } from '../../bundle/slim-declarations.ts';

test('what a door exports keeps its comments, through the files that pass it on', () => {
  const files = slimDeclarations(
    {
      'index.d.ts': "import { a as Shown } from './shared.js';\n/** One. */\ndeclare class Own {}\nexport { Own, Shown };\n",
      'shared.d.ts':
        '/** Two. */\ninterface Shown {\n    /** Three. */\n    readonly x: number;\n}\nexport type { Shown as a };\n',
    },
    ['index.d.ts'],
  );
  expect(files['index.d.ts']).toContain('/** One. */\ndeclare class Own');
  expect(files['shared.d.ts']).toBe(
    '/** Two. */\ninterface Shown {\n\t/** Three. */\n\treadonly x: number;\n}\nexport type { Shown as a };\n',
  );
});

test('what no door exports has comments on its methods only', () => {
  const files = slimDeclarations(
    {
      'index.d.ts':
        '/** One. */\ndeclare class Inner {\n    /** Two. */\n    readonly x: number;\n    /** Three. */\n    run(): void;\n}\nexport {};\n',
    },
    ['index.d.ts'],
  );
  expect(files['index.d.ts']).toBe(
    'declare class Inner {\n\treadonly x: number;\n\t/** Three. */\n\trun(): void;\n}\nexport {};\n',
  );
});

test('members that say @internal are left out, and constructors that do cannot be called', () => {
  const declarations = `
export declare class Connection implements Executor<Row> {
    /** @internal */
    constructor(core: Core);
    /** @internal For the session. */
    readonly core: Core;
    close(): void;
}`;
  expect(withoutInternalMembers(declarations)).toBe(`
export declare class Connection {
    protected constructor();
    close(): void;
}`);
});
