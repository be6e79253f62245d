import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { Entity } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { LoadingStrategy } from '../mapping/relationship-definition.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';

/** How a relationship is loaded. `contains`: from columns that the statement selects itself. */
export type Strategy = Exclude<LoadingStrategy, 'writeOnly'> | 'immediate' | 'contains';

/** One step of a loader option, with the steps behind it. Two that are built alike do alike, but for values in conditions. */
export type LoaderStep = RelationshipStep | WildcardStep | ColumnsStep | ExpressionStep | CriteriaStep | SubclassesStep;

/** What a whole option is: the steps that begin at a class, or at whatever the statement loads. */
export interface LoaderTree {
  /** Null: each step says where it begins, or it is the one class of a statement that loads related objects. */
  readonly entity: Entity | null;
  /** Of a statement that loads related objects: the classes on the way to them, which their defaults do not lead back to. */
  readonly path: readonly Mapper[] | null;
  readonly children: readonly LoaderStep[];
}

export interface RelationshipStep {
  readonly kind: 'relationship';
  readonly entity: Entity;
  readonly property: RelationshipProperty<Mapper>;
  /** The class it leads to, an alias or a subclass of it, or for `contains` what the statement joins. */
  readonly target: Entity;
  /** Null: as it would be. */
  readonly strategy: Strategy | null;
  readonly options: RelationshipStepOptions;
  readonly criteria: readonly SqlNode[];
  readonly orderBy: readonly SqlNode[];
  readonly children: readonly LoaderStep[];
}

export interface RelationshipStepOptions {
  readonly innerjoin?: boolean | 'unnested';
  /** At most so many objects for each parent. */
  readonly limit?: number;
  /** How many more times an option for a relationship to the same class is applied to what it loads; -1: to the end. */
  readonly recursionDepth?: number;
}

/** `selectinload('*')` */
export interface WildcardStep {
  readonly kind: 'wildcard';
  readonly strategy: Strategy;
  /** Whether it holds for all classes that the statement loads, not only where it stands. */
  readonly isGlobal: boolean;
}

export interface ColumnsStep {
  readonly kind: 'columns';
  /** Null: of any class. */
  readonly entity: Entity | null;
  readonly action: 'only' | 'defer' | 'undefer';
  /** Null: all columns, or those of {@link group}. */
  readonly keys: readonly string[] | null;
  readonly group: string | null;
  /** Whether a deferred column refuses to be loaded. */
  readonly raises: boolean;
}

/** `withExpression()`: what an attribute is in this statement. */
export interface ExpressionStep {
  readonly kind: 'expression';
  readonly entity: Entity;
  readonly key: string;
  /** In terms of the class itself. */
  readonly expression: SqlNode;
}

/** `selectinPolymorphic()`: what rows of subclasses have beside is loaded by a statement for each of them. */
export interface SubclassesStep {
  readonly kind: 'subclasses';
  readonly entity: Entity;
  readonly mappers: readonly Mapper[];
}

/** `withLoaderCriteria()`: a condition for every occurrence of a class. */
export interface CriteriaStep {
  readonly kind: 'criteria';
  readonly mapper: Mapper;
  /** In terms of the class itself. */
  readonly condition: SqlNode;
  readonly includeAliases: boolean;
  readonly propagates: boolean;
}
