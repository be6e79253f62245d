import { ArgumentError } from '../../errors/argument-errors.ts';
import {
  clauseOf,
  type ClauseElement,
  type EntitySource,
  type ExpressionElement,
  type QueryElement,
} from '../../sql/clause-element.ts';
import { expressionNode } from '../../sql/coerce.ts';
import { NamedColumn } from '../../sql/column-element.ts';
import { type LoaderOption, loaderOption } from '../../sql/loader-option.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import { type OrderArgument, ordered } from '../../sql/select-clauses.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { type Entity, findEntity, ownerOfAttribute } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { RelationshipAttribute } from '../mapping/relationship-attribute.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { checkIsLoaded } from './check-is-loaded.ts';
import type { ColumnsStep, LoaderStep, LoaderTree, RelationshipStep, RelationshipStepOptions, Strategy } from './loader-step.ts';
import { nodeOfTree, treeOf } from './option-node.ts';
import type { SubclassesOption } from './polymorphic-loading.ts';

/** A relationship of the objects `P`, which leads to the objects `S`. */
export type LoadedAttribute<S extends string = string, P extends string = string> = RelationshipAttribute<unknown, S, P>;

/** How many related objects are loaded for each parent, and which. */
export interface SelectinOptions {
  /** At most so many for each parent: the first ones by `orderBy`. */
  readonly limit?: number;
  /** In place of the order that the relationship has. */
  readonly orderBy?: OrderArgument | readonly OrderArgument[];
  /** For a relationship of a class to itself: how many levels more are loaded the same way; -1 for all. */
  readonly recursionDepth?: number;
}

/** How a joined relationship is joined. */
export interface JoinedOptions {
  /** INNER JOIN, where there is always a related object; `'unnested'`: LEFT OUTER JOIN behind an outer join, else in parentheses. */
  readonly innerjoin?: boolean | 'unnested';
}

/** Where a statement has the rows of a relationship that it joins itself. */
export interface ContainsOptions {
  /** The alias of the class that the statement joins; default: the class. */
  readonly alias?: EntitySource;
}

/** Whether loading is refused, or only SQL: an object that is in the session may be had. */
export interface RaiseOptions {
  readonly sqlOnly?: boolean;
}

/**
 * A loader option that goes on along the relationships that it names. Immutable: each method gives a new one. `S` are the
 * objects that it has come to, by what they are called in statements.
 */
export class Load<out S extends string = string> implements LoaderOption {
  /** Only for the compiler: carries `S`. Never there at run time. */
  declare readonly _target?: S;
  /** From the beginning to where it goes on. */
  readonly #trail: readonly [LoaderTree, ...RelationshipStep[]];
  #node: OptionNode | null = null;

  /** @internal */
  constructor(trail: readonly [LoaderTree, ...RelationshipStep[]]) {
    this.#trail = trail;
  }

  get [loaderOption](): OptionNode {
    this.#node ??= nodeOfTree(folded(this.#trail));
    return this.#node;
  }

