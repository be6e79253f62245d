import type { CompilerDialect } from '@aludel/core/dialect';

/** `nextval(order_number)`, in MariaDB. */
export const sequenceValue: NonNullable<CompilerDialect['constructs']> = Object.freeze({
  nextval: ({ data }, sql) =>
    `nextval(${sql.tableName(String(data['name']), data['schema'] === null ? null : String(data['schema']))})`,
} satisfies CompilerDialect['constructs']);
