import { types as t } from '@aludel/core';
import { type ConnectableDialect, typeNameFor } from '@aludel/core/dialect';
import { generatedKey } from './generated-key.ts';
import { type SqlNotation, standardNotation } from './sql-notation.ts';

/** How a database writes what the suite says in SQL: as its dialect does where that is to be seen, else as the standard. */
export function notationOf(dialect: ConnectableDialect, given: Partial<SqlNotation> = {}): SqlNotation {
  return { ...standardNotation, ...derived(dialect), ...given };
}

function derived(dialect: ConnectableDialect): Partial<SqlNotation> {
  const [open, close] = dialect.identifiers?.quotes ?? ['"', '"'];
  const name = (type: Parameters<typeof typeNameFor>[0]) => () => typeNameFor(type, dialect);
  return present({
    binaryType: name(t.LargeBinary),
    textType: name(t.Text),
    dateType: name(t.Date),
    timeType: name(t.Time),
    timestampType: name(t.DateTime({ mode: 'string' })),
    instantType: name(t.DateTime({ timezone: true, mode: 'string' })),
    generatedKey: () => generatedKey(dialect),
    quote: () => (text: string) => `${open}${text.replaceAll(close, close + close)}${close}`,
  });
}

/** What can be found out. A dialect that cannot name a type yet is told so by the tests of types. */
function present(parts: { readonly [K in keyof SqlNotation]?: () => SqlNotation[K] | undefined }): Partial<SqlNotation> {
  const found = Object.entries(parts).flatMap(([key, read]) => {
    try {
      const value = read();
      return value === undefined ? [] : [[key, value]];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(found) as Partial<SqlNotation>;
}
