import { column, MetaData, select, Table, types as t } from '@aludel/core';
import type { Race, Rival } from '../harness/race.ts';

/** Twenty thousand rows of twelve columns, each with a type: ours by `select()`, the hand's converted by hand. */
export const typedRows: Race = {
  name: 'typed-rows',
  title: 'select 20,000 rows of 12 typed columns, read every column',
  size: 20_000,
  setUp: createItems,
  tables: ['item'],
  isReading: true,
  rivals: [byHand()],
  async ours({ client, prefix }) {
    const item = itemSchema(prefix);
    const connection = await client.connect();
    return {
      async run(operations) {
        let sum = 0;
        for (let i = 0; i < operations; i++) for (const row of await connection.execute(select(item)).all()) sum += digest(row);
        return sum;
      },
      close: () => connection.close(),
    };
  },
};

interface Item {
  readonly id: number;
  readonly groupId: number;
  readonly total: bigint;
  readonly price: string;
  readonly ratio: number;
  readonly isActive: boolean;
  readonly name: string;
  readonly note: string | null;
  readonly day: string;
  readonly changedAt: Date;
  readonly data: unknown;
  readonly size: number;
}

function itemSchema(prefix: string) {
  return new Table(`${prefix}item`, new MetaData(), {
    id: column(t.Integer, { primaryKey: true }),
    groupId: column('group_id', t.Integer),
    total: column(t.BigInteger),
    price: column(t.Numeric(10, 2)),
    ratio: column(t.Double),
    isActive: column('is_active', t.Boolean),
    name: column(t.String(40)),
    note: column(t.String(40), { nullable: true }),
    day: column(t.Date),
    changedAt: column('changed_at', t.DateTime),
    data: column(t.JSON),
    size: column(t.SmallInteger),
  });
}

const definition =
  'id INTEGER NOT NULL PRIMARY KEY, group_id INTEGER NOT NULL, total BIGINT NOT NULL, price NUMERIC(10, 2) NOT NULL, ratio DOUBLE PRECISION NOT NULL, is_active BOOLEAN NOT NULL, name VARCHAR(40) NOT NULL, note VARCHAR(40), day DATE NOT NULL, changed_at TIMESTAMP NOT NULL, data JSON NOT NULL, size SMALLINT NOT NULL';

function createItems(prefix: string, count: number): readonly string[] {
  const statements = [`CREATE TABLE ${prefix}item (${definition})`];
  for (let start = 0; start < count; start += 500) {
    const rows = Array.from({ length: Math.min(500, count - start) }, (_, index) => itemValues(start + index + 1));
    statements.push(`INSERT INTO ${prefix}item VALUES ${rows.join(', ')}`);
  }
  return statements;
}

function itemValues(id: number): string {
  const day = `20${10 + (id % 15)}-0${1 + (id % 9)}-1${id % 10}`;
  const note = id % 3 === 0 ? 'NULL' : `'note ${id}'`;
  return `(${id}, ${id % 100}, ${id * 1_000_003}, ${id}.25, ${id / 8}, ${id % 2 === 0}, 'Item number ${id}', ${note}, '${day}', '${day} 12:30:0${id % 10}', '{"n": ${id}}', ${id % 1000})`;
}

/** Rows as objects of the driver, with its own conversions where it has them; the rest converted by hand to the same values. */
function byHand(): Rival {
  return {
    label: 'converted by hand',
    bars: { sqlite: 1.3, postgresql: 1.1, mariadb: 1.2, mysql: 1.2 },
    sqlite({ client, prefix }) {
      const statement = client.prepare<[], RawItem>(selectItems(prefix));
      return reading(() => statement.all(), fromText);
    },
    postgresql({ client: { client }, prefix }) {
      const query = { name: `${prefix}items`, text: selectItems(prefix) };
      return reading(async () => (await client.query<RawItem>(query)).rows, fromDriver);
    },
    mysql({ client: { connection }, prefix }) {
      return reading(async () => (await connection.execute(selectItems(prefix, '`')))[0] as unknown as RawItem[], fromDriver);
    },
  };
}

type RawItem = { readonly [K in keyof Item]: unknown };

function reading(all: () => RawItem[] | Promise<RawItem[]>, convert: (item: RawItem) => Item) {
  return {
    async run(operations: number) {
      let sum = 0;
      for (let i = 0; i < operations; i++) for (const item of await all()) sum += digestHandwritten(convert(item));
      return sum;
    },
  };
}

function fromText(item: RawItem): Item {
  return {
    ...(item as Item),
    total: BigInt(item.total as number),
    price: (item.price as number).toFixed(2),
    isActive: item.isActive === 1,
    changedAt: new Date(`${item.changedAt}Z`),
    data: JSON.parse(item.data as string),
  };
}

function fromDriver(item: RawItem): Item {
  return {
    ...(item as Item),
    total: BigInt(item.total as string),
    isActive: Boolean(item.isActive),
    data: typeof item.data === 'string' ? JSON.parse(item.data) : item.data,
  };
}

/** The time zone of the process would be in the days that a driver makes: only whether there is one counts. */
function digest(item: Item): number {
  const { id, groupId, total, price, ratio, isActive, name, note, day, changedAt, data, size } = item;
  const parts = id + groupId + Number(total) + price.length + ratio + (isActive ? 1 : 0) + name.length + (note?.length ?? 0);
  return parts + (day === null ? 0 : 1) + (changedAt === null ? 0 : 1) + (data as { readonly n: number }).n + size;
}

/** A copy, for objects of another kind. */
function digestHandwritten(item: Item): number {
  const { id, groupId, total, price, ratio, isActive, name, note, day, changedAt, data, size } = item;
  const parts = id + groupId + Number(total) + price.length + ratio + (isActive ? 1 : 0) + name.length + (note?.length ?? 0);
  return parts + (day === null ? 0 : 1) + (changedAt === null ? 0 : 1) + (data as { readonly n: number }).n + size;
}

function selectItems(prefix: string, quote = '"'): string {
  const named = (column: string, name: string) => `${column} AS ${quote}${name}${quote}`;
  const columns = `id, ${named('group_id', 'groupId')}, total, price, ratio, ${named('is_active', 'isActive')}, name, note, day, ${named('changed_at', 'changedAt')}, data, size`;
  return `SELECT ${columns} FROM ${prefix}item`;
}
