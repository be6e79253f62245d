import { type DefinedType, defineType, type ShownArgument, type TypeEngine } from '@aludel/core/dialect';

/** What a type has beside what standard SQL knows: `unsigned`, `charset`. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The type `base` under a name of MySQL's, with attributes that its rule for that name reads. */
export function extendedType<T>(base: TypeEngine<T>, sqlName: string, attributes: Attributes): DefinedType<T> {
  const { typeName, encode, decode, operandType, takesObjects } = base;
  const given = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== false);
  return defineType<T, object>(
    { typeName, sqlName, encode, decode, operandType, takesObjects, shown: given as unknown as ShownArgument[] } as never,
    Object.fromEntries(given),
  );
}
