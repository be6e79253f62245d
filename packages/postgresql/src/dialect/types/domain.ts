import { type DefinedType, defineType, type TypeEngine } from '@aludel/core/dialect';

/** A type that was made from another one by CREATE DOMAIN. */
export interface DomainType<T> extends DefinedType<T> {
  /** As the database calls it. */
  readonly name: string;
  /** Null: where a name alone finds it. */
  readonly schema: string | null;
  /** The type that it is made from. */
  readonly dataType: TypeEngine<T>;
}

/**
 * A domain: values are those of the type it was made from.
 *
 * @example DOMAIN('us_postal_code', t.Text)
 */
export function DOMAIN<T>(name: string, dataType: TypeEngine<T>, options: { readonly schema?: string } = {}): DomainType<T> {
  const { schema = null } = options;
  return defineType<T, { name: string; schema: string | null; dataType: TypeEngine<T> }>(
    {
      typeName: dataType.typeName,
      sqlName: 'DOMAIN',
      takesObjects: dataType.takesObjects,
      operandType: dataType,
      implIn: undefined,
      adapt: (dialect) => dialect.codecOf(dataType),
      shown: [
        [null, name],
        [null, dataType],
        ['schema', schema ?? ''],
      ],
    },
    { name, schema, dataType },
  );
}
