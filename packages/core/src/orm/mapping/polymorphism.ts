import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { membership } from '../../sql/operations/membership.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { reprValue } from '../../util/repr-value.ts';
import { warn } from '../../util/warn.ts';
import type { ColumnProperty } from './column-property.ts';
import { identityKeyOf } from './identity-key.ts';
import type { InheritanceKind } from './inheritance.ts';
import type { MapperOptions } from './mapper-options.ts';

/** A mapper as far as its place in an inheritance goes. */
export interface PolymorphicClass<M extends PolymorphicClass<M>> {
  readonly name: string;
  readonly options: MapperOptions;
  readonly inherits: M | null;
  readonly inheritance: InheritanceKind;
  readonly subclasses: readonly M[];
  readonly columns: readonly ColumnProperty[];
  readonly polymorphism: Polymorphism<M>;
  isA(other: M): boolean;
}

/** By which attribute the class of a row is told, and which classes there are. */
export class Polymorphism<M extends PolymorphicClass<M>> {
  readonly #mapper: M;
  readonly #byIdentity: Map<unknown, M>;
  readonly #parent: Polymorphism<M> | null;
  /** Where the discriminator is in objects; null: new objects say nothing. */
  #slot: number | null | undefined;

  constructor(mapper: M) {
    this.#mapper = mapper;
    this.#parent = mapper.inherits?.polymorphism ?? null;
    this.#byIdentity = this.#parent === null ? new Map() : this.#parent.#byIdentity;
    if (this.identity !== undefined) this.#register(identityKeyOf(this.identity));
  }

  /** What the discriminator says for objects of the class; undefined: nothing. */
  get identity(): unknown {
    return this.#mapper.options.polymorphicIdentity;
  }

  /** The attribute that tells; null: none does. */
  get discriminator(): ColumnProperty | null {
    const key = this.#key;
    if (key === null) return null;
    const found = this.#mapper.columns.find((property) => property.key === key);
    if (found !== undefined) return found;
    throw new ArgumentError(
      `Can't determine polymorphic_on value '${key}' - no attribute is mapped to this name. The option "polymorphicOn" of ${this.#mapper.name} takes the name of one of its columns.`,
    );
  }

  /** The class and all below it. */
  get selfAndDescendants(): readonly M[] {
    return [this.#mapper, ...this.#mapper.subclasses.flatMap(({ polymorphism }) => polymorphism.selfAndDescendants)];
  }

  /**
   * The class of a row. One without a value is of the class that was asked for.
   *
   * @throws InvalidRequestError for a value of no class, or of one that is not below that which was asked for
   */
  classOf(value: unknown): M {
    const asked = this.#mapper;
    if (value === null || value === undefined) return asked;
    const found = this.#byIdentity.get(identityKeyOf(value));
    if (found === undefined)
      throw new InvalidRequestError(
        `No such polymorphic_identity ${reprValue(value)} is defined: a row that was selected as ${asked.name} says so in "${this.#key}". Import the module of its class before the query.`,
      );
    if (found.isA(asked)) return found;
    throw new InvalidRequestError(
      `A row can't be loaded into an object; its "${this.#key}" refers to ${found.name}, which is not a sub mapper of the requested ${asked.name}.`,
    );
  }

  /** A new object says of which class it is, unless it was told. */
  identify(object: object, values: readonly unknown[]): void {
    const slot = this.#identitySlot;
    if (slot === null || values[slot] !== undefined) return;
    (object as Record<string, unknown>)[this.#key as string] = this.identity;
  }

  /** Whether the class of a row with these values would be this one, or one below it. */
  accepts(values: readonly unknown[]): boolean {
    const slot = this.#identitySlot;
    const value = slot === null ? undefined : values[slot];
    if (value === undefined || value === this.identity) return true;
    const found = this.#byIdentity.get(identityKeyOf(value));
    return found?.isA(this.#mapper) === true;
  }

  get #identitySlot(): number | null {
    if (this.#slot === undefined) this.#slot = this.identity === undefined ? null : (this.discriminator?.slot ?? null);
    return this.#slot;
  }

  /** For a row of which only the class that the application did not make is known. */
  unseen(): InvalidRequestError {
    const parent = this.#mapper.inherits?.name;
    return new InvalidRequestError(
      `The class of a row whose "${this.#key}" is ${reprValue(this.identity)} was not seen yet: nobody can know which class extends Base.inherits(${parent}, …) before it is used. Name it before the query: Base.registry.configure(Subclass).`,
    );
  }

  /** Of single-table inheritance: what keeps the rows of other classes out. Null: nothing need to. */
  criterion(column: (property: ColumnProperty) => ColumnNode): SqlNode | null {
    const { discriminator } = this;
    if (this.#mapper.inheritance !== 'single' || discriminator === null) return null;
    const identities = this.selfAndDescendants.flatMap(({ polymorphism: { identity } }) =>
      identity === undefined ? [] : [identity],
    );
    return membership('in', column(discriminator), identities);
  }

  /** Says what is missing, when the mapper is configured. */
  check(): void {
    if (this.discriminator === null || this.identity !== undefined || this.#mapper.inherits === null) return;
    if (this.#mapper.inheritance === 'concrete' || this.#mapper.options.polymorphicAbstract === true) return;
    warn(
      `${this.#mapper.name} does not indicate a "polymorphicIdentity", yet is part of an inheritance hierarchy that has a "polymorphicOn" column of '${this.#key}'. Its objects cannot be loaded as what they are. Give it one, or { polymorphicAbstract: true } if no row is of this class alone.`,
    );
  }

  get #key(): string | null {
    return this.#mapper.options.polymorphicOn ?? (this.#parent === null ? null : this.#parent.#key);
  }

  #register(identity: unknown): void {
    const known = this.#byIdentity.get(identity);
    if (known !== undefined)
      throw new ArgumentError(
        `The polymorphicIdentity ${reprValue(this.identity)} is that of ${known.name} already. Give each class its own.`,
      );
    this.#byIdentity.set(identity, this.#mapper);
  }
}
