// What only the compiler knows of mapped classes and their objects is in properties with names that begin with `_`, and are
// never there at run time. Unique symbols would be neater, but then the declarations of a function that returns a mapped
// class could not be written: TypeScript has no way to name a symbol that the file does not import.

/** What a relationship leads to. By its prototype alone: TypeScript would have to know the class to know more. */
export interface MappedTarget {
  readonly prototype: unknown;
}

/** What a class was defined with. */
export type DefinitionOf<C> = C extends { readonly _definition: infer D } ? D : never;
