import {
  attributeKeyed,
  column,
  declarativeBase,
  foreign,
  foreignKey,
  foreignKeyConstraint,
  keyedBy,
  mappedColumn,
  relationship,
  Table,
  types as t,
} from '@aludel/core';
import { uniqueName } from './metadata-fixture.ts';

/** What the classes of the suite on relationships derive from. */
export const Base = declarativeBase();
const names = {
  person: uniqueName('orr_person'),
  passport: uniqueName('orr_passport'),
  house: uniqueName('orr_house'),
  site: uniqueName('orr_site'),
  machine: uniqueName('orr_machine'),
  label: uniqueName('orr_label'),
  vertex: uniqueName('orr_vertex'),
  edge: uniqueName('orr_edge'),
  folder: uniqueName('orr_folder'),
  book: uniqueName('orr_book'),
  chapter: uniqueName('orr_chapter'),
  word: uniqueName('orr_word'),
  bookWord: uniqueName('orr_book_word'),
  visit: uniqueName('orr_visit'),
  crew: uniqueName('orr_crew'),
  ship: uniqueName('orr_ship'),
  crewShip: uniqueName('orr_crew_ship'),
  berth: uniqueName('orr_berth'),
};
const id = () => mappedColumn(t.Integer, { primaryKey: true });

export class Person extends Base(names.person, {
  id: id(),
  name: mappedColumn(t.String(30)),
  passport: () => relationship(Passport, { backPopulates: 'person', cascade: 'all, delete-orphan', nullable: true }),
  owned: () => relationship([House], { foreignKeys: House.c.ownerId, backPopulates: 'owner' }),
  rented: () => relationship([House], { foreignKeys: House.c.tenantId, backPopulates: 'tenant', collectionClass: Set }),
  visits: () =>
    relationship([Visit], { primaryjoin: Person.c.name.eq(foreign(Visit.c.personName)), lazy: 'writeOnly', orderBy: Visit.c.id }),
}) {}
export class Passport extends Base(names.passport, {
  id: id(),
  number: mappedColumn(t.String(20)),
  personId: mappedColumn('person_id', t.Integer, foreignKey(`${names.person}.id`)),
  person: () => relationship(Person, { backPopulates: 'passport', nullable: true }),
}) {}
export class House extends Base(names.house, {
  id: id(),
  ownerId: mappedColumn('owner_id', t.Integer, foreignKey(`${names.person}.id`), { nullable: true }),
  tenantId: mappedColumn('tenant_id', t.Integer, foreignKey(`${names.person}.id`), { nullable: true }),
  owner: () => relationship(Person, { foreignKeys: House.c.ownerId, backPopulates: 'owned', nullable: true }),
  tenant: () => relationship(Person, { foreignKeys: House.c.tenantId, backPopulates: 'rented', nullable: true }),
}) {}
export class Visit extends Base(names.visit, {
  id: id(),
  personName: mappedColumn('person_name', t.String(30), { nullable: true }),
  page: mappedColumn(t.String(30)),
}) {}

export class Site extends Base(names.site, {
  country: mappedColumn(t.String(2), { primaryKey: true }),
  number: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  code: mappedColumn(t.String(10), { unique: true }),
  machines: () => relationship([Machine], { backPopulates: 'site' }),
  labels: () => relationship([Label], { backPopulates: 'site' }),
}) {}
export class Machine extends Base(
  names.machine,
  {
    id: id(),
    siteNumber: mappedColumn(t.Integer, { nullable: true }),
    siteCountry: mappedColumn(t.String(2), { nullable: true }),
    site: () => relationship(Site, { backPopulates: 'machines', nullable: true }),
  },
  { tableArgs: [foreignKeyConstraint(['siteCountry', 'siteNumber'], [`${names.site}.country`, `${names.site}.number`])] },
) {}
export class Label extends Base(names.label, {
  id: id(),
  siteCode: mappedColumn(t.String(10), foreignKey(`${names.site}.code`), { nullable: true }),
  site: () => relationship(Site, { backPopulates: 'labels', nullable: true }),
}) {}

