import { checkedType } from '../../types/checked-type.ts';
import type { TypeEngine } from '../../types/type-engine.ts';
import { checkedName } from '../checked-name.ts';
import { typeOf } from '../coerce.ts';
import type { CastNode, LabelNode } from '../nodes/expression-nodes.ts';
import type { SqlNode } from '../nodes/sql-node.ts';

/** `element AS name` */
export function labelNode(element: SqlNode, name: string): LabelNode {
  return { kind: 'label', name: checkedName(name, 'label()'), element, type: typeOf(element) };
}

/** `CAST(element AS type)` */
export function castNode(element: SqlNode, type: TypeEngine<unknown>): CastNode {
  return { kind: 'cast', form: 'cast', element, type: checkedType(type, 'cast()') };
}
