import type { TypeEngine } from './type-engine.ts';

/**
 * The same type for a place where NULL may be. It changes nothing at run time, since null never reaches a type, and
 * tells the compiler.
 *
 * @example text('SELECT max(y) AS top FROM t').columns({ top: t.nullable(t.Integer) }) // top: number | null
 */
export function nullable<T>(type: TypeEngine<T>): TypeEngine<T | null> {
  return type as TypeEngine<T | null>;
}