const edge = new Table(names.edge, Base.metadata, {
  leftId: column(t.Integer, foreignKey(`${names.vertex}.id`), { primaryKey: true }),
  rightId: column(t.Integer, foreignKey(`${names.vertex}.id`), { primaryKey: true }),
});
export class Vertex extends Base(names.vertex, {
  id: id(),
  name: mappedColumn(t.String(10)),
  next: () => relationship([Vertex], { secondary: edge, foreignKeys: edge.c.leftId, backPopulates: 'previous' }),
  previous: () => relationship([Vertex], { secondary: edge, backPopulates: 'next' }),
}) {}
export class Folder extends Base(names.folder, {
  id: id(),
  name: mappedColumn(t.String(10)),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${names.folder}.id`), { nullable: true }),
  children: () => relationship([Folder], { backPopulates: 'parent', cascade: 'all, delete-orphan', orderBy: Folder.c.name }),
  parent: () => relationship(Folder, { backPopulates: 'children', nullable: true }),
}) {}

export class Book extends Base(names.book, {
  id: id(),
  chapters: () =>
    relationship([Chapter], {
      collectionClass: keyedBy((chapter: Chapter) => chapter.number),
      cascade: 'all, delete-orphan',
      backPopulates: 'book',
    }),
  words: () => relationship([BookWord], { cascade: 'all, delete-orphan', backPopulates: 'book' }),
  known: () => relationship([Word], { secondary: BookWord.table, viewonly: true, collectionClass: attributeKeyed('text') }),
}) {}
export class Chapter extends Base(names.chapter, {
  id: id(),
  number: mappedColumn(t.Integer),
  bookId: mappedColumn('book_id', t.Integer, foreignKey(`${names.book}.id`)),
  book: () => relationship(Book, { backPopulates: 'chapters', nullable: true }),
}) {}
export class BookWord extends Base(names.bookWord, {
  bookId: mappedColumn('book_id', t.Integer, foreignKey(`${names.book}.id`), { primaryKey: true }),
  wordId: mappedColumn('word_id', t.Integer, foreignKey(`${names.word}.id`), { primaryKey: true }),
  count: mappedColumn(t.Integer),
  book: () => relationship(Book, { backPopulates: 'words', nullable: true }),
  word: () => relationship(Word),
}) {}
export class Word extends Base(names.word, { id: id(), text: mappedColumn(t.String(20)) }) {}

const betweenShipAndCrew = (name: string) =>
  new Table(
    name,
    Base.metadata,
    {
      port: column(t.String(5), { primaryKey: true }),
      shipNumber: column(t.Integer, { primaryKey: true }),
      crewId: column(t.Integer, foreignKey(`${names.crew}.id`), { primaryKey: true }),
    },
    [foreignKeyConstraint(['port', 'shipNumber'], [`${names.ship}.port`, `${names.ship}.number`])],
  );
export const crewShip = betweenShipAndCrew(names.crewShip);
export const berth = betweenShipAndCrew(names.berth);
export class Ship extends Base(names.ship, {
  port: mappedColumn(t.String(5), { primaryKey: true }),
  number: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  crew: () =>
    relationship([Sailor], {
      secondary: crewShip,
      backPopulates: 'ships',
      cascade: 'all, delete-orphan',
      singleParent: true,
      collectionClass: Set,
    }),
  captain: () =>
    relationship(Sailor, {
      secondary: crewShip,
      secondaryjoin: Sailor.c.id.eq(crewShip.c.crewId).and(Sailor.c.rank.eq('captain')),
      viewonly: true,
      nullable: true,
    }),
}) {}
export class Sailor extends Base(names.crew, {
  id: id(),
  rank: mappedColumn(t.String(10)),
  ships: () => relationship([Ship], { secondary: crewShip, backPopulates: 'crew' }),
  ship: () => relationship(Ship, { secondary: berth, nullable: true }),
}) {}
