// What must compile about sessions, and what must not. Never run.
import {
  type Engine,
  event,
  scopedSession,
  Session,
  type SessionMaker,
  sessionmaker,
  type SessionTransaction,
  text,
} from '@aludel/core';

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
declare function same<A, B>(...proof: Equal<A, B> extends true ? [] : [never]): void;

declare const engine: Engine;
declare const session: Session;
declare const madeAtRunTime: string;

class Audited extends Session {
  audit(): number {
    return 1;
  }
}

const point = text<{ x: number; y: string | null }>('SELECT x, y FROM point');

export async function rowsHaveTheTypeOfTheText(): Promise<void> {
  const row = await session.execute(point, { y: 6 }).one();
  same<typeof row.x, number>();
  same<typeof row.y, string | null>();
  for await (const streamed of session.stream(point)) same<typeof streamed.y, string | null>();
  await session.execute('SELECT 1', {}, { bindArguments: { bind: engine } });
  // @ts-expect-error a string made at run time must go through text()
  await session.execute(madeAtRunTime);
  // @ts-expect-error an engine is not made from a string here
  await session.execute('SELECT 1', {}, { bindArguments: { bind: 'sqlite://' } });
}

export async function aBlockGivesWhatItsCallbackGives(): Promise<void> {
  same<Awaited<ReturnType<typeof block>>, number>();
  const transaction: SessionTransaction = await session.begin();
  void transaction;
  const audited = new Audited(engine);
  const answer = await audited.begin((same) => same.audit());
  same<typeof answer, number>();
}

function block(): Promise<number> {
  return session.begin(async () => 7);
}

export function aSessionIsMadeInManyWays(): void {
  new Session(engine, { autoflush: false, joinTransactionMode: 'create_savepoint' });
  new Session({ bind: engine, binds: new Map([[Audited, engine]]) });
  new Session();
  // @ts-expect-error a URL is no engine
  new Session('sqlite://');
  // @ts-expect-error a misspelled option
  new Session(engine, { expire_on_commit: false });
  // @ts-expect-error no such mode
  new Session(engine, { joinTransactionMode: 'maybe' });
}

export async function aSessionmakerIsCalledOrConstructed(): Promise<void> {
  const SessionLocal = sessionmaker(engine);
  same<typeof SessionLocal, SessionMaker<Session>>();
  await using first = new SessionLocal();
  await using second = SessionLocal({ autoflush: false });
  same<typeof first, Session>();
  same<typeof second, Session>();
  const n = await SessionLocal.begin(async (own) => own.scalar(point));
  same<typeof n, string | number | null>();
  // @ts-expect-error a misspelled option
  sessionmaker({ bnid: engine });
  // @ts-expect-error of one session, too
  SessionLocal({ autoFlush: false });
}

export async function aSessionmakerMakesTheClassItIsGiven(): Promise<void> {
  const AuditedLocal = sessionmaker({ bind: engine, class_: Audited });
  const alike = sessionmaker(engine, { class_: Audited });
  same<typeof alike, typeof AuditedLocal>();
  const number = new AuditedLocal().audit() + AuditedLocal().audit();
  const begun = await AuditedLocal.begin((own) => own.audit());
  same<typeof begun, number>();
  void number;
  // @ts-expect-error Session has no such method
  sessionmaker(engine)().audit();
}

export async function aScopedSessionIsASession(): Promise<void> {
  const scoped = scopedSession(sessionmaker({ bind: engine, class_: Audited }));
  same<ReturnType<typeof scoped>, Audited>();
  await scoped.run(async () => {
    same<ReturnType<typeof scoped.audit>, number>();
    const row = await scoped.execute(point).one();
    same<typeof row.x, number>();
  });
  const plain = scopedSession(sessionmaker(engine));
  same<ReturnType<typeof plain.registry>, Session>();
}

export function listenersAreTyped(): void {
  event.listen(session, 'afterBegin', async (own, transaction, connection) => {
    same<typeof own, Session>();
    same<typeof transaction, SessionTransaction>();
    await connection.execute('SELECT 1');
  });
  event.listen(Session, 'afterCommit', (own) => void own.info);
  const SessionLocal = sessionmaker(engine);
  event.listen(SessionLocal, 'afterRollback', (own) => void own.info);
  // @ts-expect-error no such event
  event.listen(session, 'afterLunch', () => undefined);
}
