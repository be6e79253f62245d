import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { ColumnsStep, LoaderStep, LoaderTree, RelationshipStep, Strategy, WildcardStep } from './loader-step.ts';
import { treeOf } from './option-node.ts';

/** A step with its place: the number of the option, then of the child, and so on. Statements with the same key have it there. */
export interface PlacedStep<S extends LoaderStep = LoaderStep> {
  readonly step: S;
  readonly place: readonly number[];
}

/** How a relationship of an entity is loaded. */
export interface RelationshipLoad {
  readonly property: RelationshipProperty<Mapper>;
  readonly strategy: Strategy;
  /** What decided; null: a default or a wildcard. */
  readonly decisive: PlacedStep<RelationshipStep> | null;
  /** What options say of the objects it leads to. */
  readonly children: readonly PlacedStep[];
}

/** The steps of options that are about an entity that a statement selects. */
export function stepsFor(entity: Entity, options: readonly OptionNode[]): readonly PlacedStep[] {
  return options.flatMap((option, index) => {
    const tree = treeOf(option);
    const placed = tree.children.map((step, child) => ({ step, place: [index, child] }));
    if (tree.path !== null) return placed;
    if (tree.entity !== null) return fits(tree.entity, entity) ? placed : [];
    return placed.filter(({ step }) => !('entity' in step) || step.entity === null || fits(step.entity, entity));
  });
}

/** The classes on the way to what a statement loads that was made to load related objects. */
export function pathOf(options: readonly OptionNode[]): readonly Mapper[] {
  return options.map((option) => treeOf(option).path).find((path) => path !== null) ?? [];
}

/** The classes that an option begins at; empty: it fits any. */
export function rootsOf({ entity, path, children }: LoaderTree): readonly Entity[] {
  if (path !== null) return [];
  if (entity !== null) return [entity];
  return children.flatMap((step) => ('entity' in step && step.entity !== null ? [step.entity] : []));
}

/** Whether an option for one is an option for the other. */
export function fits(named: Entity, entity: Entity): boolean {
  if (named === entity) return true;
  if (!named.isClass && !entity.isClass && named.node.from === entity.node.from) return related(named.mapper, entity.mapper);
  if (!named.isClass || !entity.isClass) return false;
  return entity.mapper.isA(named.mapper) || named.mapper.isA(entity.mapper);
}

/** How each relationship is loaded that is not left to `session.load()`, or of which an option says something. */
export function relationshipLoads(
  { mapper }: Entity,
  steps: readonly PlacedStep[],
  path: readonly Mapper[],
): readonly RelationshipLoad[] {
  const wildcards = steps.filter(({ step }) => step.kind === 'wildcard') as readonly PlacedStep<WildcardStep>[];
  const everywhere = wildcards.filter(({ step }) => step.isGlobal);
  const wildcard = wildcards.at(-1)?.step.strategy ?? null;
  return mapper.relationships.flatMap((property) => {
    const named = steps.filter(
      ({ step }) => step.kind === 'relationship' && step.property.key === property.key && related(step.property.parent, mapper),
    ) as readonly PlacedStep<RelationshipStep>[];
    const decisive = named.findLast(({ step }) => step.strategy !== null) ?? null;
    const strategy = decisive?.step.strategy ?? defaultStrategy(property, wildcard, path);
    if (strategy === 'select' && named.length === 0 && wildcard === null) return [];
    return [{ property, strategy, decisive, children: [...everywhere, ...named.flatMap(childrenOf)] }];
  });
}

/** Relationships that only rows of subclasses have, where an option names them: loaded by statements of their own. */
export function relationshipsBelow({ mapper }: Entity, steps: readonly PlacedStep[]): readonly RelationshipLoad[] {
  const named = steps.filter(
    ({ step }) => step.kind === 'relationship' && isBelow(step.property, mapper),
  ) as readonly PlacedStep<RelationshipStep>[];
  return [...new Set(named.map(({ step }) => step.property))].flatMap((property) => {
    const own = named.filter(({ step }) => step.property === property);
    const decisive = own.findLast(({ step }) => step.strategy !== null && eager.has(step.strategy)) ?? null;
    const strategy = decisive?.step.strategy ?? null;
    const other = own.findLast(({ step }) => step.strategy !== null && step.strategy !== 'select') ?? null;
    if (other !== null && other !== decisive) throw notBelow(property, mapper, other.step.strategy as Strategy);
    if (strategy === null) return [];
    return [{ property, strategy: strategy === 'joined' ? 'selectin' : strategy, decisive, children: own.flatMap(childrenOf) }];
  });
}

