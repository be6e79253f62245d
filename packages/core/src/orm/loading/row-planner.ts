import { ArgumentError } from '../../errors/argument-errors.ts';
import { labelNode } from '../../sql/operations/label-and-cast.ts';
import { resultShape } from '../../result/result-shape.ts';
import type { ExpressionNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import { type Entity, plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { EagerJoins } from './eager-joins.ts';
import type { EntityEntry, JoinedEntry, PlanEntry, SubclassColumns } from './load-plan.ts';
import type { LoaderCriteria } from './loader-criteria.ts';
import { treeOf } from './option-node.ts';
import {
  columnLoads,
  fits,
  pathOf,
  type PlacedStep,
  type RelationshipLoad,
  relationshipLoads,
  rootsOf,
  stepsFor,
  relationshipsBelow,
} from './relationship-load.ts';

/** What becomes of a statement's columns: its own first, then those of relationships that are joined. */
export class RowPlanner {
  /** The columns of the statement, without classes. */
  readonly columns: SqlNode[] = [];
  /** The joins that load relationships; null: the statement can have none. */
  readonly joins: EagerJoins | null;
  readonly #options: readonly OptionNode[];
  readonly #path: readonly Mapper[];
  readonly #places = new Map<SqlNode, number>();
  readonly #roots: Entity[] = [];
  readonly #waiting: Waiting[] = [];
  /** Whether rows repeat objects, since they have those of a collection as well. */
  repeats = false;

  constructor(options: readonly OptionNode[], canJoin: boolean, criteria: LoaderCriteria | null) {
    this.#options = options;
    this.#path = pathOf(options);
    this.joins = canJoin ? new EagerJoins(criteria) : null;
  }

  value(node: SqlNode): PlanEntry {
    const index = this.columns.push(node) - 1;
    this.#places.set(node.kind === 'column' ? plainColumn(node as never) : node, index);
    return { kind: 'value', index };
  }

  entity(entity: Entity): PlanEntry {
    this.#roots.push(entity);
    const steps = stepsFor(entity, this.#options);
    if (entity.concrete.length === 0) return this.#entry(entity, steps, this.#path);
    const entries = entity.concrete.map((one) => this.#entry(one, steps, this.#path));
    return { kind: 'bundle', entries, shape: resultShape([]), make: (objects) => objects.find((one) => one !== null) ?? null };
  }

  /** Adds what is joined, behind the statement's own columns, of which there are as many as it returns. */
  finish(): number {
    this.#checkOptions();
    const own = this.columns.length;
    for (const waiting of this.#waiting) this.#join(waiting);
    return own;
  }

  /** Where a column of the statement stands; it is added if need be. */
  place(node: SqlNode): number {
    const known = this.#places.get(node);
    if (known !== undefined) return known;
    const index = this.columns.push(node) - 1;
    this.#places.set(node, index);
    return index;
  }

  #entry(entity: Entity, steps: readonly PlacedStep[], before: readonly Mapper[]): EntityEntry {
    const { properties, refused, expressions } = columnLoads(entity, steps);
    const path = [...before, entity.mapper];
    const loads = relationshipLoads(entity, steps, path).map((load) => this.#possible(load));
    const joined: JoinedEntry[] = [];
    const entry: EntityEntry = {
      kind: 'entity',
      entity,
      properties,
      places: properties.map((property) => {
        const given = expressions.get(property);
        return this.place(given === undefined ? plainColumn(entity.column(property)) : this.#given(property, given, entity));
      }),
      discriminator: this.#discriminator(entity),
      subclasses: entity.subclasses.map((mapper) => this.#subclass(entity, mapper, steps)),
      subclassLoads: subclassLoads(entity, steps),
      joined,
      later: [
        ...loads.filter(({ strategy }) => strategy === 'selectin' || strategy === 'subquery' || strategy === 'immediate'),
        ...relationshipsBelow(entity, steps),
      ],
      none: loads.filter(({ strategy }) => strategy === 'noload').map(({ property }) => property),
      loads,
      refused,
      path,
    };
    for (const load of loads) {
      if (load.strategy === 'joined') this.#waiting.push({ load, joined, entry });
      if (load.strategy === 'contains') joined.push(this.#contained(load, path));
    }
    return entry;
  }

  #given({ key }: ColumnProperty, expression: SqlNode, entity: Entity): SqlNode {
    return labelNode(adaptedTo(expression, entity) as ExpressionNode, key);
  }

  /** Of a class that has others below it: where a row says which it is of. */
  #discriminator(entity: Entity): number {
    const { discriminator } = entity.mapper.polymorphism;
    if (discriminator === null || entity.mapper.polymorphism.selfAndDescendants.length < 2) return -1;
    return entity.has(discriminator) ? this.place(plainColumn(entity.column(discriminator))) : -1;
  }

  #subclass(entity: Entity, mapper: Mapper, steps: readonly PlacedStep[]): SubclassColumns {
    const properties = columnLoads(entity.part(mapper), steps).properties.filter(({ key }) => !entity.mapper.hasAttribute(key));
    return { mapper, properties, places: properties.map((property) => this.place(plainColumn(entity.column(property)))) };
  }

  /** Where nothing can be joined, a second statement loads the same. */
  #possible(load: RelationshipLoad): RelationshipLoad {
    return load.strategy === 'joined' && this.joins === null ? { ...load, strategy: 'selectin', decisive: null } : load;
  }

  #contained({ property, decisive, children }: RelationshipLoad, path: readonly Mapper[]): JoinedEntry {
    if (property.isCollection) this.repeats = true;
    return { property, entry: this.#entry(decisive?.step.target as Entity, children, path) };
  }

  #join({ load, joined, entry }: Waiting): void {
    if (load.property.isCollection) this.repeats = true;
    const target = (this.joins as EagerJoins).add(entry.entity, load);
    joined.push({ property: load.property, entry: this.#entry(target, load.children, entry.path) });
  }

  /** An option that is about nothing in the statement is a mistake. */
  #checkOptions(): void {
    for (const option of this.#options) {
      for (const root of rootsOf(treeOf(option))) {
        if (this.#roots.some((entity) => fits(root, entity))) continue;
        const there = this.#roots.map(({ mapper }) => mapper.name).join(', ');
        throw new ArgumentError(
          there === ''
            ? 'Query has only expression-based entities, which cannot apply to loader options. Select a class.'
            : `Mapped class ${root.mapper.name} does not apply to any of the root entities in this query, e.g. ${there}. Please specify the full path from one of the root entities to the target attribute.`,
        );
      }
    }
  }
}

/** The subclasses that are loaded further by themselves, or since an option says so. */
function subclassLoads({ mapper, subclasses }: Entity, steps: readonly PlacedStep[]): readonly Mapper[] {
  const asked = steps.flatMap(({ step }) => (step.kind === 'subclasses' ? step.mappers : []));
  return mapper.polymorphism.selfAndDescendants.filter(
    (one) => one !== mapper && !subclasses.includes(one) && (one.options.polymorphicLoad === 'selectin' || asked.includes(one)),
  );
}

interface Waiting {
  readonly load: RelationshipLoad;
  readonly joined: JoinedEntry[];
  readonly entry: EntityEntry;
}
