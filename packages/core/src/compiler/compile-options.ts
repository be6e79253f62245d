import type { LexicalSyntax } from '../sql/lexical-syntax.ts';
import type { CodecRule, TypeEngine } from '../types/type-engine.ts';

/** What the compiler must know of a database to compile a text; a dialect is one of these. */
export interface CompileOptions {
  /** As in the URL: `postgresql`. */
  readonly name?: string;
  /** The names that variants of types for it go by, the first one first; default: its own name. */
  readonly variantNames?: readonly string[] | undefined;
  /** Where texts and comments begin and end, so that a placeholder in them is none. */
  readonly syntax: LexicalSyntax;
  /** Writes the placeholder of a parameter; `index` counts from 0. The type is absent where none is known. */
  readonly placeholder: (index: number, type?: TypeEngine<unknown>) => string;
  /** Whether one placeholder can stand for the same parameter in several places (`$1 … $1`). */
  readonly placeholdersRepeat: boolean;
  /** Encoders and decoders that replace those of a type, by its name; a rule that is undefined leaves the value as it is. */
  readonly typeCodecs?: Readonly<Record<string, CodecRule>> | undefined;
  /** `values`: a list of tuples is `IN (VALUES (…), (…))`. Default: `IN ((…), (…))`. */
  readonly tupleLists?: 'values' | undefined;
  /** What a list that is known at last becomes behind IN: `($1, $2)` where it is absent. For databases that limit its length. */
  readonly expandedList?: ((placeholders: readonly string[]) => string) | undefined;
  /** Default: a subquery without rows, which every database takes. */
  readonly emptyList?: EmptyList | undefined;
}

/** What stands for a list without elements. */
export interface EmptyList {
  /** A subquery without rows, in parentheses. */
  readonly subquery: string;
  /** The same with several columns, for tuples; absent: as most databases take it. */
  readonly tuples?: ((columns: readonly string[]) => string) | undefined;
  /** What replaces `IN (…)` and `NOT IN (…)` where the subquery would need a type; absent: the subquery serves. */
  readonly in?: string | undefined;
  /** The same for `NOT IN (…)`. */
  readonly notIn?: string | undefined;
}
