import { bindparam, sql, type TextClause, text, types as t } from '@aludel/core';

declare function expectType<T>(value: T): void;
declare function rowOf<N, T extends readonly unknown[]>(clause: TextClause<N, T>): N;

// A row of which nothing was said has values that are unknown.
expectType<unknown>(rowOf(text('SELECT 1'))['x']);

expectType<{ x: number }>(rowOf(text<{ x: number }>('SELECT x FROM t')));
expectType<{ x: number }>(rowOf(sql<{ x: number }>`SELECT x FROM t WHERE y > ${2}`));

const typed = text('SELECT x, y, z FROM t').columns({ x: t.Integer, y: t.String(30), z: t.nullable(t.Numeric) });
expectType<{ readonly x: number; readonly y: string; readonly z: string | null }>(rowOf(typed));
expectType<{ readonly x: number }>(rowOf(typed.bindparams({ a: 1 }).executionOptions({ yieldPer: 100 })));

const placed = text('SELECT count(*), max(name) FROM t').columns([
  ['count', t.Integer],
  ['last', t.nullable(t.String)],
]);
expectType<{ readonly count: number; readonly last: string | null }>(rowOf(placed));

text(':ids').bindparams(bindparam('ids', { value: [1, 2], expanding: true, type: t.Integer }));
export const joined: TextClause = sql.join([1, sql`x`], sql` AND `);

// @ts-expect-error a column that was typed as a number is no text
expectType<{ readonly x: string }>(rowOf(typed));
// @ts-expect-error a column that was not described is not there
rowOf(typed).w;
// @ts-expect-error columns are described by types, not by their names
text('SELECT x').columns({ x: 'Integer' });
// @ts-expect-error the value of a parameter is one of its type
bindparam('x', { value: 'five', type: t.Integer });
// @ts-expect-error one statement has no isolation level of its own
text('SELECT 1').executionOptions({ isolationLevel: 'SERIALIZABLE' });
// @ts-expect-error text() takes SQL, and the values come later
text('SELECT ?', [1]);
// @ts-expect-error a separator is SQL, so it is written as such
sql.join([1, 2], ' OR ');
// @ts-expect-error a text cannot be changed
text('SELECT 1').text = 'SELECT 2';