  /** By a second statement with the keys of the parents: `WHERE user_id IN (…)`. */
  selectinload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*', options: SelectinOptions = {}): Load<S2> {
    const { limit, orderBy, recursionDepth } = checkOptionNames(
      options,
      ['limit', 'orderBy', 'recursionDepth'],
      'selectinload()',
    );
    return this.#along(attribute, 'selectin', {
      options: { ...counted('limit', limit, 1), ...counted('recursionDepth', recursionDepth, -1) },
      orderBy: orderBy === undefined ? [] : ordered([], [orderBy].flat() as OrderArgument[], 'selectinload({ orderBy })'),
    });
  }

  /** By a join in the same statement. A result with joined collections has to be made `unique()`. */
  joinedload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*', options: JoinedOptions = {}): Load<S2> {
    return this.#along(attribute, 'joined', { options: { ...checkOptionNames(options, ['innerjoin'], 'joinedload()') } });
  }

  /** By a second statement that has this one as a subquery. */
  subqueryload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*'): Load<S2> {
    return this.#along(attribute, 'subquery');
  }

  /** For each object by a statement of its own. */
  immediateload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*'): Load<S2> {
    return this.#along(attribute, 'immediate');
  }

  /** Not before `session.load()` asks for it. */
  lazyload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*'): Load<S2> {
    return this.#along(attribute, 'select');
  }

  /** Not at all: `session.load()` refuses it as well. */
  raiseload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*', options: RaiseOptions = {}): Load<S2> {
    const { sqlOnly = false } = checkOptionNames(options, ['sqlOnly'], 'raiseload()');
    return this.#along(attribute, sqlOnly ? 'raiseOnSql' : 'raise');
  }

  /** Empty, or null, whatever the database has. */
  noload<S2 extends string = S>(attribute: LoadedAttribute<S2, S> | '*'): Load<S2> {
    return this.#along(attribute, 'noload');
  }

  /** As it would be without this option, for what is said of the objects behind it. */
  defaultload<S2 extends string>(attribute: LoadedAttribute<S2, S>): Load<S2> {
    return this.#along(attribute, null);
  }

  /** From the rows of a join that the statement has itself. */
  containsEager<S2 extends string>(attribute: LoadedAttribute<S2, S>, options: ContainsOptions = {}): Load<S2> {
    const { alias } = checkOptionNames(options, ['alias'], 'containsEager()');
    const target = alias === undefined ? null : findEntity(alias);
    if (alias !== undefined && target === null)
      throw new ArgumentError('containsEager({ alias }) takes an alias of a class: aliased(Address).');
    const wanted = (attribute?.node?.property as RelationshipProperty<Mapper> | undefined)?.target;
    if (target !== null && wanted !== undefined && !target.mapper.isA(wanted) && !wanted.isA(target.mapper))
      throw new ArgumentError(`containsEager({ alias }) takes an alias of ${wanted.name}; this is one of ${target.mapper.name}.`);
    return this.#along(attribute, 'contains', target === null ? {} : { target });
  }

  /** Only these columns, and the primary key; the others are deferred. */
  loadOnly(...columns: readonly NamedColumn<string, unknown, string>[]): Load<S> {
    if (columns.length === 0) throw new ArgumentError('loadOnly() takes at least one column: loadOnly(User.c.name).');
    const { entity, keys } = columnsGiven(columns, 'loadOnly()');
    return this.#with({ ...columnsStep, entity, action: 'only', keys });
  }

  /** Without a column, until `session.load(object, 'key')`. @param options raiseload: refuses that as well */
  defer(column: NamedColumn<string, unknown, string> | '*', options: { readonly raiseload?: boolean } = {}): Load<S> {
    const { raiseload = false } = checkOptionNames(options, ['raiseload'], 'defer()');
    return this.#with({ ...columnsStep, ...columnOrAll(column, 'defer()'), action: 'defer', raises: raiseload });
  }

  /** With a column that is deferred otherwise. */
  undefer(column: NamedColumn<string, unknown, string> | '*'): Load<S> {
    return this.#with({ ...columnsStep, ...columnOrAll(column, 'undefer()'), action: 'undefer' });
  }

  /** With all columns of a group that are deferred otherwise. */
  undeferGroup(name: string): Load<S> {
    return this.#with({ ...columnsStep, action: 'undefer', group: name });
  }

  /** What an attribute that `queryExpression()` defines is in this statement. */
  withExpression<V>(
    attribute: NamedColumn<string, V, string>,
    expression: ExpressionElement<NoInfer<V>, string> | QueryElement<NoInfer<V>>,
  ): Load<S> {
    const { entity, keys } = columnsGiven([attribute], 'withExpression()');
    const [key = ''] = keys;
    const property = entity.mapper.property(key);
    if (property?.kind !== 'column' || property.expression === undefined)
      throw new ArgumentError(`withExpression() takes an attribute that queryExpression() defines; ${key} is none.`);
    return this.#with({ kind: 'expression', entity, key, expression: expressionNode(expression as ClauseElement) });
  }

  /** More options for the objects that it leads to, side by side. */
  options(...options: readonly (Load | SubclassesOption)[]): Load<S> {
    return this.#with(...options.flatMap((option) => treeOf(option[loaderOption]).children));
  }

  #along<S2 extends string>(
    attribute: LoadedAttribute | '*',
    strategy: Strategy | null,
    more: Partial<RelationshipStep> = {},
  ): Load<S2> {
    if (attribute === '*') {
      const isGlobal = this.#trail.length === 1 && this.#trail[0].entity === null;
      return this.#with({ kind: 'wildcard', strategy: strategy as Strategy, isGlobal }) as Load<string> as Load<S2>;
    }
    if (!(attribute instanceof RelationshipAttribute))
      throw new ArgumentError(
        `A loader option takes a relationship of a class, such as User.c.addresses, or '*'${clauseOf(attribute) === null ? '' : '; this is no relationship'}.`,
      );
    const step: RelationshipStep = { ...stepTo(attribute), strategy, ...more };
    this.#checkFollows(step);
    if (strategy !== null && strategy !== 'noload' && strategy !== 'raise') checkIsLoaded(step.property);
    return new Load<S2>([...this.#trail, step]);
  }

  #checkFollows({ entity, property }: RelationshipStep): void {
    const last = this.#trail.at(-1) as LoaderTree | RelationshipStep;
    const before = 'target' in last ? last.target : last.entity;
    if (before === null || before.mapper.isA(entity.mapper) || entity.mapper.isA(before.mapper)) return;
    throw new ArgumentError(
      `Attribute "${property.name}" does not link from "${before.mapper.name}". An option goes on with relationships of the class that it has come to.`,
    );
  }

  #with(...steps: readonly LoaderStep[]): Load<S> {
    const last = this.#trail.at(-1) as LoaderTree;
    return new Load([...this.#trail.slice(0, -1), { ...last, children: [...last.children, ...steps] }] as never);
  }
}

/**
 * Options for the objects of a class, or of an alias of it: `load(User).loadOnly(User.c.name).selectinload(User.c.addresses)`.
 *
 * @example load(User).loadOnly(User.c.name).selectinload(User.c.addresses)
 */
export function load<S extends string>(target: EntitySource<unknown, unknown, S>): Load<S> {
  const entity = findEntity(target);
  if (entity === null) throw new ArgumentError('load() takes a mapped class, or an alias of one.');
  return new Load([{ entity, path: null, children: [] }]);
}

const anywhere = new Load([{ entity: null, path: null, children: [] }]);

/**
 * Loads the objects of a relationship by a second statement, for up to 500 parents at once.
 *
 * @example select(User).options(selectinload(User.c.addresses))
 */
export const selectinload: Load['selectinload'] = (...given) => anywhere.selectinload(...given);

/**
 * Loads the objects of a relationship by a join in the same statement. Where that is a collection the result has to be made
 * `unique()`.
 *
 * @example select(Address).options(joinedload(Address.c.user, { innerjoin: true }))
 */
export const joinedload: Load['joinedload'] = (...given) => anywhere.joinedload(...given);

/**
 * Loads the objects of a relationship by a second statement that has the first one as a subquery.
 *
 * @example select(User).options(subqueryload(User.c.addresses))
 */
export const subqueryload: Load['subqueryload'] = (...given) => anywhere.subqueryload(...given);

/**
 * Loads the objects of a relationship by a statement for each parent, unless they are in the session.
 *
 * @example select(Address).options(immediateload(Address.c.user))
 */
export const immediateload: Load['immediateload'] = (...given) => anywhere.immediateload(...given);

/**
 * Leaves a relationship to `session.load()`, however it is loaded otherwise.
 *
 * @example select(User).options(lazyload(User.c.addresses))
 */
export const lazyload: Load['lazyload'] = (...given) => anywhere.lazyload(...given);

/**
 * Refuses to load a relationship: `raiseload('*')` finds what a query should have asked for.
 *
 * @example select(User).options(selectinload(User.c.addresses), raiseload('*'))
 */
export const raiseload: Load['raiseload'] = (...given) => anywhere.raiseload(...given);

/**
 * Leaves a collection empty, whatever the database has.
 *
 * @example select(User).options(noload(User.c.addresses))
 */
export const noload: Load['noload'] = (...given) => anywhere.noload(...given);

/**
 * Says nothing of the relationship, but leads to options for the objects behind it.
 *
 * @example select(User).options(defaultload(User.c.addresses).loadOnly(Address.c.emailAddress))
 */
export const defaultload: Load['defaultload'] = (...given) => anywhere.defaultload(...given);

/**
 * Takes the objects of a relationship from the rows of a join that the statement has itself.
 *
 * @example select(Address).join(Address.c.user).where(User.c.name.eq('pkrabs')).options(containsEager(Address.c.user))
 */
export const containsEager: Load['containsEager'] = (...given) => anywhere.containsEager(...given);

/**
 * Loads only these columns, and the primary key.
 *
 * @example select(User).options(loadOnly(User.c.name))
 */
export const loadOnly: Load['loadOnly'] = (...given) => anywhere.loadOnly(...given);

/**
 * Leaves a column out, until `session.load(object, 'key')` asks for it.
 *
 * @example select(User).options(defer(User.c.fullname))
 */
export const defer: Load['defer'] = (...given) => anywhere.defer(...given);

/**
 * Loads a column that is deferred otherwise.
 *
 * @example select(User).options(undefer(User.c.fullname))
 */
export const undefer: Load['undefer'] = (...given) => anywhere.undefer(...given);

/**
 * Gives an attribute that `queryExpression()` defines its value in this statement.
 *
 * @example
 * const count = select(func.count()).where(Post.c.bloggerId.eq(Blogger.c.id)).scalarSubquery();
 * select(Blogger).options(withExpression(Blogger.c.postCount, count))
 */
export const withExpression: Load['withExpression'] = (...given) => anywhere.withExpression(...given);

/**
 * Loads the columns of a group that are deferred otherwise.
 *
 * @example select(User).options(undeferGroup('long texts'))
 */
export const undeferGroup: Load['undeferGroup'] = (...given) => anywhere.undeferGroup(...given);

const columnsStep: ColumnsStep = { kind: 'columns', entity: null, action: 'only', keys: null, group: null, raises: false };

function stepTo({ node }: LoadedAttribute): RelationshipStep {
  const { parent, target, property, criteria } = node;
  return {
    kind: 'relationship',
    entity: parent.identity as Entity,
    property: property as RelationshipProperty<Mapper>,
    target: target.identity as Entity,
    strategy: null,
    options: {},
    criteria: criteria as readonly SqlNode[],
    orderBy: [],
    children: [],
  };
}

function columnOrAll(column: NamedColumn<string, unknown, string> | '*', where: string): Pick<ColumnsStep, 'entity' | 'keys'> {
  return column === '*' ? { entity: null, keys: null } : columnsGiven([column], where);
}

function columnsGiven(columns: readonly NamedColumn<string, unknown, string>[], where: string) {
  const entities = columns.map((column) => {
    const entity = column instanceof NamedColumn ? ownerOfAttribute(column.node) : null;
    if (entity !== null) return entity;
    throw new ArgumentError(`${where} takes columns of mapped classes, such as User.c.name.`);
  });
  const entity = entities[0] as Entity;
  if (entities.some((other) => other !== entity))
    throw new ArgumentError(`${where} takes columns of one class. Write load(Class).loadOnly(…) once for each.`);
  return { entity, keys: columns.map(({ key }) => key) };
}

function counted<K extends keyof RelationshipStepOptions>(name: K, value: number | undefined, least: number) {
  if (value === undefined) return {};
  if (Number.isSafeInteger(value) && value >= least) return { [name]: value };
  throw new ArgumentError(`selectinload({ ${name} }) is a whole number, ${least} or more; it is ${String(value)}.`);
}

function folded([tree, ...steps]: readonly [LoaderTree, ...RelationshipStep[]]): LoaderTree {
  const behind = steps.reduceRight<RelationshipStep | null>(
    (child, step) => (child === null ? step : { ...step, children: [...step.children, child] }),
    null,
  );
  return behind === null ? tree : { ...tree, children: [...tree.children, behind] };
}
