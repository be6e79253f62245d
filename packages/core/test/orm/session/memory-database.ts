import { sqlite } from '../../../../sqlite/src/index.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { text } from '../../../src/sql/text-clause.ts';

export const insert = text('INSERT INTO point (x) VALUES (:x)');
export const count = text<{ n: number }>('SELECT count(*) AS n FROM point');

/** A SQLite database in memory with an empty table `point`. */
export async function memoryDatabase(): Promise<Engine> {
  const engine = createEngine('sqlite:///:memory:', { dialect: sqlite });
  await engine.begin((connection) => connection.execute(text('CREATE TABLE point (x INTEGER UNIQUE)')));
  return engine;
}

/** How many rows are committed. */
export async function committed(engine: Engine): Promise<number | null> {
  return engine.begin((connection) => connection.scalar(count));
}
