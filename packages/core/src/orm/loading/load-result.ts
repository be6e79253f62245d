import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { CursorResult, takeRows } from '../../result/cursor-result.ts';
import { requireUnique } from '../../result/fetchable.ts';
import { resultShape } from '../../result/result-shape.ts';
import { RowCursor } from '../../result/row-cursor.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { Select } from '../../sql/select.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { ObjectStore } from '../state/object-store.ts';
import { placesFound } from './found-columns.ts';
import { loadLater } from './load-later.ts';
import type { LoadOptions } from './load-options.ts';
import type { LoadPlan } from './load-plan.ts';
import { type FoundObjects, type Materialized, materialize, materializeFound } from './materialize.ts';
import type { Loading } from './related-request.ts';

/** The result of a statement that names classes, with objects in its rows, and what its options load beside it. */
export function loadResult(result: CursorResult, store: ObjectStore, options: LoadOptions): MaybePromise<CursorResult> {
  if (!result.returnsRows) return result;
  const keys = result.keys();
  const { rows, plan, facts, rowsPerFetch } = result[takeRows]();
  if (plan === null) return new CursorResult(resultShape(keys), rows, facts);
  const { shape, repeats = false } = plan as LoadPlan;
  return chain(loadRows(plan as LoadPlan, rows, keys, store, options), (made) => {
    const loaded = new CursorResult(shape, made.isFlat ? RowCursor.ofValues(made.rows) : (made.rows as unknown[][]), facts);
    if (rowsPerFetch !== null) loaded.yieldPer(rowsPerFetch);
    if (repeats) loaded[requireUnique](notUnique);
    return loaded;
  });
}

/** Rows as the database gave them, with objects in them. */
export function loadRows(
  plan: LoadPlan,
  rows: unknown[][],
  keys: readonly string[],
  store: ObjectStore,
  options: LoadOptions,
): MaybePromise<Materialized> {
  const loaded = materialize(plan, inPlaces(plan, rows, keys), store, options);
  return chain(loadLater(loaded.readers, loadingWith(store, options)), () => loaded);
}

/** How more is loaded with the rows of a statement. */
export function loadingWith(store: ObjectStore, options: LoadOptions): Loading {
  const { execute, populateExisting, params, made } = options;
  if (execute === undefined) return { store, options, run: null };
  const run = (node: SelectNode, isEmbedding = false): MaybePromise<FoundObjects> => {
    const statement = new Select(node);
    return chain(execute(statement, isEmbedding ? params : undefined), (result) => {
      const { rows, plan } = result[takeRows]();
      const deeper: LoadOptions = { populateExisting, statement, params, execute, made };
      const found = materializeFound(plan as LoadPlan, rows, store, deeper);
      return chain(loadLater(found.readers, loadingWith(store, deeper)), () => found);
    });
  };
  return { store, options, run };
}

function inPlaces(plan: LoadPlan, rows: unknown[][], keys: readonly string[]): unknown[][] {
  const places = placesFound(plan, keys);
  return places === null ? rows : rows.map((row) => places.map((place) => row[place]));
}

function notUnique(): InvalidRequestError {
  return new InvalidRequestError(
    'The unique() method must be invoked on this Result, as it contains results that need to be deduplicated against joined eager load collections. Write (await session.execute(…)).unique(), or load the collection with selectinload().',
  );
}
