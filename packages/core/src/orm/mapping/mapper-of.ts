import { ArgumentError } from '../../errors/argument-errors.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { instrumented } from './instance-slot.ts';
import { Mapper } from './mapper.ts';

/** The mapper of a class; null for anything that is none. The class is taken for the one that the application made. */
export function mapperOf(construct: unknown): Mapper | null {
  if (typeof construct !== 'function') return null;
  const mapper = (construct as { readonly [instrumented]?: unknown })[instrumented];
  if (!(mapper instanceof Mapper)) return null;
  mapper.extendedBy(construct);
  return mapper;
}

/** @throws ArgumentError for what is no mapped class */
export function requireMapper(construct: unknown, where: string): Mapper {
  const mapper = mapperOf(construct);
  if (mapper !== null) return mapper;
  throw new ArgumentError(`${where} takes a mapped class; it got ${kindOfValue(construct)}.`);
}
