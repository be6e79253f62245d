/** An attribute that keeps nothing itself: it reads and writes others. */
export interface AttributeDescriptor {
  readonly key: string;
  get(object: object): unknown;
  set(object: object, value: unknown): void;
  /** The attributes that it stands for, with their values: for statements that write columns. Absent: it stands for none. */
  spread?(value: unknown): Readonly<Record<string, unknown>>;
  /** What stands for it in statements. */
  attributeOf(source: AttributeSource): unknown;
}

/** A class, or an alias of one, as the attributes of it see it. */
export interface AttributeSource {
  /** Its attributes, for statements. */
  readonly c: Readonly<Record<string, unknown>>;
}
