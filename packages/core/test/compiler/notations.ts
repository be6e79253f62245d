import type { CompileOptions } from '../../src/compiler/compile-options.ts';
import { standardSyntax } from '../../src/sql/lexical-syntax.ts';

/** A database whose placeholders are all alike. */
export const questionMarks: CompileOptions = { syntax: standardSyntax, placeholder: () => '?', placeholdersRepeat: false };

/** A database whose placeholders have numbers. */
export const numbered: CompileOptions = {
  syntax: standardSyntax,
  placeholder: (index) => `$${index + 1}`,
  placeholdersRepeat: true,
};
