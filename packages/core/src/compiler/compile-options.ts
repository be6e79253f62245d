import type { LexicalSyntax } from '../sql/lexical-syntax.ts';
import type { CodecRule } from '../types/type-engine.ts';
import type { EmptyList } from './compiled.ts';

/** What the compiler must know of a database to compile a text; a dialect is one of these. */
export interface CompileOptions {
  /** As in the URL: `postgresql`. */
  readonly name?: string;
  /** The names that variants of types for it go by, the first one first; default: its own name. */
  readonly variantNames?: readonly string[] | undefined;
  readonly syntax: LexicalSyntax;
  /** Writes the placeholder of a parameter; `index` counts from 0. */
  readonly placeholder: (index: number) => string;
  /** Whether one placeholder can stand for the same parameter in several places (`$1 … $1`). */
  readonly placeholdersRepeat: boolean;
  /** Encoders and decoders that replace those of a type, by its name; a rule that is undefined leaves the value as it is. */
  readonly typeCodecs?: Readonly<Record<string, CodecRule>> | undefined;
  /** `values`: a list of tuples is `IN (VALUES (…), (…))`. Default: `IN ((…), (…))`. */
  readonly tupleLists?: 'values' | undefined;
  /** Default: a subquery without rows, which every database takes. */
  readonly emptyList?: EmptyList | undefined;
}
