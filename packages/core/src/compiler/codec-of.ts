import type { TypeCodec, TypeEngine } from '../types/type-engine.ts';
import type { CompileOptions } from './compile-options.ts';

/** How values of a type travel to and from one database. */
export function codecOf(type: TypeEngine<unknown>, { typeCodecs }: CompileOptions): TypeCodec<unknown> {
  if (typeCodecs === undefined || !Object.hasOwn(typeCodecs, type.typeName)) return type;
  const rule = typeCodecs[type.typeName] ?? {};
  return 'adapt' in rule ? rule.adapt(type) : rule;
}
