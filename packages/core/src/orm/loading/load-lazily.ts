import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { anonymousBind } from '../../sql/nodes/make-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { select } from '../../sql/select.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { plainColumn } from '../mapping/entity.ts';
import { binaryNode } from '../../sql/nodes/make-nodes.ts';
import { boolean } from '../../types/boolean.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { FoundObjects } from './materialize.ts';
import { columnIn, withSides } from './relationship-condition.ts';
import type { RelatedRequest } from './related-request.ts';
import { targetOf } from './related-query.ts';
import { orderOf } from './relationship-order.ts';
import { foreignKeyOf, presentObject } from './present-object.ts';
import { setLoaded } from './set-loaded.ts';

/** Loads a relationship of one object; one object that is in the session already is taken from there. SQLAlchemy's `LazyLoader`. */
export function loadLazily(request: RelatedRequest, state: InstanceState): MaybePromise<void> {
  const { load } = request;
  const { property } = load;
  const { getKey, localColumns } = property.condition;
  if (getKey !== null) {
    const key = foreignKeyOf(state, getKey);
    if (key?.includes(null) === true) return setLoaded(state, property, []);
    const known = key === null ? null : presentObject(request, key);
    if (known !== null) return setLoaded(state, property, [known]);
    if (key !== null)
      return chain(request.loading.run(byKey(request, key)), (found) => setLoaded(state, property, objectsOf(found)));
  }
  const values = new Map([...localColumns].map((column) => [column, committedOf(state, column)] as const));
  if (values.size > 0 && [...values.values()].every((value) => value === null)) return setLoaded(state, property, []);
  return chain(request.loading.run(byCondition(request, values)), (found) => setLoaded(state, property, objectsOf(found)));
}

function byKey(request: RelatedRequest, key: readonly unknown[]): SelectNode {
  const target = targetOf(request);
  const where = target.mapper.primaryKey.map((property, index) => {
    const column = plainColumn(target.column(property));
    return binaryNode('eq', column, anonymousBind('pk', key[index], column.type, true), boolean);
  });
  return related(request, where, []);
}

function byCondition(request: RelatedRequest, values: ReadonlyMap<AnyColumn, unknown>): SelectNode {
  const { property } = request.load;
  const { primaryjoin, secondaryjoin, secondary } = property.condition;
  const target = targetOf(request);
  const where = [primaryjoin, ...(secondaryjoin === null ? [] : [secondaryjoin])].map((condition) =>
    withSides(condition, property, (column, side) => {
      if (side === 'parent') return anonymousBind('param', values.get(column) ?? null, column.type, true);
      return side === 'target' ? columnIn(target, column) : null;
    }),
  );
  return related(request, where, secondary === null ? [] : [secondary.node as FromNode]);
}

function related(request: RelatedRequest, where: readonly SqlNode[], froms: readonly FromNode[]): SelectNode {
  const { load, hints, isLazy } = request;
  const target = targetOf(request);
  const criteria = hints.step(load.decisive)?.criteria ?? [];
  return {
    ...select().node,
    columns: [target.node],
    froms: froms.length === 0 ? [] : [target.node, ...froms],
    where: [...where, ...criteria.map((one) => adaptedTo(one, target))],
    orderBy: orderOf(load.property).map((one) => adaptedTo(one, target)),
    options: hints.optionsFor(load, isLazy),
  };
}

function committedOf(state: InstanceState, column: AnyColumn): unknown {
  return state.committedValue(state.mapper.requireColumn(column).slot) ?? null;
}

function objectsOf({ objects }: FoundObjects): readonly object[] {
  return [...new Set(objects)].filter((object) => object !== null);
}
