import type { SqlWriter } from '../rules.ts';

/** What stands between a FROM clause and its name. */
export function aliasWord({ dialect }: SqlWriter): ' ' | ' AS ' {
  return dialect.aliasesWithoutAs === true ? ' ' : ' AS ';
}
