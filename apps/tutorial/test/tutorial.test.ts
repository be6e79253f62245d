import { describe, expect, test } from '@jest/globals';
import { registerDialect } from '@aludel/core';
import { mariadb, mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import { pglite } from 'aludel-postgresql-pglite';
import { sqliteNode } from 'aludel-sqlite-node';
import { allChapters } from '../src/chapters/all-chapters.ts';
import { runTutorial } from '../src/run-tutorial.ts';
import { stepCode } from '../src/step-code.ts';
import { withoutTutorialTables } from '../src/tables.ts';

const dialects = { sqlite, 'sqlite+node': sqliteNode, postgresql, 'postgresql+pglite': pglite, mysql, mariadb };
for (const [scheme, dialect] of Object.entries(dialects)) registerDialect(scheme, dialect);

const urls = {
  sqlite: 'sqlite:///:memory:',
  'sqlite+node': 'sqlite+node:///:memory:',
  'postgresql+pglite': 'postgresql+pglite:///:memory:',
  postgresql: process.env['ALUDEL_TEST_POSTGRESQL_URL'],
  mariadb: process.env['ALUDEL_TEST_MARIADB_URL'],
  mysql: process.env['ALUDEL_TEST_MYSQL_URL'],
};

describe.each(Object.entries(urls).filter(([, url]) => url !== undefined) as [string, string][])(
  'the tutorial on %s',
  (_name, url) => {
    test('every step prints and logs what it says, and no table is left behind', async () => {
      const differences: Record<string, readonly string[]> = {};
      const run = async (): Promise<void> => {
        for await (const report of runTutorial(allChapters, url)) {
          if (report.differences.length > 0) differences[report.step.title] = report.differences;
        }
      };
      await withoutTutorialTables(url, run);
      await withoutTutorialTables(url, async () => {});
      expect(differences).toEqual({});
    }, 120_000);
  },
);

describe('the chapters', () => {
  test('show the code that runs, as it stands in the source', () => {
    for (const chapter of allChapters) {
      for (const step of chapter.steps) expect(stepCode(chapter, step)).toMatch(/^\S[^]*[;}]$/);
    }
  });

  test('have ids and titles of their own', () => {
    expect(new Set(allChapters.map((chapter) => chapter.id)).size).toBe(allChapters.length);
    const titles = allChapters.flatMap((chapter) => chapter.steps.map((step) => step.title));
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test('a step that differs from what it says is reported', async () => {
  const [engine] = allChapters;
  const broken = { ...engine!, steps: engine!.steps.slice(0, 1).map((step) => ({ ...step, prints: ['something else'] })) };
  for await (const report of runTutorial([broken], 'sqlite:///:memory:')) {
    expect(report.differences).toEqual(['It printed:', '  connections open: 0', 'It should have printed:', '  something else']);
  }
});
