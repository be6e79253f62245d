import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Result } from '../../src/result/result.ts';
import { resultShape } from '../../src/result/result-shape.ts';
import { StreamingResult } from '../../src/result/streaming-result.ts';

/** What a result should do, on a plain array of rows. */
class Model {
  #rows: number[][];
  isClosed = false;
  #isExhausted = false;
  readonly #seesEnd: boolean;

  /** @param seesEnd whether fetching fewer rows than asked for tells that there are no more */
  constructor(rows: number[][], seesEnd: boolean) {
    this.#rows = [...rows];
    this.#seesEnd = seesEnd;
  }

  run(step: Step): unknown {
    if (this.isClosed) return step.kind === 'close' ? undefined : 'This result object is closed.';
    switch (step.kind) {
      case 'all':
        this.#isExhausted = true;
        return this.#rows.splice(0).map((row) => shown(row, step.form));
      case 'many': {
        if (this.#rows.length < (this.#seesEnd ? step.count : 1)) this.#isExhausted = true;
        return this.#rows.splice(0, step.count).map((row) => shown(row, step.form));
      }
      case 'first': {
        const [row] = this.#closeUnlessExhausted();
        return row === undefined ? null : shown(row, step.form);
      }
      case 'one': {
        const rows = this.#closeUnlessExhausted();
        if (rows.length > 1) return 'Multiple rows were found when one or none was required';
        return rows[0] === undefined ? null : shown(rows[0], step.form);
      }
      case 'close':
        this.isClosed = true;
        return undefined;
    }
  }

  #closeUnlessExhausted(): number[][] {
    const rows = this.#rows;
    if (!this.#isExhausted) this.isClosed = true;
    return rows;
  }
}

type Form = 'rows' | 'mappings' | 'scalars' | 'columns';
type Step =
  | { kind: 'all' | 'first' | 'one'; form: Form }
  | { kind: 'many'; form: Form; count: number }
  | { kind: 'close'; form: Form };

function shown(row: number[], form: Form): unknown {
  const decoded = [(row[0] as number) * 10, row[1] as number];
  return { rows: decoded, mappings: { a: decoded[0], b: decoded[1] }, scalars: decoded[0], columns: [decoded[1], decoded[0]] }[
    form
  ];
}

const forms = fc.constantFrom<Form>('rows', 'mappings', 'scalars', 'columns');
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('many' as const), form: forms, count: fc.integer({ min: 1, max: 4 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'first' as const, 'one' as const), form: forms }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), form: forms }) },
  ),
  { maxLength: 8 },
);
const data = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { maxLength: 8 });
const shape = resultShape(['a', 'b'], [(value) => (value as number) * 10, undefined]);

interface Fetching {
  all(): unknown;
  fetchmany(count: number): unknown;
  first(): unknown;
  oneOrNone(): unknown;
  close(): unknown;
}

function inForm(rows: Result | StreamingResult, form: Form): Fetching {
  const derived = {
    rows: () => rows,
    mappings: () => rows.mappings(),
    scalars: () => rows.scalars(),
    columns: () => rows.columns('b', 'a'),
  };
  return derived[form]();
}

function run(fetching: Fetching, step: Step): unknown {
  switch (step.kind) {
    case 'many':
      return fetching.fetchmany(step.count);
    case 'one':
      return fetching.oneOrNone();
    default:
      return fetching[step.kind]();
  }
}

/** Rows as arrays, to compare them with the model's. */
function comparable(value: unknown, form: Form): unknown {
  const isTuple = form === 'rows' || form === 'columns';
  if (!isTuple || value === null || value === undefined) return value;
  return Array.isArray(value) ? value.map((row) => [...row]) : [...(value as Iterable<unknown>)];
}

describe('a result', () => {
  test('does what a plain array would, in any order of calls', () => {
    fc.assert(
      fc.property(data, steps, (rows, calls) => {
        const model = new Model(rows, false);
        const result = new Result(
          shape,
          rows.map((row) => [...row]),
        );
        for (const step of calls) {
          let outcome: unknown;
          try {
            outcome = comparable(run(inForm(result, step.form), step), step.form);
          } catch (error) {
            outcome = (error as Error).message;
          }
          expect(outcome).toEqual(model.run(step));
          expect(result.closed).toBe(model.isClosed);
        }
      }),
    );
  });

  test('is unique as an array without repetitions is', () => {
    fc.assert(
      fc.property(data, fc.integer({ min: 1, max: 4 }), (rows, count) => {
        const expected = [...new Map(rows.map((row) => [row.join(), row])).values()].map((row) => shown(row, 'rows'));
        const fetched = [
          ...new Result(
            shape,
            rows.map((row) => [...row]),
          )
            .unique()
            .partitions(count),
        ];
        expect(fetched.flat().map((row) => [...row])).toEqual(expected);
        expect(fetched.slice(0, -1).every((partition) => partition.length === count)).toBe(true);
      }),
    );
  });
});

describe('a stream', () => {
  test('does what a plain array would, in any order of calls, and frees its source once', async () => {
    await fc.assert(
      fc.asyncProperty(
        data,
        steps,
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        async (rows, calls, isAsync, batchSize) => {
          const model = new Model(rows, true);
          const left = rows.map((row) => [...row] as unknown[]);
          let finished = 0;
          const source = {
            shape,
            read: (count: number) => (isAsync ? Promise.resolve(left.splice(0, count)) : left.splice(0, count)),
            finish: () => void finished++,
          };
          const stream = new StreamingResult(source, batchSize);
          for (const step of calls) {
            let outcome: unknown;
            try {
              outcome = comparable(await run(inForm(stream, step.form), step), step.form);
            } catch (error) {
              outcome = (error as Error).message;
            }
            expect(outcome).toEqual(model.run(step));
            expect(stream.closed).toBe(model.isClosed);
          }
          await stream.close();
          expect(finished).toBe(1);
        },
      ),
    );
  });
});
