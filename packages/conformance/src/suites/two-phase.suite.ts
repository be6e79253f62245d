import { type Connection, event, inspect, Session, select, text } from '@aludel/core';
import { expect } from '@jest/globals';
import { sessionModel, Tag } from '../orm-session-model.ts';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

export function twoPhase(context: SuiteContext): void {
  const { open, engine, sentBy } = sessionModel(context);
  const table = Tag.table.name;

  async function names(): Promise<readonly string[]> {
    await using session = open();
    return session.scalars(select(Tag.c.name).orderBy(Tag.c.name)).all();
  }

  const insert = (connection: Connection, name: string) =>
    connection.execute(text(`INSERT INTO ${table} (name) VALUES (:name)`), { name });

  context.when('twoPhase', 'a transaction is prepared and committed', async () => {
    await using connection = await engine().connect();
    const transaction = await connection.beginTwophase();
    await insert(connection, 'prepared');
    await transaction.prepare();
    expect(await names()).toEqual([]);
    await expect(insert(connection, 'late')).rejects.toThrow('This transaction is prepared');
    await transaction.commit();
    expect(await names()).toEqual(['prepared']);
    await insert(connection, 'another transaction');
    await connection.rollback();
    expect(await names()).toEqual(['prepared']);
  });

  context.needing(['twoPhase'], 'it can be rolled back before and after it is prepared, and committed without that', async () => {
    await using connection = await engine().connect();
    const early = await connection.beginTwophase();
    await insert(connection, 'early');
    await early.rollback();
    const late = await connection.beginTwophase();
    await insert(connection, 'late');
    await late.prepare();
    await late.rollback();
    const plain = await connection.beginTwophase();
    await insert(connection, 'plain');
    await plain.commit();
    const empty = await connection.beginTwophase();
    await empty.prepare();
    await empty.commit();
    await (await connection.beginTwophase()).commit();
    expect(await names()).toEqual(['plain']);
    expect(await prepareds(connection, [late.xid, empty.xid])).toEqual([]);
  });

  context.needing(['twoPhase', 'savepoints'], 'savepoints work inside it; an error leaves it to be rolled back', async () => {
    await using connection = await engine().connect();
    const transaction = await connection.beginTwophase();
    await insert(connection, 'kept');
    await connection.beginNested(async () => insert(connection, 'nested'));
    await expect(connection.beginNested(async () => insert(connection, 'kept'))).rejects.toThrow();
    await transaction.prepare();
    await transaction.commit();
    expect(await names()).toEqual(['kept', 'nested']);
    const failing = await connection.beginTwophase();
    await expect(insert(connection, 'kept')).rejects.toThrow();
    await failing.rollback();
    expect(await connection.scalar(text('SELECT 1'))).toBe(1);
  });

  context.needing(['twoPhase'], 'what was prepared outlives its connection, and is found and ended by another', async () => {
    // The server may have other databases, in use by others.
    const xids = [`${uniqueName('xa')} one`, `${uniqueName('xa')} two`];
    for (const xid of xids) {
      await using connection = await engine().connect();
      const transaction = await connection.beginTwophase(xid);
      expect(transaction.xid).toBe(xid);
      await insert(connection, xid.slice(-3));
      await transaction.prepare();
      connection.invalidate();
    }
    await using connection = await engine().connect();
    const prepared = await prepareds(connection, xids);
    expect(prepared).toEqual(xids);
    await patiently(() => connection.commitPrepared(xids[0] as string));
    await patiently(() => connection.rollbackPrepared(xids[1] as string));
    expect(await names()).toEqual(['one']);
    expect(await prepareds(connection, xids)).toEqual([]);
    await expect(connection.commitPrepared(uniqueName('xa'))).rejects.toThrow();
    await expect(connection.beginTwophase("it's")).rejects.toThrow('without quotes');
  });

  // A server takes a moment to notice that a connection is gone.
  async function patiently(end: () => Promise<void>): Promise<void> {
    for (let times = 0; times < 20; times++) {
      try {
        return await end();
      } catch {
        await new Promise((resolve) => void setTimeout(resolve, 50));
      }
    }
    return end();
  }

  async function prepareds(connection: Connection, among: readonly string[]): Promise<readonly string[]> {
    return (await connection.recoverTwophase()).filter((xid) => among.includes(xid)).sort();
  }

  context.needing(['twoPhase'], 'the engine tells its listeners of both phases', async () => {
    const heard = engine();
    const told: string[] = [];
    const phases = [
      'beginTwophase',
      'prepareTwophase',
      'commitTwophase',
      'rollbackTwophase',
      'begin',
      'commit',
      'rollback',
    ] as const;
    for (const phase of phases) event.listen(heard, phase, () => void told.push(phase));
    await using connection = await heard.connect();
    for (const end of ['commit', 'rollback'] as const) {
      const transaction = await connection.beginTwophase();
      await insert(connection, end);
      await transaction.prepare();
      await transaction[end]();
    }
    expect(told).toEqual([
      'beginTwophase',
      'prepareTwophase',
      'commitTwophase',
      'beginTwophase',
      'prepareTwophase',
      'rollbackTwophase',
    ]);
  });

  context.needing(['twoPhase', 'concurrentTransactions'], 'a session commits all its databases in two phases', async () => {
    const [one, other] = [engine(), engine()];
    await using session = new Session(one, { twophase: true });
    const sent = [sentBy(one), sentBy(other)];
    session.add(new Tag({ name: 'a' }));
    await session.execute(text(`INSERT INTO ${table} (name) VALUES ('b')`), null, { bindArguments: { bind: other } });
    await session.commit();
    expect(await names()).toEqual(['a', 'b']);
    expect(sent.map((all) => all.length > 0)).toEqual([true, true]);
    session.add(new Tag({ name: 'c' }));
    await session.flush();
    await session.rollback();
    expect(await names()).toEqual(['a', 'b']);
  });

  context.needing(
    ['twoPhase'],
    'a session that is prepared takes no statements, and can be committed or rolled back',
    async () => {
      await using session = new Session(engine(), { twophase: true });
      const tag = new Tag({ name: 'a' });
      session.add(tag);
      await session.prepare();
      expect(tag.name).toBe('a');
      await expect(session.scalars(select(Tag)).all()).rejects.toThrow("This session is in 'prepared' state");
      await expect(session.beginNested()).rejects.toThrow("This session is in 'prepared' state");
      await session.commit();
      session.add(new Tag({ name: 'b' }));
      await session.prepare();
      await session.rollback();
      expect(await names()).toEqual(['a']);
      expect(inspect(tag).persistent).toBe(true);
      session.add(new Tag({ name: 'c' }));
      await session.prepare();
      await session.close();
      expect(await names()).toEqual(['a']);
    },
  );

  context.needing(['twoPhase'], 'a flush that fails while the session is prepared rolls everything back', async () => {
    await using session = new Session(engine(), { twophase: true });
    session.add(new Tag({ name: 'a' }));
    await session.commit();
    await session.execute(text(`INSERT INTO ${table} (name) VALUES ('b')`));
    session.expungeAll();
    session.add(new Tag({ name: 'a' }));
    await expect(session.commit()).rejects.toThrow();
    await session.rollback();
    expect(await names()).toEqual(['a']);
  });

  context.needing(
    ['twoPhase', 'savepoints'],
    'only the outermost transaction of a session with the option is prepared',
    async () => {
      await using plain = open();
      await plain.begin();
      await expect(plain.prepare()).rejects.toThrow("'twophase' mode not enabled, or not root transaction; can't prepare.");
      await using session = new Session(engine(), { twophase: true });
      const nested = await session.beginNested();
      await expect(nested.prepare()).rejects.toThrow("can't prepare");
      await session.rollback();
    },
  );
}
