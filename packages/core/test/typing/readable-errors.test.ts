import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { workspaceRoot } from '../architecture/workspace-files.ts';
import { type CompilerVersion, compilers } from './compilers.ts';
import { emitDeclarations } from './emit-declarations.ts';
import { runCompiler } from './run-compiler.ts';

const folder = join(workspaceRoot, '.cache', `errors-${process.pid}`);

const program = `
import { declarativeBase, event, foreignKey, mappedColumn, relationship, select, type Session, types as t } from '@aludel/core';
declare const session: Session;
const Base = declarativeBase();
class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  addresses: () => relationship([Address]),
}) {}
class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn(t.Integer, foreignKey('user_account.id')),
  email: mappedColumn(t.String()),
}) {}
class Admin extends Base.inherits(User, 'admin', { level: mappedColumn(t.Integer) }) {}
`;

/** A mistake, and what the compiler has to say of it. */
const mistakes: readonly (readonly [mistake: string, says: RegExp])[] = [
  ['new User({});', /Property 'name' is missing in type '\{\}' but required in type '\{ name: string; \}'/],
  ['new User();', /Expected 1 arguments, but got 0/],
  ['new Admin({ name: "x" });', /Property 'level' is missing in type '\{ name: string; \}' but required in type/],
  ['new User({ name: 5 });', /Type 'number' is not assignable to type 'string'/],
  ['new User({ name: "x", nmae: "y" });', /'nmae' does not exist in type/],
  ['new User({ name: "x" }).nmae;', /Property 'nmae' does not exist on type 'User'/],
  ['User.c.nmae;', /Property 'nmae' does not exist on type 'AttributesOf</],
  [
    'new User({ name: "x", addresses: [new User({ name: "y" })] });',
    /Type 'User' is missing the following properties from type 'Address': userId, email/,
  ],
  ["relationship(User, { cascad: 'all' });", /'cascad' does not exist in type .* Did you mean to write 'cascade'\?/],
  ["relationship([User], { lazy: 'selectinn' });", /Type '"selectinn"' is not assignable to type 'LoadingStrategy/],
  ["relationship('User');", /Argument of type 'string' is not assignable to parameter of type/],
  [
    "event.listen(session, 'beforeFlushh', () => {});",
    /Argument of type '"beforeFlushh"' is not assignable to parameter of type 'EventName</,
  ],
  [
    "event.listen(User, 'beforeInsrt', () => {});",
    /Argument of type '"beforeInsrt"' is not assignable to parameter of type 'EventName</,
  ],
  ["select(User).where(User.name === 'x');", /Argument of type 'boolean' is not assignable to parameter of type 'Condition'/],
];

beforeAll(() => emitDeclarations(join(folder, 'packages')), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.keys(compilers) as CompilerVersion[])('on TypeScript %s', (version) => {
  let said: string[];
  beforeAll(() => {
    said = diagnosticsOf(
      version,
      mistakes.map(([mistake]) => mistake),
    );
  }, 120_000);

  test.each(mistakes.map(([mistake, says], index) => [mistake, says, index] as const))(
    '%s is explained',
    (_mistake, says, index) => {
      expect(said[index]).toMatch(says);
    },
  );
});

/** What the compiler says of each line. */
function diagnosticsOf(version: CompilerVersion, lines: readonly string[]): string[] {
  const project = join(folder, version);
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'program.ts'), `${program}${lines.join('\n')}\n`);
  const paths = { '@aludel/core': [join(folder, 'packages/core/src/index.d.ts')] };
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2023',
    types: [],
    paths,
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  const diagnostics = runCompiler(compilers[version], ['-p', join(project, 'tsconfig.json')]);
  const first = program.split('\n').length;
  return lines.map((_line, index) =>
    diagnostics
      .filter(({ text }) => text.includes(`program.ts(${first + index},`))
      .map(({ text }) => text)
      .join('\n'),
  );
}
