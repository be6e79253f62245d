import { nullType } from '../../types/null-type.ts';
import { numeric } from '../../types/numeric.ts';
import type { AnyType } from '../nodes/sql-node.ts';
import type { OperatorName } from '../operators.ts';

const texts = new Set(['String', 'Text', 'Unicode', 'UnicodeText', 'Enum']);
const wholes = new Set(['Integer', 'SmallInteger', 'BigInteger']);
const fractions = new Set(['Numeric', 'Float', 'Double']);

/** Whether values of this type are text, so that adding them joins them. */
export function isText(type: AnyType): boolean {
  return texts.has(type.typeName);
}

/** Whether values of this type are whole numbers. */
export function isWhole(type: AnyType): boolean {
  return wholes.has(type.typeName);
}

const temporal = new Set(['Date', 'DateTime', 'Time']);

const quotient = numeric(null, null, { mode: 'number' });

/** The type of `left operator right`: fractions win over whole numbers, and two whole numbers divide to a fraction. */
export function arithmeticType(operator: OperatorName, left: AnyType, right: AnyType): AnyType {
  if (operator === 'sub' && temporal.has(left.typeName) && temporal.has(right.typeName)) return nullType;
  if (operator === 'div' && isWhole(left) && (isWhole(right) || right.typeName === 'NullType')) return quotient;
  if (isWhole(left) && fractions.has(right.typeName)) return right;
  if (left.typeName === 'NullType') return right;
  return left;
}
