import { describe, expect, test } from '@jest/globals';
import { column, MetaData, select, Table, types as t, update } from '../../src/index.ts';

const metadata = new MetaData();
const here = new Table('item', metadata, { id: column(t.Integer, { primaryKey: true }), size: column(t.Integer) });
const there = new Table('item', metadata, { id: column(t.Integer, { primaryKey: true }) }, { schema: 'other' });

describe('tables of the same name, one of them in a schema', () => {
  test('the one in the schema gets an alias beside the other', () => {
    expect(String(select(here.c.id, there.c.id).join(there, here.c.id.eq(there.c.id)))).toBe(
      'SELECT item.id, item_1.id AS id_1 \nFROM item JOIN other.item AS item_1 ON item.id = item_1.id',
    );
  });

  test('inside a subquery about the other, and beside an alias of its own', () => {
    const inner = select(there.c.id).where(there.c.id.eq(here.c.id)).scalarSubquery();
    expect(String(select(here.c.id).where(here.c.id.eq(inner)))).toBe(
      'SELECT item.id \nFROM item \nWHERE item.id = (SELECT item_1.id \nFROM other.item AS item_1 \nWHERE item_1.id = item.id)',
    );
    const alias = there.alias('a');
    expect(String(select(here.c.id, there.c.id, alias.c.id).where(there.c.id.eq(alias.c.id)))).toBe(
      'SELECT item.id, item_1.id AS id_1, a.id AS id_2 \nFROM item, other.item AS item_1, other.item AS a \nWHERE item_1.id = a.id',
    );
  });

  test('alone it has its own name; inside an update of the other an alias', () => {
    expect(String(select(there.c.id))).toBe('SELECT other.item.id \nFROM other.item');
    expect(
      String(
        update(here)
          .where(here.c.id.in(select(there.c.id)))
          .values({ size: 1 }),
      ),
    ).toContain('IN (SELECT item_1.id \nFROM other.item AS item_1)');
  });
});
