/** How an operator is written and how strongly it binds. */
export interface OperatorRule {
  /** What stands between its operands, with the spaces around it; of a prefix what stands in front, of a suffix behind. */
  readonly sql: string;
  /** The higher, the closer it binds. The numbers are SQLAlchemy's. */
  readonly precedence: number;
  /** The operator that says the opposite: NOT of it is written as that one. */
  readonly negation?: OperatorName;
  /** Whether `a op (b op c)` needs no parentheses. */
  readonly isAssociative?: boolean;
  /** Whether it gives true or false. */
  readonly isBoolean?: boolean;
}

/** What each operator is in standard SQL. A dialect that writes one differently replaces the compiler's rule for it. */
const operators: Readonly<Record<OperatorName, OperatorRule>> = {
  eq: { sql: ' = ', precedence: 5, negation: 'ne', isBoolean: true },
  ne: { sql: ' != ', precedence: 5, negation: 'eq', isBoolean: true },
  lt: { sql: ' < ', precedence: 5, negation: 'ge', isBoolean: true },
  le: { sql: ' <= ', precedence: 5, negation: 'gt', isBoolean: true },
  gt: { sql: ' > ', precedence: 5, negation: 'le', isBoolean: true },
  ge: { sql: ' >= ', precedence: 5, negation: 'lt', isBoolean: true },
  is: { sql: ' IS ', precedence: 5, negation: 'isNot', isBoolean: true },
  isNot: { sql: ' IS NOT ', precedence: 5, negation: 'is', isBoolean: true },
  isDistinctFrom: { sql: ' IS DISTINCT FROM ', precedence: 5, negation: 'isNotDistinctFrom', isBoolean: true },
  isNotDistinctFrom: { sql: ' IS NOT DISTINCT FROM ', precedence: 5, negation: 'isDistinctFrom', isBoolean: true },
  in: { sql: ' IN ', precedence: 5, negation: 'notIn', isBoolean: true },
  notIn: { sql: ' NOT IN ', precedence: 5, negation: 'in', isBoolean: true },
  like: { sql: ' LIKE ', precedence: 5, negation: 'notLike', isBoolean: true },
  notLike: { sql: ' NOT LIKE ', precedence: 5, negation: 'like', isBoolean: true },
  ilike: { sql: ' ILIKE ', precedence: 5, negation: 'notIlike', isBoolean: true },
  notIlike: { sql: ' NOT ILIKE ', precedence: 5, negation: 'ilike', isBoolean: true },
  between: { sql: ' BETWEEN ', precedence: 5, negation: 'notBetween', isBoolean: true },
  notBetween: { sql: ' NOT BETWEEN ', precedence: 5, negation: 'between', isBoolean: true },
  regexpMatch: { sql: ' <regexp> ', precedence: 5, negation: 'notRegexpMatch', isBoolean: true },
  notRegexpMatch: { sql: ' <not regexp> ', precedence: 5, negation: 'regexpMatch', isBoolean: true },
  match: { sql: ' MATCH ', precedence: 5, negation: 'notMatch', isBoolean: true },
  notMatch: { sql: ' NOT MATCH ', precedence: 5, negation: 'match', isBoolean: true },
  add: { sql: ' + ', precedence: 7, isAssociative: true },
  sub: { sql: ' - ', precedence: 7 },
  mul: { sql: ' * ', precedence: 8, isAssociative: true },
  div: { sql: ' / ', precedence: 8 },
  floorDiv: { sql: ' // ', precedence: 8 },
  mod: { sql: ' % ', precedence: 8 },
  arrayContains: { sql: ' @> ', precedence: 5, isBoolean: true },
  arrayContainedBy: { sql: ' <@ ', precedence: 5, isBoolean: true },
  arrayOverlap: { sql: ' && ', precedence: 5, isBoolean: true },
  regexpReplace: { sql: ' <regexp replace> ', precedence: 5 },
  concat: { sql: ' || ', precedence: 5, isAssociative: true },
  bitwiseAnd: { sql: ' & ', precedence: 7 },
  bitwiseOr: { sql: ' | ', precedence: 7 },
  bitwiseXor: { sql: ' ^ ', precedence: 7 },
  bitwiseLshift: { sql: ' << ', precedence: 7 },
  bitwiseRshift: { sql: ' >> ', precedence: 7 },
  and: { sql: ' AND ', precedence: 3, isAssociative: true, isBoolean: true },
  or: { sql: ' OR ', precedence: 2, isAssociative: true, isBoolean: true },
  not: { sql: 'NOT ', precedence: 5, isBoolean: true },
  neg: { sql: '-', precedence: 8 },
  bitwiseNot: { sql: '~', precedence: 8 },
  any: { sql: 'ANY ', precedence: 15 },
  all: { sql: 'ALL ', precedence: 15 },
  distinct: { sql: 'DISTINCT ', precedence: 5 },
  exists: { sql: 'EXISTS ', precedence: 0, isBoolean: true },
  desc: { sql: ' DESC', precedence: 3 },
  asc: { sql: ' ASC', precedence: 3 },
  nullsFirst: { sql: ' NULLS FIRST', precedence: -100 },
  nullsLast: { sql: ' NULLS LAST', precedence: -100 },
  collate: { sql: ' COLLATE ', precedence: 4 },
  filter: { sql: ' FILTER ', precedence: 6 },
  jsonGet: { sql: ' <json get> ', precedence: 15, isAssociative: true },
  jsonPathGet: { sql: ' <json path get> ', precedence: 15, isAssociative: true },
  arrayGet: { sql: ' <array get> ', precedence: 15, isAssociative: true },
  comma: { sql: ', ', precedence: -1 },
  custom: { sql: '', precedence: 0 },
};

/** The name of an operator: that of the method that makes it. */
export type OperatorName =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'is'
  | 'isNot'
  | 'isDistinctFrom'
  | 'isNotDistinctFrom'
  | 'in'
  | 'notIn'
  | 'like'
  | 'notLike'
  | 'ilike'
  | 'notIlike'
  | 'between'
  | 'notBetween'
  | 'regexpMatch'
  | 'notRegexpMatch'
  | 'match'
  | 'notMatch'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'floorDiv'
  | 'mod'
  | 'arrayContains'
  | 'arrayContainedBy'
  | 'arrayOverlap'
  | 'regexpReplace'
  | 'concat'
  | 'bitwiseAnd'
  | 'bitwiseOr'
  | 'bitwiseXor'
  | 'bitwiseLshift'
  | 'bitwiseRshift'
  | 'and'
  | 'or'
  | 'not'
  | 'neg'
  | 'bitwiseNot'
  | 'any'
  | 'all'
  | 'distinct'
  | 'exists'
  | 'desc'
  | 'asc'
  | 'nullsFirst'
  | 'nullsLast'
  | 'collate'
  | 'filter'
  | 'jsonGet'
  | 'jsonPathGet'
  | 'arrayGet'
  | 'comma'
  | 'custom';

/** The rule of an operator, with the same fields for all of them. */
export function operatorRule(name: OperatorName): OperatorRule {
  return operators[name];
}
