/** Only for the compiler: what the table of an object's class is called. */
export declare const entityName: unique symbol;

/** Only for the compiler: what a class was defined with. */
export declare const classDefinition: unique symbol;

/** Only for the compiler: what the class of an object was defined with. */
export declare const objectDefinition: unique symbol;

/** Only for the compiler: the attributes that the mapper fills by itself. */
export declare const filledKeys: unique symbol;

/** What a relationship leads to. By its prototype alone: TypeScript would have to know the class to know more. */
export interface MappedTarget {
  readonly prototype: unknown;
}