/** What objects of siblings would have to tell apart, whose attributes share slots. */
function notBelow(property: RelationshipProperty<Mapper>, mapper: Mapper, strategy: Strategy): InvalidRequestError {
  const { name } = property.parent;
  return new InvalidRequestError(
    `A query for ${mapper.name} cannot load ${name}.${property.key}, a relationship of a subclass, by '${strategy}'. Select ${name}, or use selectinload() or joinedload().`,
  );
}

/** Whether a relationship is that of a subclass. */
export function isBelow({ parent }: RelationshipProperty<Mapper>, mapper: Mapper): boolean {
  return parent !== mapper && parent.isA(mapper);
}

/** The columns that are loaded at once, those that are refused for good, and what is loaded in place of some. */
export function columnLoads(entity: Entity, steps: readonly PlacedStep[]) {
  const { mapper } = entity;
  const wanted = new Set(mapper.readable.filter(({ deferred }) => !deferred));
  const refused = new Set<number>();
  const expressions = new Map<ColumnProperty, SqlNode>();
  for (const { step } of steps) {
    if (step.kind === 'columns') applyColumns(step, mapper, { wanted, refused });
    if (step.kind !== 'expression') continue;
    const property = mapper.expressions.find(({ key }) => key === step.key);
    if (property !== undefined) expressions.set(property, step.expression);
  }
  const isThere = (property: ColumnProperty): boolean => entity.has(property) || property.isPrimaryKey;
  const properties = mapper.readable.filter(
    (property) => expressions.has(property) || (wanted.has(property) && isThere(property)),
  );
  return { properties, refused, expressions };
}

interface Columns {
  readonly wanted: Set<ColumnProperty>;
  readonly refused: Set<number>;
}

function applyColumns({ action, keys, group, raises }: ColumnsStep, mapper: Mapper, { wanted, refused }: Columns): void {
  for (const property of mapper.readable) {
    const isMeant = group !== null ? property.deferredGroup === group : (keys?.includes(property.key) ?? true);
    if (action === 'only' ? isMeant || isNeeded(property, mapper) : action === 'undefer' && isMeant) wanted.add(property);
    else if (action === 'only' || (isMeant && action === 'defer' && !isNeeded(property, mapper))) {
      wanted.delete(property);
      if (raises) refused.add(property.slot);
    }
  }
}

/** Without these a row cannot become an object. */
function isNeeded({ isPrimaryKey, key }: ColumnProperty, mapper: Mapper): boolean {
  return isPrimaryKey || key === mapper.base.options.polymorphicOn;
}

function childrenOf({ step, place }: PlacedStep<RelationshipStep>): readonly PlacedStep[] {
  return step.children.map((child, index) => ({ step: child, place: [...place, index] }));
}

/** A default that would lead back to a class on the way is none, unless it says how deep: it would have no end. */
function defaultStrategy(
  { options: { lazy = 'select', joinDepth }, target }: RelationshipProperty<Mapper>,
  wildcard: Strategy | null,
  path: readonly Mapper[],
): Strategy {
  const strategy = wildcard ?? (lazy === 'writeOnly' ? 'select' : lazy);
  const isTooDeep = joinDepth === undefined ? path.some(({ base }) => base === target.base) : path.length > joinDepth;
  return eager.has(strategy) && isTooDeep ? 'select' : strategy;
}

const eager: ReadonlySet<Strategy> = new Set<Strategy>(['joined', 'selectin', 'subquery', 'immediate']);

function related(one: Mapper, other: Mapper): boolean {
  return one.isA(other) || other.isA(one);
}
