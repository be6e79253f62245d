import { structuralKey } from '../types/define-type.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import type { BindParameter } from './bind-parameter.ts';
import type { BoundParameters } from './executable.ts';
import type { ResultColumns } from './result-columns.ts';

/** What of a text decides what it compiles to. */
export interface CacheKeyParts {
  readonly text: string;
  readonly boundValues: BoundParameters;
  readonly resultColumns: ResultColumns | null;
}

/**
 * The cache key of a text: the text itself where nothing else matters; otherwise text and structure. Null where a type
 * takes part whose structure is unknown.
 */
export function textCacheKey({ text, boundValues, resultColumns }: CacheKeyParts): string | null {
  // NUL separates the parts of a key, and no database takes it in a statement.
  if (text.includes('\0')) return null;
  const binds = bindsKey(boundValues);
  const columns = resultColumns === null ? '' : columnsKey(resultColumns);
  if (binds === null || columns === null) return null;
  return binds === '' && columns === '' ? text : `${text}\0${binds}\0${columns}`;
}

/** Marks the keys of texts whose parameters were made up by the `sql` tag, which the compiler checks more closely. */
export const anonymousMark = '*';

function bindsKey(boundValues: BoundParameters): string | null {
  let key = '';
  for (const bind of boundValues.values()) {
    const part = bindKey(bind);
    if (part === null) return null;
    key += part;
  }
  return key;
}

function bindKey(bind: BindParameter): string | null {
  if (bind.isAnonymous) return anonymousMark;
  if (!bind.expanding && bind.declaredType === null) return '';
  const type = bind.declaredType === null ? '' : structuralKey(bind.declaredType);
  return type === null ? null : `${bind.name} ${bind.expanding ? 'expanding' : ''} ${type};`;
}

function columnsKey({ isPositional, columns }: ResultColumns): string | null {
  let key = isPositional ? 'positional;' : 'named;';
  for (const [name, type] of columns) {
    const typeKey = structuralKey(type as TypeEngine<unknown>);
    if (typeKey === null) return null;
    key += `${JSON.stringify(name)} ${typeKey};`;
  }
  return key;
}
