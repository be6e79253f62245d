import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import postgresql, { pgDriver, postgresql as named, postgresqlDialect } from '../src/index.ts';

describe('the package', () => {
  test('exports the dialect joined to its driver, and both parts', () => {
    expect(postgresql).toBe(named);
    expect(postgresql).toMatchObject({ name: 'postgresql', driver: pgDriver });
    expect(postgresql.capabilities).toBe(postgresqlDialect.capabilities);
    expect(pgDriver.name).toBe('pg');
  });

  test('keeps dialect and driver apart', () => {
    const imports = (folder: string): string[] => {
      const path = fileURLToPath(new URL(`../src/${folder}/`, import.meta.url));
      const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
      return files.flatMap((file) =>
        [...readFileSync(path + file, 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map((match) => match[1] as string),
      );
    };
    expect(imports('dialect').filter((name) => name === 'pg' || name.includes('/driver/'))).toEqual([]);
    expect(imports('driver').filter((name) => name.includes('/dialect/') && !name.startsWith('@aludel/'))).toEqual([]);
  });
});
