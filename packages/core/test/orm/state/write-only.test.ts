import { describe, expect, test } from '@jest/globals';
import {
  column,
  declarativeBase,
  foreignKey,
  mappedColumn,
  relationship,
  selectinload,
  Table,
  types as t,
  WriteOnlyCollection,
} from '../../../src/index.ts';
import { mapperOf } from '../../../src/orm/mapping/mapper-of.ts';
import type { Mapper } from '../../../src/orm/mapping/mapper.ts';
import { cascaded } from '../../../src/orm/state/cascade-walk.ts';
import { findState, type InstanceState } from '../../../src/orm/state/instance-state.ts';
import { ObjectStore } from '../../../src/orm/state/object-store.ts';

const Base = declarativeBase();
const id = () => mappedColumn(t.Integer, { primaryKey: true });
const reading = new Table('reading', Base.metadata, {
  accountId: column(t.Integer, foreignKey('account.id')),
  bookId: column(t.Integer, foreignKey('book.id')),
});

class Account extends Base('account', {
  id: id(),
  transfers: () =>
    relationship([Transfer], {
      lazy: 'writeOnly',
      backPopulates: 'account',
      cascade: 'all, delete-orphan',
      orderBy: Transfer.c.id,
    }),
  books: () => relationship([Book], { lazy: 'writeOnly', secondary: reading }),
}) {}
class Transfer extends Base('transfer', {
  id: id(),
  amount: mappedColumn(t.Integer),
  accountId: mappedColumn('account_id', t.Integer, foreignKey('account.id')),
  account: () => relationship(Account, { backPopulates: 'transfers', nullable: true }),
}) {}
class Book extends Base('book', { id: id() }) {}

const stateOf = (object: object): InstanceState => findState(object) as InstanceState;
const slot = () => (mapperOf(Account) as Mapper).requireProperty('transfers').slot;

function persisted<T extends object>(store: ObjectStore, object: T, key: number): T {
  const state = stateOf(object);
  store.add(object);
  state.values[0] = key;
  store.persist(state, key);
  state.committed();
  return object;
}

describe('a write-only collection', () => {
  test('is one object, and cannot be read through', () => {
    const account = new Account({});
    expect(account.transfers).toBeInstanceOf(WriteOnlyCollection);
    expect(account.transfers).toBe(account.transfers);
    expect(() => [...(account.transfers as unknown as Iterable<unknown>)]).toThrow(
      new TypeError(
        'Account.transfers is write-only, and is not iterated: session.scalars(object.transfers.select()) gives its objects.',
      ),
    );
  });

  test('keeps both sides equal, and its objects are saved with it', () => {
    const store = new ObjectStore();
    const account = new Account({});
    const [before, after] = [new Transfer({ amount: 1 }), new Transfer({ amount: 2 })];
    account.transfers.add(before);
    store.add(account);
    account.transfers.addAll([after]);
    expect([before, after].map((one) => [one.account === account, stateOf(one).kind])).toEqual([
      [true, 'pending'],
      [true, 'pending'],
    ]);
    account.transfers.remove(before);
    expect([before.account, stateOf(before).kind]).toEqual([null, 'transient']);
    expect(cascaded(stateOf(account), 'saveUpdate').map(({ object }) => object)).toEqual([account, after]);
  });

  test('of an object with a row keeps what is to be added and removed', () => {
    const store = new ObjectStore();
    const account = persisted(store, new Account({}), 7);
    const [old, fresh] = [persisted(store, new Transfer({ amount: 1 }), 1), new Transfer({ amount: 2 })];
    account.transfers.add(fresh);
    account.transfers.remove(old);
    expect(stateOf(account).pending?.get(slot())).toEqual(
      new Map([
        [fresh, true],
        [old, false],
      ]),
    );
    expect(store.modified.has(stateOf(account))).toBe(true);
    fresh.account = null;
    expect(stateOf(account).pending?.get(slot())).toEqual(new Map([[old, false]]));
    expect(() => ((account as { transfers: unknown }).transfers = [])).toThrow(
      "The write-only collection Account.transfers can't be replaced, since it is never loaded. Use add(), addAll() and remove() on it.",
    );
  });

  test('takes what a new object is made with', () => {
    const transfer = new Transfer({ amount: 1 });
    const account = new Account({ transfers: [transfer] as never });
    expect(transfer.account).toBe(account);
  });

  test('makes statements for its objects', () => {
    const account = persisted(new ObjectStore(), new Account({}), 7);
    expect(String(account.transfers.select().where(Transfer.c.amount.gt(5)))).toBe(
      'SELECT transfer.id, transfer.amount, transfer.account_id \nFROM transfer \nWHERE :id_1 = transfer.account_id AND transfer.amount > :amount_1 ORDER BY transfer.id',
    );
    expect(account.transfers.select().compile().params).toMatchObject({ id_1: 7 });
    expect(String(account.transfers.update().values({ amount: 0 }))).toBe(
      'UPDATE transfer SET amount=:amount WHERE :id_1 = transfer.account_id',
    );
    expect(String(account.transfers.delete_())).toBe('DELETE FROM transfer WHERE :id_1 = transfer.account_id');
    expect(String(account.transfers.insert().values({ amount: 3 }))).toBe(
      'INSERT INTO transfer (amount, account_id) VALUES (:amount, :accountId)',
    );
  });

  test('makes statements through the table between', () => {
    const account = persisted(new ObjectStore(), new Account({}), 7);
    expect(String(account.books.select())).toBe(
      'SELECT book.id \nFROM book, reading \nWHERE :id_1 = reading."accountId" AND book.id = reading."bookId"',
    );
    expect(String(account.books.delete_())).toBe(
      'DELETE FROM book WHERE EXISTS (SELECT * \nFROM reading \nWHERE :id_1 = reading."accountId" AND book.id = reading."bookId")',
    );
    expect(() => account.books.insert()).toThrow(
      'insert() of a write-only collection is for one-to-many; Account.books is many-to-many.',
    );
  });

  test('is not loaded by loader options', () => {
    expect(() => selectinload(Account.c.transfers as never)).toThrow(
      'Account.transfers is write-only: it is never loaded as a whole. Ask for some of it: await session.scalars(object.transfers.select()).',
    );
  });

  test('of an object without a row has no statements', () => {
    expect(() => new Account({}).transfers.select()).toThrow(
      'Account.transfers of an object without a row has no rows, so that there are no statements for it. Flush the session first.',
    );
  });
});
