import type { FreshApplication } from './fresh-application.ts';

/** The scripts that a user's first minutes consist of, as ES module and as CommonJS, with what they must print. */
const scripts: readonly { readonly name: string; readonly text: string; readonly prints: string }[] = [
  {
    name: 'first-query.mjs',
    text: `
      import { createEngine, text } from '@aludel/core';
      const engine = createEngine('sqlite:///:memory:');
      const connection = await engine.connect();
      const result = await connection.execute(text('SELECT :x AS x'), { x: 2 });
      console.log(result.all().map((row) => row.x).join());
      await connection.close();
      await engine.dispose();`,
    prints: '2',
  },
  {
    name: 'first-query.cjs',
    text: `
      const { createEngine, text } = require('@aludel/core');
      const engine = createEngine('sqlite:///:memory:');
      engine.begin((connection) => connection.scalar(text('SELECT :x'), { x: 2 })).then(async (x) => {
        console.log(String(x));
        await engine.dispose();
      });`,
    prints: '2',
  },
  {
    name: 'first-table.mjs',
    text: `
      import { column, createEngine, insert, MetaData, select, Table, types as t } from '@aludel/core';
      const metadata = new MetaData();
      const user = new Table('user_account', metadata, { id: column(t.Integer, { primaryKey: true }), name: column(t.String(30)) });
      const engine = createEngine('sqlite:///:memory:');
      await metadata.createAll(engine);
      await engine.begin(async (connection) => {
        const { insertedPrimaryKey } = await connection.execute(insert(user).values({ name: 'sandy' }));
        const row = await connection.execute(select(user).where(user.c.id.eq(insertedPrimaryKey[0]))).one();
        console.log(String(row));
      });
      await engine.dispose();`,
    prints: "(1, 'sandy')",
  },
  {
    name: 'plug-ins.mjs',
    text: `
      import { createEngine } from '@aludel/core';
      for (const url of ['sqlite+node:///:memory:', 'postgresql+pglite:///:memory:']) {
        await using engine = createEngine(url);
        await using connection = await engine.connect();
        console.log(engine.dialect.driver.name, await connection.execDriverSql('SELECT 40 + 2').scalar());
      }`,
    prints: 'node 42\npglite 42',
  },
  {
    name: 'every-door.cjs',
    text: `
      const doors = ['@aludel/core', '@aludel/core/dialect', '@aludel/postgresql', '@aludel/postgresql/dialect', '@aludel/mysql',
        '@aludel/sqlite', '@aludel/sqlite/dialect', 'aludel-sqlite-node', 'aludel-postgresql-pglite'];
      for (const door of doors) {
        if (Object.keys(require(door)).length === 0) console.log(door + ' exports nothing');
      }
      console.log('opened');`,
    prints: 'opened',
  },
];

/** Runs the scripts where the packages were installed; one sentence for each that did not print what it must. */
export function checkInstalled(application: FreshApplication): string[] {
  return scripts.flatMap(({ name, text, prints }) => differenceOf(application, name, text, prints));
}

/** Installed alone, core must name the package that the URL asks for. */
export function checkMissingDialect(coreAlone: FreshApplication): string[] {
  const text = `
    import { createEngine } from '@aludel/core';
    try {
      const engine = createEngine('postgresql://scott:tiger@localhost/test');
      await (await engine.connect()).close();
      console.log('connected without a dialect');
    } catch (error) {
      console.log([error.name, error.message.includes('@aludel/postgresql'), error.message.includes('tiger')].join());
    }`;
  return differenceOf(coreAlone, 'missing-dialect.mjs', text, 'NoSuchModuleError,true,false');
}

function differenceOf(application: FreshApplication, name: string, text: string, expected: string): string[] {
  try {
    const printed = application.runScript(name, text);
    return printed === expected ? [] : [`${name} printed "${printed}" instead of "${expected}".`];
  } catch (error) {
    return [(error as Error).message];
  }
}
