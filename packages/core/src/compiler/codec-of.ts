import type { TypeCodec, TypeDialect, TypeEngine } from '../types/type-engine.ts';
import type { CompileOptions } from './compile-options.ts';

/** How values of a type travel to and from one database. */
export function codecOf(type: TypeEngine<unknown>, options: CompileOptions): TypeCodec<unknown> {
  const actual = typeIn(type, options);
  const rule = ruleOf(actual, options);
  if (rule === undefined) return actual.adapt === undefined ? actual : actual.adapt(typeDialect(options));
  return 'adapt' in rule ? rule.adapt(actual, typeDialect(options)) : rule;
}

/** The type itself, or its variant for this database. */
export function typeIn(type: TypeEngine<unknown>, options: CompileOptions): TypeEngine<unknown> {
  return type.inDialect === undefined ? type : type.inDialect(variantNames(options));
}

/** What a type may know of the database. */
export function typeDialect(options: CompileOptions): TypeDialect {
  return { name: options.name ?? '', codecOf: (inner) => codecOf(inner, options) };
}

function variantNames({ name, variantNames: names }: CompileOptions): readonly string[] {
  return names ?? (name === undefined ? [] : [name]);
}

/** A type around another one has its own codec: the rule is for the inner type. */
function ruleOf(type: TypeEngine<unknown>, { typeCodecs }: CompileOptions) {
  if (typeCodecs === undefined || type.implIn !== undefined) return undefined;
  if (type.sqlName !== undefined && Object.hasOwn(typeCodecs, type.sqlName)) return typeCodecs[type.sqlName];
  return Object.hasOwn(typeCodecs, type.typeName) ? typeCodecs[type.typeName] : undefined;
}
