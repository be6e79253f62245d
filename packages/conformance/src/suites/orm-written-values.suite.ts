import { declarativeBase, mappedColumn, select, Session, type TypeEngine, types as t } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

type Case = readonly [what: string, type: TypeEngine<unknown>, values: readonly unknown[]];

const cases: readonly Case[] = [
  ['Integer', t.Integer, [1, -(2 ** 31), null, 2 ** 31 - 1, 0, 7]],
  ['BigInteger', t.BigInteger, [5n, 2n ** 53n + 1n, null, -(2n ** 63n), 2n ** 63n - 1n, 0n]],
  ['BigInteger as numbers', t.BigInteger({ mode: 'number' }), [5, 2 ** 53 - 1, null, -(2 ** 53 - 1), 0, 1]],
  ['Double', t.Double, [0.1, 1 / 3, null, 1e300, -2.5, 1e-300]],
  ['Numeric', t.Numeric(30, 10), ['0.1000000000', '12345.1234567891', null, '-1.0000000000', '2.5000000000', '3.0000000000']],
  ['String', t.String(60), ['a', "it's \\ % ? :x", null, '', '🚀 ü 日本語', '007.50']],
  ['Text', t.Text, ['a', 'x'.repeat(60_000), null, '', 'ü'.repeat(300), 'b']],
  ['Boolean', t.Boolean, [true, false, null, true, false, true]],
  [
    'LargeBinary',
    t.LargeBinary,
    [[0, 255, 1], [], null, [39, 92], [1], Array.from({ length: 60_000 }, (_one, index) => index % 256)].map((bytes) =>
      bytes === null ? null : new Uint8Array(bytes),
    ),
  ],
  ['JSON', t.JSON, [{ a: 1 }, [1, 'x', null], null, 'text', { deep: { ü: '🚀' } }, 5]],
  ['Enum', t.Enum('red', 'green', { name: uniqueName('uow_colour') }), ['red', 'green', null, 'red', 'green', 'red']],
  [
    'Uuid',
    t.Uuid,
    [
      '0190d1a4-0000-7000-8000-000000000001',
      '0190d1a4-0000-7000-8000-000000000002',
      null,
      'ffffffff-ffff-4fff-bfff-ffffffffffff',
      '00000000-0000-0000-0000-000000000000',
      '0190d1a4-0000-7000-8000-000000000003',
    ],
  ],
];

/** Values of every type go into the rows of objects, also where one statement updates many. */
export function ormWrittenValues(context: SuiteContext): void {
  const Base = declarativeBase();
  const classes = cases.map(([what, type]) => {
    const name = uniqueName('uow_value');
    return {
      what,
      Row: class extends Base(name, {
        id: mappedColumn(t.Integer, { primaryKey: true }),
        value: mappedColumn(type, { nullable: true }),
      }) {},
    };
  });
  metadataFixture(context, Base.metadata);
  const hasEmptyText = context.where('emptyText', '').length > 0;
  const isText = (value: unknown): boolean => value !== '' || hasEmptyText;

  test.each(classes.map(({ what, Row }, index) => [what, Row, (cases[index]?.[2] ?? []).filter(isText)] as const))(
    '%s: what is inserted and what is updated comes back as it was',
    async (_what, Row, values) => {
      const engine = context.engine();
      await using session = new Session(engine);
      const read = async () => {
        await using other = new Session(engine);
        return (await other.scalars(select(Row).orderBy(Row.c.id)).all()).map(({ value }) => value);
      };
      const rows = values.map((value, index) => new Row({ id: index + 1, value } as never));
      session.addAll(rows);
      await session.commit();
      expect(await read()).toEqual(values);
      for (let turn = 1; turn < values.length; turn++) {
        const turned = values.map((_value, index) => values[(index + turn) % values.length]);
        for (const [index, row] of rows.entries()) (row as { value: unknown }).value = turned[index];
        await session.commit();
        expect(await read()).toEqual(turned);
      }
    },
  );
}
