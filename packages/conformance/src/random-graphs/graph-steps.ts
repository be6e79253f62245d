import { inspect, IntegrityError, select, selectinload } from '@aludel/core';
import { compareGraph } from './compare-graph.ts';
import type { GraphObject, Kind, UpLink } from './graph-classes.ts';
import type { GraphRun } from './graph-run.ts';
import type { PlainObject } from './plain-model.ts';

/** What is done to a graph: numbers pick among those that are there. */
export interface Step {
  readonly what: string;
  readonly a: number;
  readonly b: number;
}

export async function perform(run: GraphRun, { what, a, b }: Step): Promise<void> {
  if (run.autoflush && !sendsNothing.test(what)) await run.flush();
  await (actions as Record<string, Action>)[what]?.(run, a, b);
}

/** Steps that ask the database for nothing. */
const sendsNothing = /^add(Alone|Below|WithParent|Tree)$|name$/i;

type Action = (run: GraphRun, a: number, b: number) => Promise<void> | void;

const kinds: readonly Kind[] = [
  'user',
  'item',
  'part',
  'screw',
  'node',
  'branch',
  'coin',
  'stamp',
  'tag',
  'user',
  'part',
  'node',
];

const actions = {
  addAlone(run, a, b) {
    add(run, kinds[a % kinds.length] as Kind, b, 'alone');
  },
  addBelow(run, a, b) {
    add(run, kinds[a % kinds.length] as Kind, b, 'push');
  },
  addWithParent(run, a, b) {
    add(run, kinds[a % kinds.length] as Kind, b, 'set');
  },
  addTree(run, a) {
    const kind = (['node', 'branch'] as const)[a % 2] as Kind;
    const { collection } = run.classes.of[kind].up as UpLink;
    const trees = Array.from({ length: 2 + (a % 3) }, () => run.make(kind));
    for (const [index, [object, plain]] of trees.entries()) {
      run.model.add(plain);
      if (index === 0) continue;
      const [above, { uid }] = trees[(index - 1) >> 1] as readonly [GraphObject, PlainObject];
      (above as unknown as Record<string, GraphObject[]>)[collection]?.push(object);
      plain.up = uid;
    }
    run.session.add((trees[0] as readonly [GraphObject, PlainObject])[0]);
  },
  async addAndDrop(run, a) {
    const user = run.pick(a, 'user');
    if (user === undefined) return;
    const parts = await run.collection(user, 'parts');
    const [part] = run.make('part', { screws: [run.make('screw')[0]] });
    parts.push(part);
    parts.splice(parts.indexOf(part), 1);
  },
  rename(run, a) {
    const one = run.pick(a);
    if (one !== undefined) run.rename(one);
  },
  sameName(run, a) {
    const one = run.pick(a);
    // What is expired has to be written again, which counts as another version.
    if (one !== undefined && one.kind !== 'coin') run.object(one).name = `${one.name}`;
  },
  async set(run, a, b) {
    const [child, , parent] = run.pickPair(a, b) ?? [];
    if (child === undefined) return;
    await run.settleOwned(child);
    // Where nobody knows that it has it already, it is given it: that is written, and keeps it from being deleted.
    if (child.hasRow && child.saved.endsWith(` ${parent?.uid ?? null}`)) {
      await run.flush();
      if (run.model.get(child.uid) === undefined || (parent != null && run.model.get(parent.uid) === undefined)) return;
      await run.session.load(run.object(child) as never, 'up' as never);
    }
    run.object(child).up = parent == null ? null : run.object(parent);
    run.model.move(child, parent?.uid ?? null);
  },
  async push(run, a, b) {
    const [child, link, parent] = run.pickPair(a, b) ?? [];
    if (child === undefined || link === undefined || parent == null) return;
    await run.settleOwned(child);
    const collection = await run.collection(parent, link.collection);
    if (collection.includes(run.object(child))) return;
    collection.push(run.object(child));
    run.model.move(child, parent.uid);
  },
  async take(run, a, b) {
    const [child, link] = run.pickPair(a, b) ?? [];
    const parent = child?.up == null ? undefined : run.model.get(child.up);
    if (child === undefined || link === undefined || parent === undefined || parent.isDoomed) return;
    await run.settleOwned(child);
    const collection = await run.collection(parent, link.collection);
    collection.splice(collection.indexOf(run.object(child)), 1);
    run.model.move(child, null);
  },
  async replace(run, a, b) {
    await run.flush();
    const [child, link, parent] = run.pickPair(a, b) ?? [];
    if (child === undefined || link === undefined || parent == null) return;
    for (const one of run.model.living(child.kind)) await run.settleOwned(one);
    const before = (await run.collection(parent, link.collection)).map((object) => run.plain(object));
    const after = [child, ...run.model.living(child.kind).filter(({ uid }) => (uid + a + b) % 3 === 0)].filter(
      (one, index, all) => all.indexOf(one) === index && !run.model.isAbove(one.uid, parent.uid),
    );
    (run.object(parent) as unknown as Record<string, GraphObject[]>)[link.collection] = after.map((one) => run.object(one));
    for (const one of before) if (one !== undefined && !after.includes(one)) run.model.move(one, null);
    for (const one of after) run.model.move(one, parent.uid);
  },
  async tag(run, a, b) {
    const [user, tag] = [run.pick(a, 'user'), run.pick(b, 'tag')];
    if (user === undefined || tag === undefined) return;
    const [tags, users] = [await run.collection(user, 'tags'), await run.collection(tag, 'users')];
    const pair = `${user.uid} ${tag.uid}`;
    if (run.model.pairs.delete(pair)) {
      if (a % 2 === 0) tags.splice(tags.indexOf(run.object(tag)), 1);
      else users.splice(users.indexOf(run.object(user)), 1);
      return;
    }
    run.model.pairs.add(pair);
    if (a % 2 === 0) tags.push(run.object(tag));
    else users.push(run.object(user));
  },
  async retag(run, a, b) {
    const user = run.pick(a, 'user');
    if (user === undefined) return;
    await run.collection(user, 'tags');
    const tags = run.model.living('tag').filter(({ uid }) => (uid + b) % 2 === 0);
    for (const tag of run.model.living('tag')) await run.collection(tag, 'users');
    run.object(user).tags = tags.map((tag) => run.object(tag));
    for (const pair of [...run.model.pairs]) if (pair.startsWith(`${user.uid} `)) run.model.pairs.delete(pair);
    for (const { uid } of tags) run.model.pairs.add(`${user.uid} ${uid}`);
  },
  async remove(run, a) {
    const one = run.pick(a);
    if (one === undefined) return;
    // What was given to an object that is deleted before it is sent would refer to nothing.
    if (!run.model.canGo(one)) await run.flush();
    if (one.isDoomed || run.model.get(one.uid) === undefined) return;
    await loadOwned(run, one);
    run.session.delete(run.object(one));
    run.model.doom(one);
  },
  async removeUnloaded(run, a) {
    await run.reopen();
    const one = run.pick(a);
    if (one === undefined) return;
    run.session.delete(run.object(one));
    run.model.doom(one);
    await run.flush();
  },
  async takeOver(run, a) {
    const coin = run.pick(a, 'coin');
    if (coin === undefined) return;
    if (!run.model.isSettled(coin)) await run.flush();
    const code = run.object(coin).code as string;
    run.session.delete(run.object(coin));
    run.model.doom(coin);
    // What is not set stays as the row has it.
    const [object, plain] = run.make('coin', { code, up: null });
    plain.code = code;
    plain.takesOver = coin.uid;
    run.model.add(plain);
    run.session.add(object);
  },
  async rekey(run, a) {
    const coin = run.pick(a, 'coin');
    if (coin === undefined || coin.takesOver !== null) return;
    await run.collection(coin, 'stamps');
    coin.code = run.newCode();
    run.object(coin).code = coin.code;
  },
  async flush(run) {
    await run.flush();
    await compareGraph(run);
  },
  async commit(run) {
    await run.commit();
    await compareGraph(run);
  },
  rollback: (run) => run.rollback(),
  savepoint: (run) => run.savepoint(),
  async release(run) {
    const savepoint = run.savepoints.pop();
    if (savepoint === undefined) return;
    await savepoint.commit();
    run.model.flush();
    run.model.release();
    await compareGraph(run);
  },
  back: (run) => backToSavepoint(run),
  async clash(run) {
    const code = run.newCode();
    run.session.addAll([run.make('coin', { code })[0], run.make('coin', { code })[0]]);
    const error: unknown = await run.session.flush().catch((one: unknown) => one);
    if (!(error instanceof IntegrityError)) throw error ?? new Error('Two rows have the same key.');
    if (run.savepoints.length > 0) return backToSavepoint(run);
    return run.rollback();
  },
  async expire(run, a) {
    await run.flush();
    const one = run.pick(a);
    if (one === undefined) return;
    run.session.expire(run.object(one));
    if (a % 2 === 0) await run.session.refresh(run.object(one));
  },
  async reload(run) {
    for (const { construct } of Object.values(run.classes.of)) await run.session.scalars(select(construct as never)).all();
    const { construct } = run.classes.of.user;
    const all = (construct as unknown as { c: Record<string, never> }).c;
    await run.session
      .scalars(
        select(construct as never).options(
          ...(['items', 'parts', 'coins', 'tags'].map((key) => selectinload(all[key] as never)) as never[]),
        ),
      )
      .all();
  },
  reopen: (run) => run.reopen(),
} satisfies Record<string, Action>;

