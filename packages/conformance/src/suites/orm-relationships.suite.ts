import { Session, select, selectinload } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture } from '../metadata-fixture.ts';
import {
  Base,
  Person,
  Passport,
  House,
  Visit,
  Site,
  Machine,
  Label,
  Vertex,
  Folder,
  Book,
  Chapter,
  BookWord,
  Word,
  crewShip,
  berth,
  Ship,
  Sailor,
} from '../orm-relationship-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Relationships of all shapes, as they are written and read. */
export function ormRelationships(context: SuiteContext): void {
  metadataFixture(context, Base.metadata);
  const open = () => new Session(context.engine());

  /** Saves objects, and reads with a session that knows nothing of them. */
  async function saved<T>(objects: readonly object[], read: (session: Session) => Promise<T>): Promise<T> {
    await using session = open();
    session.addAll(objects);
    await session.commit();
    await using other = open();
    return await read(other);
  }

  describe('one-to-one', () => {
    test('is written from either side, and replaced', async () => {
      await using session = open();
      const [a, b] = [new Person({ name: 'a' }), new Person({ name: 'b' })];
      a.passport = new Passport({ number: 'one' });
      const other = new Passport({ number: 'two', person: b });
      session.addAll([a, b, other]);
      await session.commit();
      expect([a.passport?.personId, b.passport === other]).toEqual([a.id, true]);
      a.passport = null;
      await session.commit();
      expect((await session.scalars(select(Passport)).all()).map(({ number }) => number)).toEqual(['two']);
      a.passport = other;
      expect(b.passport).toBeNull();
      await session.commit();
      await using again = open();
      const read = await again.scalars(select(Person).options(selectinload(Person.c.passport)).orderBy(Person.c.name)).all();
      expect(read.map(({ passport }) => passport?.number ?? null)).toEqual(['two', null]);
    });
  });

  describe('several foreign keys to one class', () => {
    test('are told apart by foreignKeys', async () => {
      const house = new House({});
      const [owner, tenant] = [
        new Person({ name: 'owner', owned: [house] }),
        new Person({ name: 'tenant', rented: new Set([house]) }),
      ];
      const read = await saved([owner, tenant], (session) =>
        session
          .scalars(select(Person).options(selectinload(Person.c.owned), selectinload(Person.c.rented)).orderBy(Person.c.name))
          .all(),
      );
      expect(read.map(({ owned, rented }) => [owned.length, rented.size])).toEqual([
        [1, 0],
        [0, 1],
      ]);
      // Objects of one-to-many know the one that they were loaded for.
      expect([read[0]?.owned[0]?.owner, read[0]?.owned[0]?.tenant]).toEqual([read[0], read[1]]);
    });
  });

  describe('keys', () => {
    test('of several columns, and unique ones, are carried along', async () => {
      const site = new Site({ country: 'ch', number: 7, code: 'zrh' });
      site.machines.push(new Machine({}));
      const label = new Label({ site });
      const [machine, read] = await saved([site, label], async (session) => [
        await session.scalars(select(Machine).options(selectinload(Machine.c.site))).one(),
        await session.scalars(select(Label).options(selectinload(Label.c.site))).one(),
      ]);
      expect([machine.siteCountry, machine.siteNumber, read.siteCode]).toEqual(['ch', 7, 'zrh']);
      expect(machine.site).toBe(read.site);
    });
  });

  describe('a class that refers to itself', () => {
    test('by a table between is written and read in both directions', async () => {
      const [a, b, c] = ['a', 'b', 'c'].map((name) => new Vertex({ name })) as [Vertex, Vertex, Vertex];
      a.next.push(b, c);
      c.previous.push(b);
      const read = await saved([a], (session) =>
        session
          .scalars(select(Vertex).options(selectinload(Vertex.c.next), selectinload(Vertex.c.previous)).orderBy(Vertex.c.name))
          .all(),
      );
      const named = (list: readonly Vertex[]) => list.map(({ name }) => name).sort();
      expect(read.map(({ next, previous }) => [named(next), named(previous)])).toEqual([
        [['b', 'c'], []],
        [['c'], ['a']],
        [[], ['a', 'b']],
      ]);
    });

    test('as a tree is written from the top, read in order, moved and cut', async () => {
      await using session = open();
      const leaf = new Folder({ name: 'leaf' });
      const root = new Folder({
        name: 'root',
        children: [new Folder({ name: 'b', children: [leaf] }), new Folder({ name: 'a' })],
      });
      session.add(root);
      await session.commit();
      session.expungeAll();
      const read = await session.scalars(select(Folder).where(Folder.c.name.eq('root'))).one();
      const children = await session.load(read, 'children');
      expect(children.map(({ name }) => name)).toEqual(['a', 'b']);
      expect(children[0]?.parent).toBe(read);
      const [a, b] = children as [Folder, Folder];
      await session.load([a, b], 'children');
      a.children.push(b.children[0] as Folder);
      read.children.splice(read.children.indexOf(b), 1);
      await session.commit();
      const rows = await session.execute(select(Folder.c.name, Folder.c.parentId).orderBy(Folder.c.name)).all();
      expect(rows.map(([name, parentId]) => [name, parentId === null ? null : parentId === a.id ? 'a' : 'root'])).toEqual([
        ['a', 'root'],
        ['leaf', 'a'],
        ['root', null],
      ]);
    });
  });

  describe('collections', () => {
    test('in a Map are found by their keys, and written from it', async () => {
      await using session = open();
      const book = new Book({});
      book.chapters.set(1, new Chapter({ number: 1 }));
      const second = new Chapter({ number: 2, book });
      expect(book.chapters.get(2)).toBe(second);
      session.add(book);
      await session.commit();
      session.expungeAll();
      const read = await session.scalars(select(Book).options(selectinload(Book.c.chapters))).one();
      expect([...read.chapters.keys()].sort()).toEqual([1, 2]);
      read.chapters.delete(1);
      read.chapters.set(3, new Chapter({ number: 3 }));
      await session.commit();
      expect(await session.scalars(select(Chapter.c.number).orderBy(Chapter.c.number)).all()).toEqual([2, 3]);
    });

    test('of association objects have what stands between, which can be passed over to read', async () => {
      const book = new Book({ words: [] });
      for (const [index, text] of ['red', 'blue'].entries())
        book.words.push(new BookWord({ count: index + 1, word: new Word({ text }) }));
      const read = await saved([book], (session) => session.scalars(select(Book).options(selectinload(Book.c.known))).one());
      expect([...read.known.keys()].sort()).toEqual(['blue', 'red']);
    });

    test('that are write-only are never loaded, and found by statements', async () => {
      await using session = open();
      const person = new Person({ name: 'sandy' });
      person.visits.addAll([new Visit({ page: 'a' }), new Visit({ page: 'b' })]);
      session.add(person);
      await session.commit();
      const read = await session.scalars(person.visits.select()).all();
      expect(read.map(({ page, personName }) => [page, personName])).toEqual([
        ['a', 'sandy'],
        ['b', 'sandy'],
      ]);
      person.visits.remove(read[0] as Visit);
      person.visits.add(new Visit({ page: 'c' }));
      await session.commit();
      const left = await session.scalars(person.visits.select().where(Visit.c.page.ne('x'))).all();
      expect(left.map(({ page }) => page)).toEqual(['b', 'c']);
      expect(await session.scalars(select(Visit.c.personName).where(Visit.c.page.eq('a'))).one()).toBeNull();
      await session.execute(person.visits.insert(), [{ page: 'd' }, { page: 'e' }]);
      await session.execute(person.visits.update().values({ page: 'changed' }).where(Visit.c.page.eq('d')));
      await session.execute(person.visits.delete_().where(Visit.c.page.eq('e')));
      const pages = await session.scalars(person.visits.select()).all();
      expect(pages.map(({ page }) => page)).toEqual(['b', 'c', 'changed']);
    });
  });

  describe('in memory and in the database', () => {
    test('a collection that is not loaded takes what the other side says, and loads it with the rest', async () => {
      await using session = open();
      const root = new Folder({ name: 'root', children: [new Folder({ name: 'old' })] });
      session.add(root);
      await session.commit();
      session.expungeAll();
      const read = await session.scalars(select(Folder).where(Folder.c.name.eq('root'))).one();
      const added = new Folder({ name: 'new', parent: read });
      session.add(added);
      const loaded = await session.noAutoflush(() => session.load(read, 'children'));
      expect(loaded.map(({ name }) => name)).toEqual(['old', 'new']);
      await session.commit();
      session.expungeAll();
      const again = await session.scalars(select(Folder).where(Folder.c.name.eq('root'))).one();
      expect((await session.load(again, 'children')).map(({ name }) => name)).toEqual(['new', 'old']);
    });
  });

  describe('many-to-many', () => {
    const sailor = (rank: string) => new Sailor({ rank });
    const ship = (number: number, ...crew: Sailor[]) => new Ship({ port: 'basel', number, crew: new Set(crew) });

    test('by keys of several columns has rows between, and a viewonly one with a condition writes none', async () => {
      const [captain, mate] = [sailor('captain'), sailor('mate')];
      const one = ship(1, captain, mate);
      one.captain = mate;
      const [read, rows] = await saved([one], async (session) => [
        await session.scalars(select(Ship).options(selectinload(Ship.c.crew), selectinload(Ship.c.captain))).one(),
        await session.execute(select(crewShip)).all(),
      ]);
      expect([...read.crew].map(({ rank }) => rank).sort()).toEqual(['captain', 'mate']);
      expect(read.captain?.rank).toBe('captain');
      expect(rows).toHaveLength(2);
    });

    test('with singleParent deletes orphans, refuses a second parent, and moves by the other side', async () => {
      await using session = open();
      const [one, two] = [ship(1, sailor('captain'), sailor('mate')), ship(2)];
      session.addAll([one, two]);
      await session.commit();
      const [captain, mate] = [...one.crew] as [Sailor, Sailor];
      expect(() => two.crew.add(captain)).toThrow('is only allowed a single parent');
      one.crew.delete(mate);
      captain.ships = [two];
      await session.commit();
      expect((await session.scalars(select(Sailor)).all()).map(({ rank }) => rank)).toEqual(['captain']);
      const rows = await session.execute(select(crewShip.c.shipNumber, crewShip.c.crewId)).all();
      expect(rows.map((row) => [...row])).toEqual([[2, captain.id]]);
    });

    test('of one object is a scalar', async () => {
      await using session = open();
      const [one, two] = [ship(1), ship(2)];
      const alone = sailor('mate');
      alone.ship = one;
      session.addAll([one, two, alone]);
      await session.commit();
      alone.ship = two;
      await session.commit();
      session.expungeAll();
      const read = await session.scalars(select(Sailor)).one();
      expect((await session.load(read, 'ship'))?.number).toBe(2);
      read.ship = null;
      await session.commit();
      expect(await session.execute(select(berth)).all()).toEqual([]);
    });
  });

  describe('cascades in memory', () => {
    test('a pending object that is taken out again is never saved, one that was never in is', async () => {
      await using session = open();
      const root = new Folder({ name: 'root' });
      const gone = new Folder({ name: 'gone' });
      session.add(root);
      root.children.push(gone);
      root.children.pop();
      session.add(new Folder({ name: 'alone' }));
      await session.commit();
      expect(await session.scalars(select(Folder.c.name).orderBy(Folder.c.name)).all()).toEqual(['alone', 'root']);
    });

    test('setting the other side saves nothing by itself', async () => {
      await using session = open();
      const person = new Person({ name: 'sandy' });
      session.add(person);
      await session.commit();
      const passport = new Passport({ number: '1', person });
      expect(person.passport).toBe(passport);
      expect(session.has(passport)).toBe(false);
      await session.load(person, 'owned');
      const house = new House({ owner: person });
      expect(session.has(house)).toBe(false);
      session.add(house);
      session.add(passport);
      await session.commit();
      expect([house.ownerId, passport.personId]).toEqual([person.id, person.id]);
    });
  });
}
