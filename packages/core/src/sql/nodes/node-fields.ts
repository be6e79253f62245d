import type { NodeKind, Nodes } from './nodes.ts';

/**
 * What a field holds:
 * `node` a child or null; `nodes` a list of children; `data` plain data that changes the SQL; `type` a type that changes
 * the SQL or how values travel; `result` a type that follows from the other fields; `skip` nothing that changes the SQL.
 */
export type FieldRole = 'node' | 'nodes' | 'data' | 'type' | 'result' | 'skip';

type FieldsOf<Node> = { readonly [F in Exclude<keyof Node, 'kind'>]-?: FieldRole };

const statement = { ctes: 'nodes', params: 'skip' } as const;
const limiting = { limit: 'node', offset: 'node', fetch: 'data' } as const;
const from = { identity: 'skip' } as const;

/**
 * The fields of each kind of node, in the order in which they are walked. From this one list come traversal, cloning,
 * comparison and the cache key; a field that is missing here does not compile.
 */
export const nodeFields = {
  column: { from: 'node', name: 'data', key: 'skip', origin: 'skip', madeUp: 'skip', type: 'skip' },
  bind: { name: 'data', isAnonymous: 'skip', value: 'skip', isGiven: 'skip', isExpanding: 'data', isTyped: 'data', type: 'type' },
  text: { text: 'data', binds: 'nodes' },
  literalColumn: { text: 'data', type: 'type' },
  constant: { value: 'data', type: 'result' },
  unary: { operator: 'data', isSuffix: 'data', operand: 'node', type: 'result' },
  binary: { operator: 'data', left: 'node', right: 'node', modifier: 'data', type: 'type' },
  list: { operator: 'data', clauses: 'nodes', type: 'result' },
  tuple: { elements: 'nodes', type: 'result' },
  grouping: { element: 'node', type: 'result' },
  label: { name: 'data', element: 'node', type: 'result' },
  labelReference: { name: 'data', type: 'result' },
  case: { value: 'node', whens: 'nodes', otherwise: 'node', type: 'type' },
  cast: { form: 'data', element: 'node', type: 'type' },
  extract: { field: 'data', element: 'node', type: 'result' },
  function: { path: 'data', arguments: 'nodes', orderBy: 'nodes', type: 'type' },
  over: { element: 'node', partitionBy: 'nodes', orderBy: 'nodes', frame: 'node', type: 'result' },
  frame: { unit: 'data', from: 'data', fromDistance: 'node', to: 'data', toDistance: 'node', exclude: 'data' },
  filter: { element: 'node', criterion: 'node', type: 'result' },
  withinGroup: { element: 'node', orderBy: 'nodes', type: 'result' },
  scalarSubquery: { query: 'node', type: 'result' },
  tableValue: { from: 'node', type: 'result' },
  inline: { value: 'data', type: 'type' },
  functionColumn: { function: 'node', name: 'data', type: 'type' },
  slice: { start: 'node', stop: 'node' },
  collation: { name: 'data' },
  custom: { name: 'data', children: 'nodes', data: 'data', type: 'type' },
  table: { ...from, name: 'skip', schema: 'skip' },
  join: { ...from, left: 'node', right: 'node', on: 'node', joinType: 'data' },
  alias: { ...from, element: 'node', name: 'data', stem: 'data', sample: 'node', seed: 'node' },
  subquery: { ...from, query: 'node', name: 'data', isLateral: 'data' },
  cte: { ...from, query: 'node', name: 'data', isRecursive: 'data', isNesting: 'data', materialized: 'data', restates: 'node' },
  tableFunction: {
    ...from,
    function: 'node',
    name: 'data',
    columns: 'data',
    isLateral: 'data',
    withOrdinality: 'data',
    rendersColumns: 'data',
    rendersTypes: 'data',
  },
  values: { ...from, name: 'data', columns: 'data', rows: 'nodes', isLateral: 'data' },
  textFrom: { ...from, text: 'node' },
  excluded: { ...from, name: 'data' },
  select: {
    ...statement,
    columns: 'nodes',
    labelStyle: 'data',
    froms: 'nodes',
    joins: 'nodes',
    where: 'nodes',
    groupBy: 'nodes',
    having: 'nodes',
    orderBy: 'nodes',
    isDistinct: 'data',
    distinctOn: 'nodes',
    ...limiting,
    forUpdate: 'node',
    correlation: 'data',
    correlated: 'nodes',
    prefixes: 'nodes',
    suffixes: 'nodes',
    hints: 'nodes',
  },
  pendingJoin: { left: 'node', right: 'node', on: 'node', joinType: 'data' },
  forUpdate: { read: 'data', keyShare: 'data', nowait: 'data', skipLocked: 'data', of: 'nodes' },
  affix: { dialect: 'data', text: 'data', from: 'node' },
  rowLimit: limiting,
  distinctOn: { on: 'nodes' },
  compoundMember: { query: 'node' },
  compound: {
    ...statement,
    keyword: 'data',
    queries: 'nodes',
    orderBy: 'nodes',
    groupBy: 'nodes',
    ...limiting,
    forUpdate: 'node',
  },
  textualSelect: { ...statement, text: 'node', columns: 'data' },
  insert: {
    ...statement,
    table: 'node',
    rows: 'nodes',
    fromSelect: 'node',
    selectKeys: 'data',
    includeDefaults: 'data',
    returning: 'nodes',
    sortsByParameterOrder: 'data',
    returnsDefaults: 'data',
    isInline: 'data',
    onConflict: 'node',
    prefixes: 'nodes',
    hints: 'nodes',
  },
  assignments: { targets: 'nodes', values: 'nodes', isOrdered: 'data' },
  onConflict: { action: 'data', target: 'nodes', targetWhere: 'node', constraint: 'data', set: 'node', where: 'node' },
  update: {
    ...statement,
    table: 'node',
    values: 'node',
    froms: 'nodes',
    where: 'nodes',
    returning: 'nodes',
    prefixes: 'nodes',
    hints: 'nodes',
  },
  delete: { ...statement, table: 'node', using: 'nodes', where: 'nodes', returning: 'nodes', prefixes: 'nodes', hints: 'nodes' },
  // Never cached, so that its key does not matter.
  ddl: { ...statement, element: 'skip' },
} as const satisfies { readonly [K in NodeKind]: FieldsOf<Nodes[K]> };
