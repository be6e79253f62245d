import { createRequire } from 'node:module';
import { createEngine } from '@aludel/core';
import type { Chapter } from '../tutorial.ts';

export const engineChapter: Chapter = {
  id: 'engine',
  source: import.meta.url,
  title: 'Establishing Connectivity: the Engine',
  introduction:
    'Everything starts with an Engine. It knows where the database is, which dialect it speaks and through which driver, and it keeps a pool of connections. A program makes one per database and keeps it for its whole life.',
  steps: [
    {
      title: 'Make an engine',
      explanation:
        'The URL names three things: the kind of database, the driver (left out here: each dialect has one of its own), and where the database is. With "echo" the engine logs all the SQL it sends. Making an engine does not connect: that happens when it is first used.',
      run: (world) => {
        world.engine = createEngine(world.url, { echo: true, logger: world.logger });
        world.print('connections open:', world.engine.pool.checkedout());
      },
      prints: ['connections open: 0'],
      logs: [],
    },
    {
      title: 'Check the version',
      explanation:
        'The tutorial is about the version of @aludel/core that is installed. The package is all that there is to import.',
      run: (world) => {
        const { name, version } = createRequire(import.meta.url)('@aludel/core/package.json') as Record<string, string>;
        world.print(name, /^\d+\.\d+\.\d+/.test(version ?? ''));
      },
      prints: ['@aludel/core true'],
      logs: [],
    },
  ],
};