/** What can be done to a graph. */
export const stepNames = Object.keys(actions);

function add(run: GraphRun, kind: Kind, b: number, how: 'alone' | 'push' | 'set'): void {
  const { up } = run.classes.of[kind];
  const parent = up === null || how === 'alone' ? undefined : run.pick(b, up.kind);
  const [object, plain] = run.make(kind);
  run.model.add(plain);
  const collection = parent === undefined || up === null ? null : loaded(run.object(parent), up.collection);
  if (parent !== undefined) plain.up = parent.uid;
  if (parent === undefined) run.session.add(object);
  else if (how === 'push' && collection !== null) collection.push(object);
  else {
    object.up = run.object(parent);
    run.session.add(object);
  }
}

async function backToSavepoint(run: GraphRun): Promise<void> {
  const savepoint = run.savepoints.pop();
  if (savepoint === undefined) return;
  await savepoint.rollback();
  run.model.rollbackToSavepoint();
  await compareGraph(run);
}

/** The collection of an object, unless it is not loaded. */
function loaded(object: GraphObject, key: string): GraphObject[] | null {
  const { unloaded } = inspect(object as never) as unknown as { readonly unloaded: ReadonlySet<string> };
  return unloaded.has(key) ? null : ((object as unknown as Record<string, GraphObject[]>)[key] as GraphObject[]);
}

/** What an object owns has to be known to be marked for deletion with it. */
async function loadOwned(run: GraphRun, one: PlainObject): Promise<void> {
  for (const { up } of Object.values(run.classes.of)) {
    if (up?.isOwned !== true || up.kind !== one.kind) continue;
    await run.collection(one, up.collection);
    for (const child of run.model.below(one.uid)) if (run.model.isOwned(child)) await loadOwned(run, child);
  }
}
