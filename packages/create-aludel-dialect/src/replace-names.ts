import type { DialectNames } from './dialect-names.ts';

/**
 * A text of the template for other names. There `my-db` is the dialect and `my-wire` the driver, in every spelling that code
 * needs: `myDb`, `MyDb`, `MY_DB`.
 */
export function replaceNames(text: string, { backend, driver }: DialectNames): string {
  const spelled = { ...spellings('my-db', backend), ...spellings('my-wire', driver) };
  return text.replaceAll(/my-db|myDb|MyDb|MY_DB|my-wire|myWire|MyWire|MY_WIRE/g, (found) => spelled[found] as string);
}

function spellings(placeholder: string, name: string): Record<string, string> {
  return {
    [placeholder]: name,
    [camelCase(placeholder)]: camelCase(name),
    [pascalCase(placeholder)]: pascalCase(name),
    [constantCase(placeholder)]: constantCase(name),
  };
}

function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(name: string): string {
  return camelCase(`-${name}`);
}

function constantCase(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}
