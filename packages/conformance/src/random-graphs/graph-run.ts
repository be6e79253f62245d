import { type Engine, select, Session, type SessionTransaction } from '@aludel/core';
import type { GraphClasses, GraphObject, Kind, UpLink } from './graph-classes.ts';
import { compareGraph, type GraphView } from './compare-graph.ts';
import { type PlainObject, PlainModel } from './plain-model.ts';

/** Takes the same steps with a Session and with a plain model, and compares the two. */
export class GraphRun implements GraphView {
  readonly classes: GraphClasses;
  /** Whether queries flush, in place of flush(). */
  readonly autoflush: boolean;
  readonly session: Session;
  readonly model: PlainModel;
  readonly objects = new Map<number, GraphObject>();
  readonly uids = new WeakMap<object, number>();
  readonly savepoints: SessionTransaction[] = [];
  #made = 0;

  constructor(engine: Engine, classes: GraphClasses, autoflush: boolean) {
    this.classes = classes;
    this.autoflush = autoflush;
    this.session = new Session(engine, { autoflush: autoflush });
    this.model = new PlainModel(classes.of);
  }

  // What steps are made of ---------------------------------------------------------------------------------------

  make(kind: Kind, values: Readonly<Record<string, unknown>> = {}): readonly [GraphObject, PlainObject] {
    const uid = ++this.#made;
    const name = `n${uid}`;
    const code = kind === 'coin' ? `c${uid}` : null;
    const given = { name, ...(code === null ? {} : { code }), ...collectionsOf(kind, this.classes), ...values };
    const object = new this.classes.of[kind].construct(given as never) as GraphObject;
    const plain = { uid, kind, name, code: (given.code as string) ?? null, version: 0, up: null, isLost: false, hasRow: false };
    const known: PlainObject = { ...plain, isDoomed: false, takesOver: null, saved: '' };
    this.objects.set(uid, object);
    this.uids.set(object, uid);
    return [object, known];
  }

  rename(one: PlainObject): void {
    one.name = `n${++this.#made}`;
    this.object(one).name = one.name;
  }

  newCode(): string {
    return `c${++this.#made}`;
  }

  object({ uid }: PlainObject): GraphObject {
    return this.objects.get(uid) as GraphObject;
  }

  pick(at: number, kind?: Kind): PlainObject | undefined {
    const living = this.model.living(kind).filter(({ isLost }) => !isLost);
    return living[at % Math.max(1, living.length)];
  }

  /** One that belongs to another one, and one that it may belong to. */
  pickPair(a: number, b: number): readonly [PlainObject, UpLink, PlainObject | null] | null {
    const children = this.model.living().filter(({ kind }) => this.classes.of[kind].up !== null);
    const child = children[a % Math.max(1, children.length)];
    if (child === undefined) return null;
    const link = this.classes.of[child.kind].up as UpLink;
    const parent = b % 5 === 0 ? null : (this.pick(b, link.kind) ?? null);
    return [child, link, parent !== null && this.model.isAbove(child.uid, parent.uid) ? null : parent];
  }

  /** The collection of an object: loaded, if it is not. */
  async collection(one: PlainObject, name: string): Promise<GraphObject[]> {
    const object = this.object(one) as unknown as Record<string, GraphObject[]>;
    if (one.hasRow) await this.session.load(object as never, name as never);
    return object[name] as GraphObject[];
  }

  plain(object: GraphObject): PlainObject | undefined {
    return this.model.get(this.uids.get(object) ?? -1);
  }

  /** New objects that are taken from an owner are no business of the session any more: only those with rows are. */
  async settleOwned(one: PlainObject): Promise<void> {
    if (!this.model.isOwned(one)) return;
    if (!one.hasRow) await this.flush();
    await this.session.load(this.object(one) as never, 'up' as never);
  }

  async flush(): Promise<void> {
    if (this.autoflush) await this.session.scalars(select(this.classes.of.user.construct as never).limit(1)).all();
    else await this.session.flush();
    this.model.flush();
  }

  async rollback(): Promise<void> {
    await this.session.rollback();
    this.savepoints.length = 0;
    this.model.rollback();
    await compareGraph(this);
  }

  async commit(): Promise<void> {
    await this.session.commit();
    this.savepoints.length = 0;
    this.model.flush();
    this.model.commit();
  }

  async savepoint(): Promise<void> {
    this.savepoints.push(await this.session.beginNested());
    this.model.flush();
    this.model.savepoint();
  }

  /** Forgets all objects, and loads them anew without what they are related to. */
  async reopen(): Promise<void> {
    const { session, model, classes } = this;
    await this.flush();
    await this.commit();
    const known = new Map(model.living().map((one) => [`${one.kind} ${keyOf(this.object(one))}`, one]));
    session.expungeAll();
    for (const kind of Object.keys(classes.of) as Kind[])
      for (const object of (await session.scalars(select(classes.of[kind].construct as never)).all()) as GraphObject[]) {
        const one = known.get(`${kind} ${keyOf(object)}`) as PlainObject;
        this.objects.set(one.uid, object);
        this.uids.set(object, one.uid);
      }
  }
}

function collectionsOf(kind: Kind, { of }: GraphClasses): Record<string, unknown> {
  const own = Object.values(of).flatMap(({ up }) => (up?.kind === kind ? [[up.collection, []] as const] : []));
  if (kind === 'user') own.push(['tags', []]);
  if (kind === 'tag') own.push(['users', []]);
  return Object.fromEntries(own);
}

function keyOf({ id, code }: GraphObject): string {
  return code === undefined ? String(id) : code;
}
