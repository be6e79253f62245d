import { inspect, select, type Session } from '@aludel/core';
import type { GraphClasses, GraphObject, Kind } from './graph-classes.ts';
import type { PlainModel, PlainObject } from './plain-model.ts';

/** Objects of a session, and what they should be. */
export interface GraphView {
  readonly classes: GraphClasses;
  readonly session: Session;
  readonly model: PlainModel;
  readonly objects: ReadonlyMap<number, GraphObject>;
  readonly uids: WeakMap<object, number>;
}

/** @throws Error where tables or objects are not what the model says */
export async function compareGraph(view: GraphView): Promise<void> {
  for (const kind of Object.keys(view.classes.of) as Kind[]) await compareRows(view, kind);
  await comparePairs(view);
  for (const one of view.model.living()) compareObject(view, one);
  for (const object of view.objects.values())
    if (view.session.has(object) && view.model.get(view.uids.get(object) ?? -1) === undefined)
      throw new Error(`${object.name} is in the session, and should not be`);
}

async function compareRows({ classes, session, model, objects }: GraphView, kind: Kind): Promise<void> {
  const { construct, up } = classes.of[kind];
  const { c } = construct as unknown as { readonly c: Record<string, never> };
  const columns = [c.name, ...(up === null ? [] : [c.upId]), ...(kind === 'coin' ? [c.code, c.version] : [])];
  const rows = (await session.execute(select(...(columns as never[]))).all()) as unknown as readonly (readonly unknown[])[];
  const expected = model
    .living(kind)
    .map((one) => [
      one.name,
      ...(up === null ? [] : [keyOf(one.up === null ? null : objects.get(one.up))]),
      ...(kind === 'coin' ? [one.code, one.version] : []),
    ]);
  check(`rows of ${kind}`, rows.map((row) => [...row].join(' ')).sort(), expected.map((row) => row.join(' ')).sort());
}

async function comparePairs({ classes, session, model, objects }: GraphView): Promise<void> {
  const { userId, tagId } = (classes.between as unknown as { readonly c: Record<string, never> }).c;
  const rows = (await session
    .execute(select(userId as never, tagId as never))
    .all()) as unknown as readonly (readonly unknown[])[];
  const expected = [...model.pairs].map((pair) =>
    pair
      .split(' ')
      .map((uid) => objects.get(Number(uid))?.id)
      .join(' '),
  );
  check('pairs', rows.map((row) => [...row].join(' ')).sort(), expected.sort());
}

function compareObject(view: GraphView, one: PlainObject): void {
  const { classes, session, model, objects } = view;
  const object = objects.get(one.uid) as GraphObject;
  const { up } = classes.of[one.kind];
  const who = `${one.kind} ${one.name} (${one.uid})`;
  check(`${who} is in the session`, session.has(object), true);
  check(`${who} name`, object.name, one.name);
  if (one.kind === 'coin') check(`${who} code and version`, [object.code, object.version], [one.code, one.version]);
  if (up !== null) {
    check(`${who} upId`, object.upId, keyOf(one.up === null ? null : objects.get(one.up)));
    compareRelated(view, object, 'up', one.up === null ? [] : [one.up], who);
  }
  for (const { up: link } of Object.values(classes.of))
    if (link?.kind === one.kind) {
      const below = model.living().filter(({ kind, up: above }) => above === one.uid && classes.of[kind].up === link);
      compareRelated(
        view,
        object,
        link.collection,
        below.map(({ uid }) => uid),
        who,
      );
    }
  const pairs = [...model.pairs].map((pair) => pair.split(' ').map(Number) as [number, number]);
  if (one.kind === 'user')
    compareRelated(
      view,
      object,
      'tags',
      pairs.flatMap(([user, tag]) => (user === one.uid ? [tag] : [])),
      who,
    );
  if (one.kind === 'tag')
    compareRelated(
      view,
      object,
      'users',
      pairs.flatMap(([user, tag]) => (tag === one.uid ? [user] : [])),
      who,
    );
}

/** What a relationship has, if it is loaded; deleted objects stay in it until it is loaded anew. */
function compareRelated({ uids }: GraphView, object: GraphObject, key: string, expected: readonly number[], who: string): void {
  const { unloaded } = inspect(object as never) as unknown as { readonly unloaded: ReadonlySet<string> };
  if (unloaded.has(key)) return;
  const value = (object as unknown as Record<string, GraphObject | null | GraphObject[]>)[key];
  const related = (Array.isArray(value) ? value : value == null ? [] : [value]).filter((one) => !isGone(one));
  check(
    `${who} ${key}`,
    related.map((one) => uids.get(one) ?? -1).sort((a, b) => a - b),
    [...expected].sort((a, b) => a - b),
  );
}

function isGone(object: object): boolean {
  return (inspect(object as never) as unknown as { readonly wasDeleted: boolean }).wasDeleted;
}

function keyOf(object: GraphObject | null | undefined): string | number | null {
  return object?.code ?? object?.id ?? null;
}

function check(what: string, found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${what}: found ${one}, expected ${other}`);
}
