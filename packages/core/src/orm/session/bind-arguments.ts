import { Connection } from '../../engine/connection.ts';
import { Engine } from '../../engine/engine.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { UnboundExecutionError } from '../../errors/invalid-request-errors.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { EntityNode, TableNode } from '../../sql/nodes/from-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { DeclarativeBase } from '../mapping/declarative.ts';
import type { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { mapperOf } from '../mapping/mapper-of.ts';
import type { SessionOptions } from './session-options.ts';
import type { Bind } from './session-transaction.ts';

/** Says which of a Session's databases a statement is for. */
export interface BindArguments {
  /** The engine or connection itself. */
  readonly bind?: Bind;
  /** A key of the Session's `binds`: a mapped class, a table. */
  readonly mapper?: object;
  /** A statement: what it names leads to one of the Session's `binds`. */
  readonly clause?: unknown;
}

/** Whether this is something a Session can work on. */
export function isBind(value: unknown): value is Bind {
  return value instanceof Engine || value instanceof Connection;
}

/** Refuses what is neither an engine nor a connection, a URL string most of all. */
export function checkBind(value: unknown): Bind {
  if (isBind(value)) return value;
  throw new ArgumentError(
    `A Session works on an Engine or a Connection; this is ${typeof value === 'string' ? 'a string: call createEngine(url) first' : `a ${typeof value}`}.`,
  );
}

/** The engine or connection for one statement. */
export function resolveBind(options: SessionOptions, { bind, mapper, clause }: BindArguments): Bind {
  if (bind !== undefined) return checkBind(bind);
  const { binds } = options;
  const own = binds === undefined ? undefined : (bindOfClass(binds, mapper) ?? bindOfClause(binds, clause));
  const found = own ?? options.bind;
  if (found !== undefined) return found;
  throw new UnboundExecutionError(
    'This Session has no engine to send the statement to. Give it one: new Session(engine), sessionmaker({ bind: engine }), or bindArguments: { bind: engine }.',
  );
}

type Binds = ReadonlyMap<object, Bind>;

/** By the class or one it extends, by its table, by its declarative base. */
function bindOfClass(binds: Binds, subject: object | undefined): Bind | undefined {
  if (subject === undefined) return undefined;
  const mapper = mapperOf(subject);
  if (mapper === null) return binds.get(subject);
  for (let construct: object | null = mapper.construct; construct !== null; construct = Object.getPrototypeOf(construct)) {
    const bind = binds.get(construct);
    if (bind !== undefined) return bind;
  }
  return firstOf(mapper.tables, (table) => binds.get(table)) ?? bindOfBase(binds, mapper);
}

function bindOfBase(binds: Binds, mapper: Mapper): Bind | undefined {
  for (const [key, bind] of binds)
    if (
      typeof key === 'function' &&
      mapperOf(key) === null &&
      (key as Partial<DeclarativeBase>).metadata === mapper.table.metadata
    )
      return bind;
  return undefined;
}

/** By the classes that a statement names, else by its tables. */
function bindOfClause(binds: Binds, clause: unknown): Bind | undefined {
  const { node } = (clause ?? {}) as { readonly node?: SqlNode };
  if (node === undefined) return undefined;
  const subjects = new Set<object>();
  collectSubjects(node, subjects, new Set());
  return firstOf(subjects, (subject) => bindOfClass(binds, subject));
}

function collectSubjects(node: SqlNode, subjects: Set<object>, seen: Set<SqlNode>): void {
  if (seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'entity') subjects.add(((node as EntityNode).identity as Entity).mapper.construct);
  else if (node.kind === 'table') subjects.add((node as TableNode).identity as object);
  if (node.kind === 'column') {
    const { entity, from } = node as ColumnNode;
    if (entity !== undefined) subjects.add((entity as Entity).mapper.construct);
    else if (from !== null) collectSubjects(from, subjects, seen);
  }
  mapChildren(node, (child) => {
    collectSubjects(child, subjects, seen);
    return child;
  });
}

function firstOf<T>(all: Iterable<T>, find: (one: T) => Bind | undefined): Bind | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
