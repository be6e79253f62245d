import { describe, expect, test } from '@jest/globals';
import { type ClauseElement, column, MetaData, Table, types as t } from '../../src/index.ts';

class Celsius extends t.TypeDecorator<{ degrees: number }, number> {
  readonly impl = t.Float;
  override readonly cacheOk = true;

  override processBindParam({ degrees }: { degrees: number }): number {
    return degrees;
  }
}

const table = new Table('t', new MetaData(), {
  price: column(t.Numeric(10, 2)),
  whole: column(t.Integer),
  state: column(t.Enum('draft', 'done')),
  at: column(t.DateTime({ precision: 0 })),
  heat: column(new Celsius()),
  span: column(t.Interval),
  document: column(t.JSON<{ a: number }>()),
  name: column(t.String(3)),
});

function boundType(clause: ClauseElement): string {
  const { node } = clause as unknown as { readonly node: { readonly right: { readonly type: unknown } } };
  return String(node.right.type);
}

describe('a value beside an expression', () => {
  test('has its type, without the limits that a column has', () => {
    expect(boundType(table.c.price.lt('19.999'))).toBe('Numeric()');
    expect(boundType(table.c.price.in(['19.999']))).toBe('Numeric()');
    expect(boundType(table.c.at.lt(new Date(1)))).toBe('DateTime()');
    expect(boundType(table.c.heat.eq({ degrees: 1 }))).toBe('Celsius()');
    expect(boundType(table.c.span.gt(1n))).toBe('Interval()');
    expect(boundType(table.c.document.eq({ a: 1 }))).toBe('JSON()');
  });

  test('has its own where the other does not fit', () => {
    expect(boundType(table.c.whole.lt(1.5))).toBe('Float()');
    expect(boundType(table.c.state.eq('done'))).toBe("Enum('draft', 'done')");
    expect(boundType(table.c.state.like('d%'))).toBe('String()');
  });

  test('is no object where the type does not take them', () => {
    expect(() => table.c.name.eq({} as never)).toThrow('no SQL value');
    expect(() => table.c.span.eq({ days: 1 } as never)).toThrow('no SQL value');
    expect(() => table.c.whole.eq([1] as never)).toThrow('no SQL value');
  });
});
