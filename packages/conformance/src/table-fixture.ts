import { type Engine, text } from '@aludel/core';
import type { ConnectableDialect } from '@aludel/core/dialect';
import { afterEach, beforeEach } from '@jest/globals';
import type { EngineFixture } from './engine-fixture.ts';
import type { Gate } from './gate.ts';
import { tableStatements } from './generated-key.ts';

/** The columns of each table: `{ point: 'x INTEGER, y INTEGER' }`; `{other}` stands for the name of another one. */
export type TableColumns = Readonly<Record<string, string>>;

let counter = 0;

/** Creates empty tables before each test of a suite, in this order, and drops them after it. Returns their names. */
export function tableFixture<T extends TableColumns>(
  engines: EngineFixture,
  { url, gate, dialect }: { readonly url: () => string; readonly gate: Gate; readonly dialect: ConnectableDialect },
  tables: T,
): { readonly [K in keyof T]: string } {
  const suffix = `${process.pid}_${++counter}`;
  const names = Object.fromEntries(Object.keys(tables).map((name) => [name, `conformance_${name}_${suffix}`]));
  const statements = Object.entries(tables).map(([name, columns]) =>
    tableStatements(String(names[name]), withNames(columns, names), dialect),
  );
  const creates = statements.flatMap(({ create }) => create);
  const drops = statements.toReversed().flatMap(({ drop }) => drop);
  let mayStand = false;
  const tidy = async (): Promise<void> => {
    if (!mayStand) return;
    await run(engines.kept(url()), drops);
    mayStand = false;
  };
  beforeEach(async () => {
    // What a failure has left behind, in part or not at all.
    await tidy().catch(async () => {
      for (const drop of drops) await run(engines.kept(url()), [drop]).catch(() => undefined);
    });
    mayStand = true;
    await run(engines.kept(url()), creates);
  });
  afterEach(() => (gate.isOpen ? tidy() : undefined));
  return names as { [K in keyof T]: string };
}

async function run(engine: Engine, statements: readonly string[]): Promise<void> {
  await engine.begin(async (connection) => {
    for (const statement of statements) {
      // A table that somebody still holds must fail this test, not hang all that follow.
      await connection.execute(text(statement), {}, { timeout: 20 });
    }
  });
}

function withNames(columns: string, names: Readonly<Record<string, string>>): string {
  return columns.replace(/\{(\w+)\}/g, (_all, name: string) => names[name] ?? name);
}
