import { createEngine, declarativeBase, type Engine, mappedColumn, Sequence, types as t } from '@aludel/core';
import { type Dialect, withDriver } from '@aludel/core/dialect';
import { RecordingDriver } from './recording-driver.ts';

export const Base = declarativeBase();

/** Numbered by the database. */
export class Cat extends Base('cat', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  isTame: mappedColumn('is_tame', t.Boolean, { nullable: true }),
}) {}

/** Numbered by a sequence. */
export class Dog extends Base('dog', {
  id: mappedColumn(t.Integer, { primaryKey: true, sequence: new Sequence('dogs') }),
  name: mappedColumn(t.String(30)),
}) {}

/** Numbered by the application. */
export class Owl extends Base('owl', {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  name: mappedColumn(t.String(30)),
}) {}

/** An engine over a driver that writes down what it is told. */
export function recorded(dialect: Dialect): { readonly engine: Engine; readonly driver: RecordingDriver } {
  const driver = new RecordingDriver();
  return { engine: createEngine(`${dialect.name}://host/db`, { dialect: withDriver(dialect, driver) }), driver };
}
