import type { CompilerDialect } from '@aludel/core/dialect';

/** `nextval('app.order_number')`: the name is a text, in which names that need quotes have them. */
export const sequenceValue: NonNullable<CompilerDialect['constructs']> = Object.freeze({
  nextval: ({ data }, sql) => {
    const name = sql.tableName(String(data['name']), data['schema'] === null ? null : String(data['schema']));
    return `nextval('${name.replaceAll("'", "''")}')`;
  },
} satisfies CompilerDialect['constructs']);
