import {
  declarativeBase,
  type Engine,
  event,
  foreignKey,
  mappedColumn,
  relationship,
  Session,
  select,
  type SessionOptions,
  types as t,
} from '@aludel/core';
import { metadataFixture, uniqueName } from './metadata-fixture.ts';
import type { SuiteContext } from './suite-context.ts';

const Base = declarativeBase();
/** Where listeners to all the classes listen. */
export const SessionBase = Base;
const userTable = uniqueName('ors_user');
const addressTable = uniqueName('ors_address');

/** The classes of the suites about Sessions. */
export class User extends Base(userTable, {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  fullname: mappedColumn(t.String(60), { nullable: true }),
  addresses: () => relationship([Address], { backPopulates: 'user', cascade: 'all, delete-orphan' }),
}) {}

export class Address extends Base(addressTable, {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey(`${userTable}.id`), { nullable: true }),
  email: mappedColumn(t.String(60)),
  user: () => relationship(User, { backPopulates: 'addresses', nullable: true }),
}) {}

/** A class whose keys the application gives, two columns of them. */
export class Place extends Base(uniqueName('ors_place'), {
  x: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  y: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  label: mappedColumn(t.String(30), { nullable: true }),
}) {}

/** The same with one column, of text. */
export class Tag extends Base(uniqueName('ors_tag'), {
  name: mappedColumn(t.String(30), { primaryKey: true }),
  note: mappedColumn(t.String(30), { nullable: true }),
}) {}

/** A class whose rows are counted in versions. */
export class Draft extends Base(
  uniqueName('ors_draft'),
  {
    id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    version: mappedColumn(t.Integer),
    title: mappedColumn(t.String(30)),
  },
  { versionId: 'version' },
) {}

/** What a suite about Sessions works with. */
export interface SessionModel {
  /** A session of an engine of its own; `await using` closes it. */
  open(options?: SessionOptions): Session;
  engine(): Engine;
  /** The SQL that an engine sends from now on. */
  sentBy(engine: Engine): string[];
}

/** Empty tables for each test of a suite, and sessions. */
export function sessionModel(context: SuiteContext): SessionModel {
  metadataFixture(context, Base.metadata);
  return {
    open: (options) => new Session(context.engine(), options),
    engine: () => context.engine(),
    sentBy(engine) {
      const sent: string[] = [];
      event.listen(engine, 'beforeCursorExecute', (_connection, sql) => void sent.push(sql));
      return sent;
    },
  };
}

/** New tags, saved with the note 'old'. */
export async function tagged(session: Session, ...names: string[]): Promise<Tag[]> {
  const tags = names.map((name) => new Tag({ name, note: 'old' }));
  session.addAll(tags);
  await session.commit();
  return tags;
}

/** The notes of the tags that the database has, as another session sees it, by name. */
export async function storedTags(open: SessionModel['open']): Promise<Record<string, string | null>> {
  await using session = open();
  const tags = await session.scalars(select(Tag).orderBy(Tag.c.name)).all();
  return Object.fromEntries(tags.map(({ name, note }) => [name, note]));
}
